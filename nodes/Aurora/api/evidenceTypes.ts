/** What one response says about further records. */
export interface Evidence {
	/** Address of the next page, possibly relative. */
	nextUrl?: string;
	/** A token for the next page, by the name of its field. */
	nextToken?: { name: string; value: string };
	/** A token that may be there on the last page as well. */
	cursor?: { name: string; value: string };
	/** Its place says that it is there on every page, as in `cursors: { before, after }`. */
	isCursorAlways?: boolean;
	nextPage?: number;
	nextOffset?: number;
	/** Says in a word that there is more, or that there is not. */
	more?: boolean;
	/** Records in all, filtered where the response counts both. */
	total?: number;
	/** Pages in all. */
	pages?: number;
	/** Number of the last page, as the service counts. */
	lastPage?: number;
	/** Number of this page, as the service counts. */
	page?: number;
	/** Records before this page, as the service counts. */
	offset?: number;
	/** Records a page has at most. */
	size?: number;
	/** Names and values of everything that counted, for messages. */
	seen: string[];
	/** Names of fields that speak of pages: what the service calls its parameters. */
	names: string[];
}

/** What a field says, by the words of its name and those of the object that it is in. */
export interface Field {
	name: string;
	words: string[];
	/** Words of the object that holds it. */
	within: string[];
	value: unknown;
}

/** Totals of one response, by how exact they are. */
export interface Totals {
	filtered: number[];
	plain: number[];
	unfiltered: number[];
}
