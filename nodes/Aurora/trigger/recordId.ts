/** The id of an account, as the API gives it. */
export type AccountId = string | number;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DASHES = [8, 12, 16, 20];

/** The id of a record, or undefined for one that has none. */
export function idOf(record: Record<string, unknown>): AccountId | undefined {
	const { id } = record;
	if (typeof id === 'string' && id !== '') return id;
	return typeof id === 'number' && Number.isFinite(id) ? id : undefined;
}

/**
 * An id in few characters, none of them a blank, from which `unpackId` makes it again: a UUID takes
 * 23, a number or a plain text one more than itself.
 */
export function packId(id: AccountId): string {
	if (typeof id === 'number') return `n${id}`;
	if (!UUID.test(id)) return `s${encodeURIComponent(id.replace(/\p{Cs}/gu, '\uFFFD'))}`;
	return `u${Buffer.from(id.replace(/-/g, ''), 'hex').toString('base64url')}`;
}

/** The id that `packId` packed. */
export function unpackId(packed: string): AccountId {
	const rest = packed.slice(1);
	if (packed[0] === 'n') return Number(rest);
	if (packed[0] === 's') return decodeURIComponent(rest);
	const hex = Buffer.from(rest, 'base64url').toString('hex');
	return [0, ...DASHES].map((from, at) => hex.slice(from, DASHES[at] ?? 32)).join('-');
}
