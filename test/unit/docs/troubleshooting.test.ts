import { messages, shippedTexts, UNKNOWN } from './support/messages';
import { readText } from './support/projectFiles';

/** n8n's own messages come first. */
const [, own] = readText('docs/troubleshooting.md').split(/^## Credential fields$/m);
const rows = [...own.matchAll(/^\| `(.+?)` \| (.+) \|$/gm)].map(([, message, advice]) => ({
	message,
	advice,
}));

describe('docs/troubleshooting.md', () => {
	it.each(messages)('has %s', (message) => {
		const isTold = rows.some(
			(row) => pattern(message).test(row.message) || pattern(row.message, true).test(message),
		);
		expect(isTold).toBe(true);
	});

	it.each(rows)('has only what exists, and says what to do: $message', ({ message, advice }) => {
		expect(shippedTexts.some((text) => isMadeOf(message, text))).toBe(true);
		expect(advice).toMatch(/\w.*\.$/);
	});

	it('has no message twice', () => {
		expect(new Set(rows.map(({ message }) => message)).size).toBe(rows.length);
	});
});

/** Whether a message is this text, with texts of the source in its open places. */
function isMadeOf(message: string, text: string): boolean {
	const [found, ...parts] = pattern(text, true).exec(message) ?? [];
	return found !== undefined && /[^…\s]/.test(text) && parts.every(isShipped);
}

function isShipped(part: string): boolean {
	const texts = part.split(UNKNOWN).map((text) => text.trim());
	return texts.every(
		(text) => !text.includes(' ') || shippedTexts.some((each) => each.includes(text)),
	);
}

function pattern(text: string, isWhole = false): RegExp {
	const parts = text.split(UNKNOWN).map((part) => part.replace(/[.*+?{}()|[\]\\^$]/g, '\\$&'));
	return new RegExp(isWhole ? `^${parts.join('(.+?)')}$` : parts.join('.+'));
}
