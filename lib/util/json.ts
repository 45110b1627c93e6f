/** Whether a value is a JSON object: no array, no null, no Buffer. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return (
		typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value)
	);
}

/**
 * The value of a JSON text. Numbers that JavaScript can't hold exactly, or of which it doesn't show
 * every digit, come out as text, as they were written.
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

/**
 * The values of a text with one JSON value in each line (NDJSON, JSON Lines), or in each record (RFC 7464).
 *
 * @returns undefined when a line could not be parsed
 */
export function parseJsonLines(text: string): unknown[] | undefined {
	const lines = text
		.replaceAll('\u001E', '\n')
		.split('\n')
		.filter((line) => line.trim() !== '');
	const values = lines.map(parseJson);
	return values.includes(undefined) ? undefined : values;
}

/** What a number has to hold so that it could be inexact. */
const LONG_NUMBER = /[\d.]{16}|\d[eE][+-]?\d{3}/;

const ESCAPE_QUOTE_OR_NUMBER = /\\.|"|-?\d[\d.eE+-]*/g;

/** RFC 8259, 6. What it doesn't match stays as it is, and can't be parsed. */
const NUMBER = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

function withExactNumbers(text: string): string {
	let isInString = false;
	return text.replace(ESCAPE_QUOTE_OR_NUMBER, (token) => {
		if (token === '"') isInString = !isInString;
		return isInString || !NUMBER.test(token) || isExact(token) ? token : `"${token}"`;
	});
}

/** Whether JavaScript shows the same number, and each digit of it counts. */
function isExact(number: string): boolean {
	const value = Number(number);
	const isPlain = !/e/i.test(number);
	if (isPlain && Math.abs(value) > Number.MAX_SAFE_INTEGER) return false;
	const digits = number.replace(/e.*|\D/gi, '').replace(/^0+/, '');
	return digits.length <= 17 && canonicalNumber(number) === canonicalNumber(String(value));
}

/** The same for every way to write a JSON number: `-1.50e3` is `-15e2`; undefined for other text. */
export function canonicalNumber(text: string): string | undefined {
	const [, sign, whole, fraction = '', exponent = '0'] = NUMBER.exec(text) ?? [];
	if (whole === undefined) return undefined;
	const digits = (whole + fraction).replace(/^0+/, '');
	const significant = digits.replace(/0+$/, '');
	const power = Number(exponent) - fraction.length + digits.length - significant.length;
	return significant === '' ? '0' : `${sign}${significant}e${power}`;
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

/**
 * The values at a path, through every entry of the lists on its way.
 *
 * @returns undefined when there is no such field
 */
export function valuesAt(value: unknown, path: string): unknown[] | undefined {
	const [name] = path.split('.', 1);
	if (Array.isArray(value) && own(value, name) === undefined) {
		const found = value.map((entry) => valuesAt(entry, path)).filter((each) => each !== undefined);
		return value.length === 0 || found.length > 0 ? found.flat() : undefined;
	}
	const whole = own(value, path);
	if (whole !== undefined) return [whole].flat();
	const inner = own(value, name);
	return inner === undefined ? undefined : valuesAt(inner, path.slice(name.length + 1));
}

function own(value: unknown, name: string): unknown {
	if (!isRecord(value) && !Array.isArray(value)) return undefined;
	// The length of a list is no entry of it.
	return Object.prototype.propertyIsEnumerable.call(value, name)
		? (value as Record<string, unknown>)[name]
		: undefined;
}
