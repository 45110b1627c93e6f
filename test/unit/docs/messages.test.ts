import { messagesOfThePackage, UNKNOWN } from './support/messages';
import { codeSpans, rowsIn, section } from './support/readme';

const messages = messagesOfThePackage();
const rows = rowsIn(section('Troubleshooting')).filter((row) => row.Message);
const told = rows.map((row) => ({
	text: codeSpans(row.Message)[0] ?? '',
	advice: row['What to do'],
}));

describe('the troubleshooting in README.md', () => {
	it.each(messages.map(({ text, at }) => [text, at]))('has the message %s (%s)', (text) => {
		expect(told.some((row) => isSame(row.text, text))).toBe(true);
	});

	it.each(told.map(({ text, advice }) => [text, advice]))(
		'says what to do about %s',
		(text, advice) => {
			expect(messages.some((message) => isSame(text, message.text))).toBe(true);
			expect(text.replaceAll(UNKNOWN, '').trim().length).toBeGreaterThan(10);
			expect(advice).toMatch(/\w.*[.)]$/);
		},
	);

	it('has no message twice', () => {
		const texts = told.map(({ text }) => text);
		expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([]);
	});
});

/** Whether one text is the other, where each may leave parts open. */
function isSame(one: string, other: string): boolean {
	return pattern(one).test(other) || pattern(other).test(one);
}

function pattern(text: string): RegExp {
	const parts = text.split(UNKNOWN).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('.+')}$`);
}
