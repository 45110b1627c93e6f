import type { Envelope } from './envelope';
import type { Evidence } from './evidence/evidence';
import type { Paging } from './paging';
import type { Identity, Row } from './rows';
import type { Style } from './spelling';

/** How an API speaks about its lists. */
export interface Manner {
	/** The API that is known to do so, if it is one. */
	make?: string;
	style: Style;
	paging: Paging;
	evidence: Evidence[];
	envelope: Envelope;
}

/** How the addresses are written that an API gives. */
export type AddressForm =
	| 'absolute'
	| 'relative'
	| 'query'
	| 'name'
	| 'http'
	| 'with port'
	| 'another path'
	| 'another host';

export const changes = [
	'first removed',
	'last removed',
	'one more at the front',
	'one more at the end',
	'the total alone',
] as const;

/** Everything that makes a service. */
export interface Plan extends Manner {
	rows: Row[];
	identity: Identity;
	idName: string;
	/** Each answer puts another value into each record. */
	isVolatile: boolean;
	/** The order without a parameter that sorts. */
	natural: 'by id' | 'reversed' | 'mixed';
	obeysSort: boolean;
	/** Records that are counted, but not given. */
	hidden: ReadonlySet<Row>;
	/** When it says that there is more: it may not know at the end of a full page, or of any. */
	claimsMore: 'when there is' | 'when full' | 'when any';
	/** There are other lists of objects, and nothing tells which one is meant. */
	isAmbiguous: boolean;
	addresses: { form: AddressForm; keepSort: boolean };
	headers: Record<string, string>;
	/** An empty list is a 204. */
	isNoContent: boolean;
	/** An answer that is an error in a 200, from this record on. */
	faulty?: { from: number; body: string };
	/** What happens to the records before a request is answered. */
	change?: { before: number; what: (typeof changes)[number]; spare: Row[] };
}
