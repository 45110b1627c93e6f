import { API } from '../../support/answers';

import { Sayings } from './sayings';
import { wrapped } from './envelope';
import type { PageFacts } from './evidence/evidence';
import { nextValue, partAsked, type Paging, type Part } from './paging';
import type { Plan } from './plan';
import { VOLATILE, type Row } from './rows';

/** What comes from a service. */
export interface RawAnswer {
	status: number;
	headers: Record<string, string | string[]>;
	body: string;
}

/** The parameter by which Aurora's page sorts. */
const SORT = 'orderBy';

/** A path of its own for next pages, as some services have. */
const OTHER_PATH = '/more';

/** A list API in memory, built from a plan. */
export class Service {
	requests = 0;

	private rows: Row[];

	/** Records that the total counts beside. */
	private uncounted = 0;

	/** The same in the order that they have without a parameter that sorts, and with it. */
	private orders: Row[][] = [];

	constructor(
		readonly plan: Plan,
		readonly path: string,
	) {
		this.rows = [...plan.rows];
	}

	/** The records as they stand now, in the order in which a request that sorts gets them. */
	get list(): Row[] {
		return this.listed(true).filter((row) => !this.plan.hidden.has(row));
	}

	/** @param address path and query */
	ask(address: string): RawAnswer {
		this.requests++;
		this.change();
		const [path, search = ''] = address.split('?');
		const isKnown = path === this.path || path === `${this.path}${OTHER_PATH}`;
		if (!isKnown) return refused(404, 'There is no such path');
		const { paging } = this.plan;
		const query = paging.isAnyCase ? caseless(search, paging) : new URLSearchParams(search);
		const known = [SORT, paging.parameter, paging.sizeParameter];
		const unknown = [...query.keys()].find((name) => !known.includes(name));
		if (paging.isStrict && unknown !== undefined) return refused(400, `Unknown: ${unknown}`);
		const isFiltered = paging.filters.some((name) => name !== paging.parameter && query.has(name));
		const rows = isFiltered ? [] : this.listed(query.has(SORT));
		const part = partAsked(paging, query, rows, (at) => rows[at].id);
		if (part === 'null') return this.written([], new Sayings(this.plan.style), true);
		if ('status' in part) return refused(part.status, 'There is no such page');
		return this.answered(part, rows, query);
	}

	private answered(part: Part, rows: Row[], query: URLSearchParams): RawAnswer {
		const { faulty, hidden, evidence, style } = this.plan;
		const taken = rows.slice(part.from, part.from + part.size);
		if (faulty && part.from >= faulty.from && taken.length > 0) return ok(faulty.body);
		const here = hidden.size ? taken.filter((row) => !hidden.has(row)) : taken;
		const out = new Sayings(style);
		const facts = this.facts(part, taken, here.length, rows.length, query);
		for (const each of evidence) each.write(facts, out);
		return this.written(here, out);
	}

	private facts(
		part: Part,
		taken: Row[],
		here: number,
		all: number,
		query: URLSearchParams,
	): PageFacts {
		const { paging } = this.plan;
		const total = all + this.uncounted;
		const value = nextValue(paging, part, taken.at(-1)?.id ?? '');
		const page = Math.floor(part.from / part.size);
		return {
			here,
			...part,
			all: total,
			isMore: this.saysMore(taken.length, part, all),
			next: this.address(query, value),
			self: this.address(query, query.get(paging.parameter)),
			nextValue: value,
			number: page + (paging.by === 'page' ? paging.first : 1),
			offset: part.from + (paging.by === 'offset' ? paging.first : 0),
		};
	}

	private saysMore(taken: number, { from, size }: Part, all: number): boolean {
		const { claimsMore } = this.plan;
		if (claimsMore === 'when full') return taken === size;
		return taken > 0 && (claimsMore === 'when any' || from + taken < all);
	}

	private address(asked: URLSearchParams, value: string | null): string {
		const { paging, addresses } = this.plan;
		const query = new URLSearchParams(asked);
		if (!addresses.keepSort) query.delete(SORT);
		if (value === null) query.delete(paging.parameter);
		else query.set(paging.parameter, value);
		const search = query.size ? `?${query.toString()}` : '';
		switch (addresses.form) {
			case 'absolute':
				return `${API}${this.path}${search}`;
			case 'http':
				return `${API.replace('https:', 'http:')}${this.path}${search}`;
			case 'with port':
				return `${API}:443${this.path}${search}`;
			case 'another path':
				return `${this.path}${OTHER_PATH}${search}`;
			case 'another host':
				return `https://internal.a.example${this.path}${search}`;
			case 'query':
				return search || '?';
			case 'name':
				return `${this.path.split('/').pop() ?? ''}${search}`;
			default:
				return `${this.path}${search}`;
		}
	}

	private written(rows: readonly Row[], out: Sayings, isNull = false): RawAnswer {
		const { envelope, headers, isVolatile, isNoContent } = this.plan;
		if (isNoContent && rows.length === 0) return { ...ok(''), status: 204 };
		const records = isVolatile
			? rows.map(({ json }) => `${json.slice(0, -1)},"${VOLATILE}":${this.requests}}`)
			: rows.map(({ json }) => json);
		return {
			status: out.status,
			headers: { ...headers, ...out.headers },
			body: wrapped(envelope, records, out.fields, isNull),
		};
	}

	private listed(isSorted: boolean): Row[] {
		const at = isSorted ? 1 : 0;
		this.orders[at] ??= inOrder(this.plan, this.rows, isSorted);
		return this.orders[at];
	}

	/** What happens to the records while they are read. */
	private change(): void {
		const { change } = this.plan;
		if (!change || this.requests !== change.before) return;
		this.orders = [];
		if (change.what === 'the total alone') this.uncounted = 1;
		if (change.what === 'first removed') this.rows = this.rows.slice(1);
		if (change.what === 'last removed') this.rows = this.rows.slice(0, -1);
		if (change.what === 'one more at the front') this.rows = [...change.spare, ...this.rows];
		if (change.what === 'one more at the end') this.rows = [...this.rows, ...change.spare];
	}
}

/** The records in the order in which they are listed. */
export function inOrder(plan: Plan, rows: Row[], isSorted: boolean): Row[] {
	const { natural, obeysSort } = plan;
	if (natural === 'by id' || (isSorted && obeysSort)) return rows;
	return natural === 'reversed' ? [...rows].reverse() : mixed(rows);
}

/** A fixed order that is none. */
function mixed(rows: readonly Row[]): Row[] {
	return rows
		.map((row, at) => ({ row, at: (at * 7_919) % 104_729 }))
		.sort((one, other) => one.at - other.at)
		.map(({ row }) => row);
}

/** The query with the service's own spelling of its parameters. */
function caseless(search: string, { parameter, sizeParameter = '' }: Paging): URLSearchParams {
	const own = (name: string) =>
		[parameter, sizeParameter].find((known) => known.toLowerCase() === name.toLowerCase()) ?? name;
	const query = new URLSearchParams();
	for (const [name, value] of new URLSearchParams(search)) query.append(own(name), value);
	return query;
}

function ok(body: string): RawAnswer {
	return { status: 200, headers: { 'content-type': 'application/json' }, body };
}

function refused(status: number, message: string): RawAnswer {
	return { ...ok(JSON.stringify({ code: `E${status}`, message })), status };
}
