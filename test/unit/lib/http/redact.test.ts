import { withoutSecrets } from '../../../../lib/http/redact';

const SECRET = 'canary "se/cret" +é';

function escaped(text: string): string {
	const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16));
	return units.map((unit) => `\\u${unit.padStart(4, '0')}`).join('');
}

describe('a text without secrets', () => {
	test.each([
		['as it is', SECRET],
		['in a query', encodeURIComponent(SECRET)],
		['in a form', String(new URLSearchParams({ a: SECRET }))],
		['in a form, without a name', String(new URLSearchParams({ a: SECRET })).slice(2)],
		['in JSON', JSON.stringify({ a: SECRET })],
		['in JSON, with more around', JSON.stringify({ a: `more ${SECRET} more` })],
		['in JSON, with slashes escaped', JSON.stringify(SECRET).replaceAll('/', '\\/')],
		['in JSON in JSON', JSON.stringify(JSON.stringify(SECRET).replaceAll('/', '\\/'))],
		['in JSON, each character escaped', escaped(SECRET)],
		['in JSON in JSON, escaped', JSON.stringify(escaped(SECRET))],
		['in capitals', escaped(SECRET).replaceAll(/[a-f]/g, (digit) => digit.toUpperCase())],
		['in base64', Buffer.from(SECRET).toString('base64')],
	])('does not have one %s', (_how, form) => {
		const clean = withoutSecrets(`before ${form} ${form} after`, ['other secret', SECRET]);
		expect(clean).toMatch(/^before .*\*\*\*.* after$/);
		expect(clean).not.toContain(form);
		expect(clean).not.toContain('canary');
	});

	it('keeps nothing of a secret that has another in it', () => {
		const secrets = ['secret-1', 'secret-1-and-more'];
		expect(withoutSecrets('secret-1-and-more', secrets)).toBe('***');
		expect(withoutSecrets('secret-1-and-more', secrets.reverse())).toBe('***');
	});

	it('may have one of five characters, which is none', () => {
		expect(withoutSecrets('12345 123456', ['12345', '123456'])).toBe('12345 ***');
	});

	it('keeps escapes that hide no secret, and hides one with a backslash', () => {
		expect(withoutSecrets('C:\\\\dir \\u0041 a\\/b', [SECRET])).toBe('C:\\\\dir \\u0041 a\\/b');
		expect(withoutSecrets('"a\\\\\\u0062\\/cdef"', ['a\\b/cdef'])).toBe('"***"');
	});

	it('is otherwise as it was, also when a secret is too short to be one', () => {
		expect(withoutSecrets('it is a $& text', ['', 'a', SECRET])).toBe('it is a $& text');
	});
});
