import { asFlag } from './evidenceValues';

/** What one response says about further records. */
export interface Evidence {
	/** Address of the next page, possibly relative. */
	nextUrl?: string;
	/** A token for the next page, by the name of its field. */
	nextToken?: { name: string; value: string };
	/** A token that may be there on the last page as well. */
	cursor?: { name: string; value: string };
	nextPage?: number;
	nextOffset?: number;
	/** Says in a word that there is more, or that there is not. */
	more?: boolean;
	/** Says in a word of its own that this is the end. */
	isLast?: boolean;
	/** Something that often means that there is more, and often does not. */
	mayBeMore?: boolean;
	/** Says that records are missing, whatever it counts. */
	isPartial?: boolean;
	/** Records in all, filtered where the response counts both. */
	total?: number;
	/** Pages in all. */
	pages?: number;
	/** Records or pages in all: which of them is not said. */
	count?: number;
	/** Records that a page may have. */
	size?: number;
	/** Number of the last page, as the service counts. */
	lastPage?: number;
	/** Number of this page, as the service counts. */
	page?: number;
	/** Records before this page, as the service counts. */
	offset?: number;
	/** Names and values of everything that counted, for messages. */
	seen: string[];
	/** Names of fields that speak of pages: what the service calls its parameters. */
	names: string[];
}

/** Totals of one response, by how exact they are. */
export interface Totals {
	filtered: number[];
	plain: number[];
	unfiltered: number[];
	/** Of records or of pages. */
	either: number[];
}

/** A field that speaks of pages. */
export interface Field {
	name: string;
	/** Words of its name. */
	words: string[];
	/** Words of the objects that it is in. */
	within: string[];
	/** Names in the object that holds it. */
	beside: string[];
	value: unknown;
}

/** Where the findings go; `items` is how many records the response has. */
export interface Findings {
	evidence: Evidence;
	totals: Totals;
	items: number;
}

/** Reads a field; false where it says nothing after all. */
export type Read = (field: Field, into: Findings) => boolean;

/** Whether a name has one of these words. */
export function has({ words }: Pick<Field, 'words'>, ...any: string[]): boolean {
	return any.some((word) => words.includes(word));
}

/** A flag, the other way round in `noMoreItems`. */
export function flagOf(field: Field): boolean | undefined {
	const flag = asFlag(field.value);
	return flag !== undefined && has(field, 'no') ? !flag : flag;
}
