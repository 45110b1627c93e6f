import { AuroraError } from '../../../lib/http/errors';
import { isRecord } from '../../../lib/util/json';

import { ListError } from './listErrors';
import { pageQuery, type Convention } from './conventions';
import type { SeenRecords } from './identity';
import type { ListPage, ListSource } from './listPage';
import { withQuery } from './url';

/** Requests for finding out how a list pages, the refused ones included. */
const MAX_PROBES = 6;

/** What the probes came to: a way to go on, or an end. */
export interface Finding {
	convention?: Convention;
	/** The page that proved it: the one after those held. */
	page?: ListPage;
	/** A page parameter is understood, and there is no further page. */
	isComplete?: boolean;
	/** The page that the response named has no records. */
	isToldEnd?: boolean;
}

/** What a probe came to. */
export type ProbeOutcome = 'new' | 'same' | 'back' | 'empty' | 'mixed' | 'refused';

const WORDS: Readonly<Record<ProbeOutcome, string>> = {
	new: 'new records',
	same: 'the same records',
	back: 'the same records',
	empty: 'no records',
	mixed: 'other records',
	refused: 'refused',
};

/** A probe, and what came of it. */
export interface Probe {
	outcome: ProbeOutcome;
	page?: ListPage;
	/** Records held with which the page begins. */
	back?: number;
}

/** Requests that ask how a list pages, and what came of them beside the records that are held. */
export class ProbeRequests {
	left = MAX_PROBES;

	/** What was tried in vain, for a message. */
	readonly tried: string[] = [];

	/** The service refuses parameters that it does not know. */
	isStrict = false;

	/** Parameters that were sent and not refused. */
	private readonly accepted = new Set<string>();

	constructor(
		private readonly source: ListSource,
		private readonly seen: SeenRecords,
	) {}

	async ask(convention: Convention, value: string | number): Promise<Probe> {
		this.left--;
		const { names, kind } = convention;
		const url = withQuery(this.source.request.url, pageQuery(convention, value));
		const page = await this.source.page(url, [], true).catch((thrown: unknown) => {
			if (thrown instanceof ListError) return 'no list' as const;
			if (thrown instanceof AuroraError && isProbeRefused(thrown.status)) return thrown.status;
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
		if (outcome !== 'new' && outcome !== 'back') this.tried.push(`${said} (${WORDS[outcome]})`);
		return { outcome: kind !== 'offset' && outcome === 'back' ? 'mixed' : outcome, page, back };
	}

	private compare({ items }: ListPage): { outcome: ProbeOutcome; back?: number } {
		if (items.length === 0) return { outcome: 'empty' };
		if (this.seen.records.every(isRecord) && !items.every(isRecord)) return { outcome: 'mixed' };
		if (!this.seen.hasIds) {
			const same = this.seen.compare(this.seen.records, items);
			if (same !== 'other') return { outcome: same === 'same' ? 'same' : 'mixed' };
		}
		const known = this.seen.known(items);
		if (known.every((each) => !each)) return { outcome: 'new' };
		const keys = items.map((item) => this.seen.keyOf(item));
		const held = this.seen.records.map((item) => this.seen.keyOf(item));
		if (keys[0] === held[0] && known.every((each) => each)) return { outcome: 'same' };
		for (const back of [1, 2]) {
			const tail = held.slice(-back);
			const isTail = tail.length === back && tail.every((key, at) => keys[at] === key);
			if (isTail && known.slice(back).every((each) => !each)) return { outcome: 'back', back };
		}
		return { outcome: known.every((each) => each) ? 'same' : 'mixed' };
	}
}

/** A parameter and its value, with the next spellings that were sent. */
function saidOf([name, ...others]: string[], value: string | number): string {
	const also = others.slice(0, 3).join(', ');
	return [`${name}=${value}`, ...(also ? [`also as ${also}`] : [])].join(', ');
}

/** Statuses by which a service refuses parameters, or a page beyond the last. */
export function isRefusal(status: number | undefined): boolean {
	return status !== undefined && [400, 404, 405, 410, 416, 422, 500, 501].includes(status);
}

/** Statuses by which a service, or a proxy, refuses a long query too. */
export function isProbeRefused(status = 0): boolean {
	return isRefusal(status) || [403, 406, 413, 414].includes(status);
}

/** A page, or undefined where the service refuses it. */
export async function unlessRefused(
	page: Promise<ListPage>,
	isRefused = isRefusal,
): Promise<ListPage | undefined> {
	return await page.catch((thrown: unknown) => {
		if (thrown instanceof AuroraError && isRefused(thrown.status)) return undefined;
		throw thrown;
	});
}
