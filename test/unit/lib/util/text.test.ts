import { plainText } from '../../../../lib/util/text';

describe('text from outside', () => {
	it('becomes one line without control characters', () => {
		expect(plainText(' a\r\nb\tc\0d\u001b[31me\u2028f\u202eg  h ')).toBe('a b c d [31me f g h');
	});

	it('is cut', () => {
		expect(plainText('x'.repeat(501))).toBe(`${'x'.repeat(499)}…`);
		expect(plainText('x'.repeat(500))).toBe('x'.repeat(500));
		expect(plainText('x'.repeat(50), 10)).toHaveLength(10);
	});

	it('stays short however many control characters it has', () => {
		expect(plainText(`${'\n'.repeat(100_000)}end`)).toBe('');
	});

	test.each([
		['an object', { a: 1 }, '{"a":1}'],
		['a list', [1, 'b'], '[1,"b"]'],
		['a number', 5, '5'],
		['null', null, 'null'],
		['nothing', undefined, 'undefined'],
	])('may be %s', (_what, value, shown) => {
		expect(plainText(value)).toBe(shown);
	});
});
