import {
	hintedFirst,
	LAST_ID_NAMES,
	OFFSET_NAMES,
	PAGE_NAMES,
	SIZE_NAMES,
	tokenNames,
	type Convention,
} from './conventions';
import { recordId, type SeenRecords } from './identity';
import { isRoundSize, judge, type ListPage, type ListSource } from './listPage';
import { plainName } from './pagingWords';
import { ProbeRequests } from './probeRequests';

/** What the probes came to. */
export interface Finding {
	/** How to go on; absent when nothing worked. */
	convention?: Convention;
	/** The page that proved it: the one after those held. */
	page?: ListPage;
	/** A page parameter is understood, and there is no further page. */
	isComplete?: boolean;
	/** The page that the response named has no records. */
	isToldEnd?: boolean;
	/** Probes that are left. */
	left?: number;
	/** What was tried, for the message. */
	tried: string[];
}

/**
 * Finds out by asking how a list pages. A convention counts only when it is proven: by a page that
 * reproduces what is held, and one that brings something new.
 */
export class Prober {
	private readonly requests: ProbeRequests;

	constructor(
		private readonly source: ListSource,
		private readonly seen: SeenRecords,
		/** The records of the page that is held. */
		private readonly held: unknown[],
		private readonly first: ListPage,
	) {
		this.requests = new ProbeRequests(source, seen, held);
	}

	async find(): Promise<Finding> {
		const { evidence } = this.first;
		const token = evidence.nextToken ?? evidence.cursor;
		const attempts: Array<() => Promise<Finding | undefined>> = [];
		const hinted = hintedFirst(OFFSET_NAMES, evidence.names).hinted.length > 0;
		const offsetFirst =
			evidence.nextOffset !== undefined ||
			(evidence.offset !== undefined &&
				evidence.page === undefined &&
				evidence.pages === undefined) ||
			(hinted && evidence.page === undefined && evidence.nextPage === undefined);
		const isNumbered = evidence.nextPage !== undefined || evidence.nextOffset !== undefined;
		const byToken = token && (async () => await this.byToken(token.name, token.value));
		if (byToken && !isNumbered) attempts.push(byToken);
		const byPage = async () =>
			await this.byNames(PAGE_NAMES, async (names) => await this.byPage(names));
		const byOffset = async () =>
			await this.byNames(OFFSET_NAMES, async (names) => await this.byOffset(names));
		const byLastId = async () => await this.byLastId();
		// What only a cursor hints at is not worth more.
		const { more } = judge(this.first, this.held.length, 1);
		if (token === evidence.cursor && token && !more && !isRoundSize(this.held.length)) {
			return (await this.byToken(token.name, token.value)) ?? { isComplete: true, tried: [] };
		}
		if (offsetFirst) attempts.push(byOffset, byPage, byLastId);
		else if (evidence.more === true && evidence.total === undefined && !evidence.page)
			attempts.push(byLastId, byPage, byOffset);
		else attempts.push(byPage, byOffset, byLastId);
		if (byToken && isNumbered) attempts.push(byToken);
		for (const attempt of attempts) {
			const finding = await attempt();
			if (finding) return { ...finding, left: this.requests.left };
			if (this.requests.left <= 0) break;
		}
		if (this.requests.isStrict) {
			const single = await this.singles();
			if (single) return { ...single, left: this.requests.left };
		}
		return { tried: this.requests.tried };
	}

	/** With all spellings at once; where the service refuses that, with those that it hints at. */
	private async byNames(
		names: string[],
		attempt: (names: string[]) => Promise<Finding | undefined>,
	): Promise<Finding | undefined> {
		const { hinted, all } = hintedFirst(names, this.first.evidence.names);
		if (this.requests.isStrict) {
			for (const name of hinted.slice(0, 2)) {
				const finding = this.requests.left > 0 ? await attempt([name]) : undefined;
				if (finding) return finding;
			}
			return undefined;
		}
		const wasStrict = this.requests.isStrict;
		const finding = await attempt(all);
		if (finding || wasStrict || !this.requests.isStrict) return finding;
		return hinted.length > 0 ? await this.byNames(names, attempt) : undefined;
	}

	/** One spelling after the other, for a service that refuses those it does not know. */
	private async singles(): Promise<Finding | undefined> {
		const hints = this.first.evidence.names;
		const [page, pageNumber] = hintedFirst(PAGE_NAMES, hints).all;
		const [skip, offset] = hintedFirst(OFFSET_NAMES, hints).all;
		const order: Array<[string, (names: string[]) => Promise<Finding | undefined>]> = [
			[page, async (names) => await this.byPage(names)],
			[skip, async (names) => await this.byOffset(names)],
			[offset, async (names) => await this.byOffset(names)],
			[pageNumber, async (names) => await this.byPage(names)],
		];
		for (const [name, attempt] of order) {
			const finding = this.requests.left > 0 ? await attempt([name]) : undefined;
			if (finding) return finding;
		}
		return undefined;
	}

	/** With all spellings at once; what comes empty may be filtered by one that is no token's. */
	private async byToken(field: string, token: string): Promise<Finding | undefined> {
		const names = tokenNames(field);
		const own = plainName(field);
		const certain = names.filter(
			(name) => /token|cursor/i.test(name) || own.endsWith(plainName(name)),
		);
		const { tried } = this.requests;
		for (const spellings of [names, certain]) {
			if (this.requests.left <= 0 || this.requests.isStrict) break;
			const convention = this.convention('token', spellings, 0);
			const { outcome, page } = await this.requests.ask(convention, token);
			if (page && (outcome === 'new' || outcome === 'mixed')) return { convention, page, tried };
			if (outcome !== 'empty' || !page) break;
			const { nextToken = page.evidence.cursor } = page.evidence;
			if (nextToken !== undefined && nextToken.value !== token) return { convention, page, tried };
			if (spellings === certain) return { isToldEnd: true, tried };
		}
		for (const name of names) {
			if (this.requests.left <= 0 || !this.requests.isStrict) return undefined;
			const convention = this.convention('token', [name], 0);
			const { outcome, page } = await this.requests.ask(convention, token);
			if (page && (outcome === 'new' || outcome === 'mixed')) return { convention, page, tried };
			if (outcome === 'empty') return { isToldEnd: true, tried };
		}
		return undefined;
	}

	private async byPage(names: string[]): Promise<Finding | undefined> {
		const { page: current, nextPage } = this.first.evidence;
		const start = current ?? (nextPage === undefined ? undefined : nextPage - 1);
		if (start === undefined) {
			const one = await this.requests.ask(this.convention('page', names, 1), 1);
			if (one.outcome === 'new' && one.page) {
				return {
					convention: this.convention('page', names, 0),
					page: one.page,
					tried: this.requests.tried,
				};
			}
			if (one.outcome === 'empty') return await this.isOnlyPage(names);
			if (one.outcome !== 'same' || this.requests.left <= 0) return undefined;
		}
		const base = start ?? 1;
		const two = await this.requests.ask(this.convention('page', names, base), base + 1);
		if (two.page && (two.outcome === 'new' || (two.outcome === 'mixed' && start !== undefined))) {
			return {
				convention: this.convention('page', names, base),
				page: two.page,
				tried: this.requests.tried,
			};
		}
		const isFurther = two.page?.evidence.nextPage !== undefined;
		if (two.outcome === 'empty' && nextPage !== undefined) {
			const convention = this.convention('page', names, base);
			return {
				...(isFurther ? { convention, page: two.page } : { isToldEnd: true }),
				tried: this.requests.tried,
			};
		}
		// Page 1 was accepted, so that page 2 is refused because there is none.
		const isPastEnd = two.outcome === 'refused' && start === undefined;
		if (two.outcome === 'empty' || isPastEnd)
			return { isComplete: true, tried: this.requests.tried };
		return undefined;
	}

	/** Nothing on page 1: the first page is page 0, if that is the one that is held. */
	private async isOnlyPage(names: string[]): Promise<Finding | undefined> {
		if (this.requests.left <= 0) return undefined;
		const { outcome } = await this.requests.ask(this.convention('page', names, 0), 0);
		return outcome === 'same' ? { isComplete: true, tried: this.requests.tried } : undefined;
	}

	/** Begins one record back: the answer has to start with the last record held. */
	private async byOffset(names: string[]): Promise<Finding | undefined> {
		const { nextOffset, offset } = this.first.evidence;
		const count = this.held.length;
		if (count === 0) return undefined;
		const value = nextOffset ?? (count > 1 ? count - 1 : count) + (offset ?? 0);
		const { outcome, page, back } = await this.requests.ask(
			this.convention('offset', names, 0),
			value,
		);
		if (!page) return undefined;
		if (outcome === 'empty' && nextOffset !== undefined)
			return { isToldEnd: true, tried: this.requests.tried };
		const isExact = nextOffset !== undefined || count === 1;
		if (outcome === 'new' && isExact) {
			const base = nextOffset === undefined ? 0 : nextOffset - count;
			return {
				convention: this.convention('offset', names, base),
				page,
				tried: this.requests.tried,
			};
		}
		if (outcome !== 'back' || back === undefined) return undefined;
		// One record back where offsets count from 0, two where they count from 1.
		const base = (offset ?? 0) + (back === 2 && offset === undefined ? 1 : 0);
		const convention = this.convention('offset', names, base);
		const items = page.items.slice(back === 2 && offset === undefined ? 2 : back);
		if (items.length === 0) return { isComplete: true, tried: this.requests.tried };
		return { convention, page: { ...page, items }, tried: this.requests.tried };
	}

	private async byLastId(): Promise<Finding | undefined> {
		const last = recordId(this.held[this.held.length - 1], this.source.own);
		if (last === undefined || !this.seen.hasIds || this.requests.isStrict) return undefined;
		const convention = this.convention('lastId', LAST_ID_NAMES, 0);
		const { outcome, page } = await this.requests.ask(convention, last);
		return outcome === 'new' && page ? { convention, page, tried: this.requests.tried } : undefined;
	}

	private convention(kind: Convention['kind'], names: string[], base: number): Convention {
		const { names: hints } = this.first.evidence;
		const { hinted, all } = hintedFirst(SIZE_NAMES, hints);
		const sizeNames = this.requests.isStrict && hinted.length > 0 ? hinted.slice(0, 1) : all;
		return {
			kind,
			names,
			base,
			sizeNames: this.requests.isStrict && hinted.length === 0 ? all.slice(0, 1) : sizeNames,
		};
	}
}
