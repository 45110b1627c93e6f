/** Whether a value is a JSON object: no array, no null, no Buffer. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return (
		typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value)
	);
}

/**
 * The value of a JSON text. Numbers that JavaScript can't hold exactly come out as text, digit for digit.
 *
 * @returns undefined when it could not be parsed
 */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(LONG_NUMBER.test(text) ? withExactNumbers(text) : text) as unknown;
	} catch {
		return undefined;
	}
}

/** What a number has to hold so that it could be inexact. */
const LONG_NUMBER = /[\d.]{16}|\d[eE]\+?\d{3}/;

const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

function withExactNumbers(text: string): string {
	return text.replace(STRING_OR_NUMBER, (token) =>
		token.startsWith('"') || isExact(token) ? token : `"${token}"`,
	);
}

function isExact(number: string): boolean {
	const value = Number(number);
	if (/^-?\d+$/.test(number)) return Number.isSafeInteger(value);
	const digits = number
		.replace(/[eE].*$/, '')
		.replace(/\D/g, '')
		.replace(/^0+/, '');
	return Number.isFinite(value) && digits.length <= 17;
}

/**
 * The value at a path: a field of exactly this name, otherwise one field after the other along the
 * dots. Only a record's own fields count, so that `__proto__` or `constructor` lead nowhere.
 *
 * @param path such as `owner.email`; numbers count list entries from 0
 * @returns undefined when there is nothing
 */
export function valueAt(value: unknown, path: string): unknown {
	const whole = own(value, path);
	if (whole !== undefined) return whole;
	return path.split('.').reduce<unknown>((at, name) => own(at, name), value);
}

function own(value: unknown, name: string): unknown {
	if (!isRecord(value) && !Array.isArray(value)) return undefined;
	return Object.prototype.hasOwnProperty.call(value, name)
		? (value as Record<string, unknown>)[name]
		: undefined;
}
