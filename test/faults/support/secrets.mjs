import { randomUUID } from 'node:crypto';

/** In every client secret of a run, twice, and nowhere else. */
const MARK = `Zq${randomUUID().replaceAll('-', '').slice(0, 14)}Kx`;

const base64url = (text) => Buffer.from(text).toString('base64url').slice(0, -1);

/** How the two readable parts of every access token of the sandbox begin; no token of n8n's own does. */
const TOKEN_PARTS = [
	base64url('{"alg":"RS256","typ":"at+jwt","kid":'),
	base64url('{"generation":'),
];

/** A client secret like no other; it needs escaping in an address, in a form and in JSON. */
export function newSecret() {
	return `${MARK}-${randomUUID()} +/%"\\&=${MARK}`;
}

/** Whether a token is one that the search would find. @param {string} token */
export function isCanaryToken(token) {
	return TOKEN_PARTS.every((part) => token.includes(part));
}

/**
 * The texts that must not turn up. They are made of letters and digits, which neither an address nor
 * JSON escapes, so plain text, URL encoding and JSON are one search; in base64, as in a Basic header,
 * a text looks different at each of three positions.
 */
const NEEDLES = [
	['client secret', MARK],
	...TOKEN_PARTS.map((part) => ['access token', part]),
].flatMap(([name, text]) => [
	{ name, text },
	...[0, 1, 2].map((offset) => ({ name: `${name} in base64`, text: base64At(offset, text) })),
]);

/** The part of a text's base64 that does not depend on what is around it. */
function base64At(offset, text) {
	const encoded = Buffer.from(' '.repeat(offset) + text)
		.toString('base64')
		.replace(/=+$/, '');
	return encoded.slice(offset === 0 ? 0 : offset + 1, -2);
}

/**
 * The canaries in a text.
 * @param {string | Buffer} haystack
 * @returns {string[]} what they are, each once
 */
export function canariesIn(haystack) {
	return [
		...new Set(NEEDLES.filter(({ text }) => haystack.includes(text)).map(({ name }) => name)),
	];
}
