import { AuroraError } from '../../../lib/http/errors';
import { isRecord } from '../../../lib/util/json';

import { ListError } from './listErrors';
import type { Convention } from './conventions';
import type { ListPage } from './listPage';
import type { ListState } from './listState';

/** Requests for finding out how a list pages, the refused ones included. */
const MAX_PROBES = 6;

/** Statuses by which a service refuses parameters, or a page beyond the last. */
const REFUSED = [400, 404, 405, 410, 416, 422, 500, 501];

/** Statuses by which a service, or a proxy, refuses a long query too. */
export const PROBE_REFUSED = [...REFUSED, 403, 406, 413, 414];

/** What the probes came to: a way to go on, or an end. */
export interface Finding {
	convention?: Convention;
	/** The page that proved it: the second one. */
	page?: ListPage;
	/** A page parameter is understood, and there is no further page. */
	isComplete?: boolean;
	/** The page that the response named has no records. */
	isToldEnd?: boolean;
}

/** What a probe came to. */
export type ProbeOutcome = 'new' | 'same' | 'back' | 'empty' | 'mixed' | 'refused';

/** What came of a probe in vain. */
const WORDS: Readonly<Partial<Record<ProbeOutcome, string>>> = {
	same: 'the same records',
	empty: 'no records',
	mixed: 'other records',
};

/** A probe, and what came of it. */
export interface Probe {
	outcome: ProbeOutcome;
	page?: ListPage;
	/** Records that were read before, with which the page begins. */
	back?: number;
}

/** Requests that ask how a list pages, and what came of them beside the records that were read. */
export class ProbeRequests {
	left = MAX_PROBES;

	/** What was tried in vain, for a message. */
	readonly tried: string[] = [];

	/** The service refuses parameters that it does not know. */
	isStrict = false;

	/** Parameters that were sent and not refused. */
	private readonly accepted = new Set<string>();

	constructor(private readonly state: ListState) {}

	async send(convention: Convention, value: string | number): Promise<Probe> {
		this.left--;
		const { names, kind } = convention;
		const { source } = this.state;
		const page = await source
			.page(source.urlOf(convention, value), [], true)
			.catch((thrown: unknown) => {
				if (thrown instanceof ListError) return 'no list' as const;
				if (isRefused(thrown, PROBE_REFUSED)) return thrown.status;
				throw thrown;
			});
		const said = saidOf(names, value);
		if (typeof page !== 'object') {
			this.tried.push(`${said} (${page === 'no list' ? page : `refused with status ${page}`})`);
			const isUnknown = page === 400 || page === 422;
			if (isUnknown && names.length > 1 && !this.accepted.has(names[0])) this.isStrict = true;
			return { outcome: 'refused' };
		}
		this.accepted.add(names[0]);
		const { outcome, back } = this.compare(page);
		if (outcome in WORDS) this.tried.push(`${said} (${WORDS[outcome]})`);
		return { outcome: kind !== 'offset' && outcome === 'back' ? 'mixed' : outcome, page, back };
	}

	private compare({ items }: ListPage): { outcome: ProbeOutcome; back?: number } {
		const { seen } = this.state;
		if (items.length === 0) return { outcome: 'empty' };
		if (seen.records.every(isRecord) && !items.every(isRecord)) return { outcome: 'mixed' };
		if (!seen.hasIds) {
			const same = seen.compare(seen.records, items);
			if (same !== 'other') return { outcome: same === 'same' ? 'same' : 'mixed' };
		}
		const known = seen.known(items);
		if (!known.includes(true)) return { outcome: 'new' };
		const areAll = !known.includes(false);
		const keys = seen.keysOf(items);
		const read = seen.keysOf(seen.records);
		if (keys[0] === read[0] && areAll) return { outcome: 'same' };
		for (const back of [1, 2]) {
			const tail = read.slice(-back);
			const isTail = tail.length === back && tail.every((key, at) => keys[at] === key);
			if (isTail && !known.includes(true, back)) return { outcome: 'back', back };
		}
		return { outcome: areAll ? 'same' : 'mixed' };
	}
}

/** A parameter and its value, with the next spellings that were sent. */
function saidOf([name, ...others]: string[], value: string | number): string {
	const also = others.slice(0, 3).join(', ');
	return [`${name}=${value}`, ...(also ? [`also as ${also}`] : [])].join(', ');
}

/** A page, or undefined where the service refuses it. */
export async function unlessRefused(
	page: Promise<ListPage>,
	statuses = REFUSED,
): Promise<ListPage | undefined> {
	return await page.catch((thrown: unknown) => {
		if (isRefused(thrown, statuses)) return undefined;
		throw thrown;
	});
}

function isRefused(thrown: unknown, statuses: number[]): thrown is AuroraError {
	return thrown instanceof AuroraError && statuses.includes(thrown.status ?? 0);
}
