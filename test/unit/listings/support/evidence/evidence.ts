import type { Sayings } from '../sayings';

/** A page as the service sees it when it writes its answer. */
export interface PageFacts {
	/** Records in this answer. */
	here: number;
	from: number;
	size: number;
	all: number;
	/** There is a page behind this one. */
	isMore: boolean;
	/** Addresses of the page behind this one, and of this one. */
	next: string;
	self: string;
	/** What the parameter is given for the next page. */
	nextValue: string;
	/** Number of the page by the service's own count. */
	number: number;
	/** Number of the first record by the service's own count. */
	offset: number;
}

/** One thing that a service says about its pages. */
export interface Evidence {
	/** In words, with the name that is written. */
	name: string;
	/** `echo`: what was asked for, or this page alone; it tells nothing of other pages. */
	is: 'address' | 'number' | 'token' | 'flag' | 'total' | 'pages' | 'echo';
	/** It says that there is no more, even in a list of one page. */
	saysEnd: boolean;
	/** The parameter that the name of a token tells. */
	tellsParameter?: string;
	/** The last page names itself as the next one. */
	pointsAtItself?: boolean;
	/** Behind the last of several pages it is not plain that there is no more. */
	isVagueAtEnd?: boolean;
	/** It tells how many records a page may have. */
	tellsSize?: boolean;
	/** Words that hardly any reader knows. */
	isRare?: boolean;
	write(page: PageFacts, out: Sayings): void;
}

/** The value in a name: `null`, `"yes"`, or that there is none. */
export function shown(value: unknown): string {
	return value === undefined ? 'nothing' : JSON.stringify(value);
}
