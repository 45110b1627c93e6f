import { formEncoded } from '../util/url';

/** Shorter than this it is no secret, and hiding it would only spoil the text. */
const MIN_LENGTH = 6;

/**
 * A text from outside without our secrets in it: a server may repeat what it was sent.
 *
 * @param secrets as they are; their usual encodings are found as well
 */
export function withoutSecrets(text: string, secrets: string[]): string {
	const clean = without(text, secrets);
	const plain = unescaped(clean);
	const hidden = without(plain, secrets.map(unescaped));
	return hidden === plain ? clean : hidden;
}

function without(text: string, secrets: string[]): string {
	const forms = secrets
		.filter((secret) => secret.length >= MIN_LENGTH)
		.flatMap(formsOf)
		// The longest first, or the rest of one would stay when another is a part of it.
		.sort((a, b) => b.length - a.length);
	return forms.reduce((clean, form) => clean.replaceAll(form, '***'), text);
}

/** Without JSON's escapes (RFC 8259, 7), however often they were escaped once more, and without backslashes. */
function unescaped(text: string): string {
	return text
		.replace(/(?<!\\)\\+u([0-9a-f]{4})/gi, (_, hex: string) =>
			String.fromCharCode(parseInt(hex, 16)),
		)
		.replaceAll('\\', '');
}

function formsOf(secret: string): string[] {
	const json = JSON.stringify(secret).slice(1, -1);
	const base64 = Buffer.from(secret).toString('base64');
	return [secret, encodeURIComponent(secret), formEncoded(secret), json, base64];
}
