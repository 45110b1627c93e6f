import { isRecord } from '../../../lib/util/json';

/** Values that say that nothing follows: `null`, `0`, `-1`, `"null"`, `{}`, `{ href: null }`. */
export function isNothing(value: unknown): boolean {
	if (value === null || value === false) return true;
	if (typeof value === 'number') return value <= 0;
	if (typeof value === 'string')
		return /^\s*(|0|-1|null|none|nil|undefined|false)\s*$/i.test(value);
	return typeof value === 'object' && Object.keys(value).length === 0;
}

/** A word for yes or no, in any usual form. */
export function asFlag(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	const text = typeof value === 'number' ? String(value) : value;
	if (typeof text !== 'string') return undefined;
	if (/^\s*(true|yes|y|1)\s*$/i.test(text)) return true;
	return /^\s*(false|no|n|0)\s*$/i.test(text) ? false : undefined;
}

/** A whole number from 0, also as text: `1,234`. */
export function asCount(value: unknown): number | undefined {
	const isText =
		typeof value === 'string' && /^\s*(\d{1,15}|\d{1,3}([., '’]\d{3}){1,4})\s*$/.test(value);
	const count = isText ? Number(value.replace(/\D/g, '')) : value;
	return Number.isInteger(count) && Number(count) >= 0 ? Number(count) : undefined;
}

/** An address, alone or in an object such as `{ href }`. */
export function addressOf(value: unknown): string | undefined {
	const address = isRecord(value) ? (value.href ?? value.url ?? value.uri ?? value.link) : value;
	if (typeof address !== 'string') return undefined;
	return /^(https?:\/\/|\/|\?|\.{1,2}\/)/i.test(address) || /^[\w.-]*\?[^\s]*=/.test(address)
		? address
		: undefined;
}
