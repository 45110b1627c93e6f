import type { Row } from './rows';

/** What a service answers when it is asked for a page behind the last. */
export const pastEnds = ['empty', '404', '400', '416', 'null', 'the last page', 'page 1'] as const;

/** How a service gives the parts of a list, when it is asked for them. */
export interface Paging {
	by: 'page' | 'offset' | 'token' | 'last id' | 'nothing';
	/** Query parameter that says which part. */
	parameter: string;
	/** Query parameter that says how many records. */
	sizeParameter?: string;
	/** Number of the first page, or of the first record. */
	first: 0 | 1;
	/** Records of a page, unless told otherwise. */
	size: number;
	/** Records of a page at the most. */
	most: number;
	/** What is done when more are wanted. */
	tooMany: 'clamped' | 'refused' | 'as by default';
	pastEnd: (typeof pastEnds)[number];
	/** What it answers to page 0 when it counts from 1. */
	belowFirst: 'page 1' | '400';
	/** It answers an unknown parameter with 400. */
	isStrict: boolean;
	/** It gives everything until a parameter asks for a page. */
	isWholeUnasked: boolean;
	/** It takes its parameters in any case, as services of .NET do. */
	isAnyCase: boolean;
	/** Parameters with which it filters, so that hardly a record is left. */
	filters: readonly string[];
}

/** A part of the list. */
export interface Part {
	from: number;
	size: number;
}

export type Refusal = { status: number } | 'null';

/** The part that a query asks for, or what is answered instead. */
export function partAsked(
	paging: Paging,
	query: URLSearchParams,
	rows: readonly Row[],
	idAt: (at: number) => string,
): Part | Refusal {
	const size = sizeAsked(paging, query);
	if (typeof size !== 'number') return size;
	const from = startAsked(paging, query.get(paging.parameter), size, rows.length, idAt);
	if (typeof from !== 'number') return from;
	const isPlain = !query.has(paging.parameter) && !query.has(paging.sizeParameter ?? '');
	if (paging.isWholeUnasked && isPlain) return { from: 0, size: Math.max(1, rows.length) };
	if (from < rows.length || from === 0) return { from, size };
	return pastTheEnd(paging, size, rows.length);
}

function sizeAsked(paging: Paging, query: URLSearchParams): number | Refusal {
	const asked = query.get(paging.sizeParameter ?? '');
	if (asked === null || paging.sizeParameter === undefined) return paging.size;
	const size = Number(asked);
	if (!Number.isInteger(size) || size < 1) return { status: 400 };
	if (size <= paging.most) return size;
	if (paging.tooMany === 'refused') return { status: 400 };
	return paging.tooMany === 'clamped' ? paging.most : paging.size;
}

function startAsked(
	paging: Paging,
	asked: string | null,
	size: number,
	all: number,
	idAt: (at: number) => string,
): number | Refusal {
	if (asked === null || paging.by === 'nothing') return 0;
	if (paging.by === 'token') return tokenStart(asked) ?? { status: 400 };
	if (paging.by === 'last id') {
		for (let at = 0; at < all; at++) if (idAt(at) === asked) return at + 1;
		return { status: 404 };
	}
	const number = Number(asked) - paging.first;
	if (!Number.isInteger(number)) return { status: 400 };
	if (number < 0) return paging.belowFirst === '400' ? { status: 400 } : 0;
	return paging.by === 'page' ? number * size : number;
}

function pastTheEnd({ pastEnd, by }: Paging, size: number, all: number): Part | Refusal {
	switch (pastEnd) {
		case 'empty':
			return { from: all, size };
		case 'null':
			return 'null';
		case 'the last page':
			return { from: by === 'page' ? Math.floor((all - 1) / size) * size : all - 1, size };
		case 'page 1':
			return { from: 0, size };
		default:
			return { status: Number(pastEnd) };
	}
}

/** A token that says nothing to anybody else; its characters need care in an address. */
export function tokenFor(from: number): string {
	return Buffer.from(`?>${from}~`).toString('base64');
}

function tokenStart(token: string): number | undefined {
	const [, from] = /^\?>(\d+)~$/.exec(Buffer.from(token, 'base64').toString()) ?? [];
	return from === undefined ? undefined : Number(from);
}

/** The value of the parameter that asks for the part behind this one. */
export function nextValue(paging: Paging, { from, size }: Part, lastId: string): string {
	const next = from + size;
	if (paging.by === 'token') return tokenFor(next);
	if (paging.by === 'last id') return lastId;
	return String(paging.first + (paging.by === 'page' ? Math.floor(next / size) : next));
}
