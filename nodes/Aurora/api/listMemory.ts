import type { AuroraSettings } from '../../../lib/auth';

import type { Convention } from './conventions';

/** What was found out about a path. */
export interface Remembered {
	/** How it pages, with the page size that it gives. */
	convention?: Convention;
	/** What its first page looked like then. */
	firstPage?: string;
	/** Its first page was all there was. */
	isSinglePage?: boolean;
	isSizeTried?: boolean;
	/** Its only page looked so, and is not asked for another one for a while. */
	silent?: { page: string; until: number };
	/** Records that it counted and that did not come, twice. */
	missing?: number;
	/** Whether the address of one record has given one, or until when it counts as missing. */
	recordAddress?: 'works' | { missingUntil: number };
}

const MAX_PATHS = 500;

/** By API, client and path, the latest last: a second reading needs no probe. Bounded by MAX_PATHS. */
const memory = new Map<string, Remembered>();

/** Names a path of the API, for a client of it. */
export function pathKey({ apiOrigin, clientId }: AuroraSettings, url: string): string {
	return `${apiOrigin} ${clientId} ${new URL(url).pathname}`;
}

/** What is known of a path. */
export function recall(key: string): Remembered | undefined {
	return memory.get(key);
}

/** Remembers what was found out; of too many paths the oldest is forgotten. */
export function remember(key: string, found: Remembered): void {
	const known = { ...memory.get(key), ...found };
	memory.delete(key);
	memory.set(key, known);
	if (memory.size > MAX_PATHS) memory.delete(memory.keys().next().value as string);
}

/** Forgets a path: what was known of it is true no longer. */
export function forget(key: string): void {
	memory.delete(key);
}

/** Forgets everything: for tests. */
export function forgetLists(): void {
	memory.clear();
}
