import { addressIn, addressList, linkHeader } from '../evidence/addresses';
import { echoIn, standingCursors } from '../evidence/echoes';
import type { Evidence, PageFacts } from '../evidence/evidence';
import { flagIn } from '../evidence/flags';
import { pagesHeader, pagesIn } from '../evidence/pages';
import { nextPageHeader, numberIn, tokenIn } from '../evidence/positions';
import {
	contentRange,
	filteredTotal,
	paginationHeader,
	totalHeader,
	totalIn,
} from '../evidence/totals';
import type { Envelope } from '../envelope';
import type { Paging } from '../paging';
import type { Style } from '../spelling';

import { TABLE } from './table';

/** How an API that is known speaks about its lists. */
export interface Make {
	name: string;
	style: Style;
	paging: Pick<Paging, 'by' | 'parameter'> & Partial<Paging>;
	/** Path of the list, ` > ` between names; none for a bare list. */
	path: string;
	evidence: Evidence[];
	envelope: Partial<Envelope>;
}

type Write = (field: string, end: unknown) => Evidence;

const echo =
	(value: (page: PageFacts) => unknown): Write =>
	(field) =>
		echoIn(field, value);
const address =
	(form: 'text' | 'href'): Write =>
	(field, end) =>
		addressIn(field, form, end === undefined ? 'left out' : { is: end });

/** What an API says, by its kind in the table. */
const KINDS: Record<string, Write> = {
	next: address('text'),
	'next href': address('href'),
	links: () => addressList(),
	Link: () => linkHeader(),
	'Link alone': () => linkHeader({ hasOthers: false }),
	number: numberIn,
	'X-Next-Page': nextPageHeader,
	token(both, end) {
		const [field, told] = both.split(' -> ');
		return tokenIn(field, told, end);
	},
	more: (field) => flagIn(field),
	last: (field) => flagIn(field, true),
	total: (field) => totalIn(field),
	'total object': (field) => totalIn(field, (value) => ({ value, relation: 'eq' })),
	filtered: (both) => filteredTotal(...(both.split(', ') as [string, string])),
	'total header': totalHeader,
	'X-Pagination': paginationHeader,
	'Content-Range': () => contentRange(206, ''),
	pages: (both) => pagesIn(...(both.split(', ') as [string, string?])),
	'pages header': pagesHeader,
	'standing cursors': standingCursors,
	size: echo(({ size }) => size),
	here: echo(({ here }) => here),
	empty: echo(({ here }) => here === 0),
	page: echo(({ number }) => number),
	offset: echo(({ offset }) => offset),
	row: echo(({ from }) => from + 1),
	first: echo(({ from }) => from === 0),
	previous: echo(({ from }) => (from ? '/before' : null)),
	self: echo(({ self }) => self),
	'self href': echo(({ self }) => ({ href: self })),
};

function evidenceOf(text: string): Evidence {
	const [, rare, kind, field = '', end] =
		/^(rare )?([^:]+)(?:: (.+?)(?: = (.+))?)?$/.exec(text) ?? [];
	const evidence = KINDS[kind](field, end === undefined ? undefined : JSON.parse(end));
	return rare ? { ...evidence, isRare: true } : evidence;
}

function makeOf(line: string): Make {
	const [name, pages, path = '', said = '', style, traits, envelope] = line.split(/ *\| */);
	const [by, parameter, sizeParameter, size] = pages.split(' ');
	return {
		name,
		style: (style || 'camel') as Style,
		paging: {
			by: (by === 'lastId' ? 'last id' : by) as Paging['by'],
			parameter,
			sizeParameter: sizeParameter === '-' ? undefined : sizeParameter,
			first: by === 'page' ? 1 : 0,
			...(size === undefined ? {} : { size: Number(size) }),
			...(JSON.parse(traits || '{}') as Partial<Paging>),
		},
		path,
		evidence: said === '' ? [] : said.split('; ').map(evidenceOf),
		envelope: JSON.parse(envelope || '{}') as Partial<Envelope>,
	};
}

export const makes: readonly Make[] = TABLE.trim().split('\n').map(makeOf);
