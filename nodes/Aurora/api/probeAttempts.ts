import { hintedFirst, SIZE_NAMES, type Convention } from './conventions';
import type { ListPage } from './listPage';
import type { ListState } from './listState';
import { plainName } from './pagingWords';
import type { Finding, Probe, ProbeRequests } from './probeRequests';

/** Tries one kind of parameter each, in the spellings that are given; undefined where it is none. */
export class ProbeAttempts {
	/** The page that is held, the only one so far. */
	private readonly first: ListPage;

	constructor(
		private readonly requests: ProbeRequests,
		private readonly state: ListState,
	) {
		this.first = state.page;
	}

	/** @param own spellings that are for tokens for certain */
	async byToken(names: string[], own: string[], token: string): Promise<Finding | undefined> {
		const asked = await this.askCertain('token', names, own, 0, token);
		const { convention, outcome, page, isCertain } = asked;
		if (outcome === 'new' || outcome === 'mixed') return { convention, page };
		if (outcome !== 'empty' || !page) return undefined;
		const { nextToken = page.evidence.cursor } = page.evidence;
		if (nextToken !== undefined && nextToken.value !== token) return { convention, page };
		return isCertain ? { convention, isToldEnd: true } : undefined;
	}

	async byPage(names: string[]): Promise<Finding | undefined> {
		const { page: current, nextPage } = this.first.evidence;
		const certain = this.certainOf(names, /page/i);
		const told = current ?? (nextPage === undefined ? undefined : nextPage - 1);
		if (told !== undefined) return await this.bySecondPage(names, certain, told);
		const one = await this.askCertain('page', names, certain, 1, 1);
		const { names: held } = one.convention;
		if (one.outcome === 'empty') return await this.isOnlyPage(held);
		if (one.outcome === 'same' && this.requests.left > 0)
			return await this.bySecondPage(held, held, 1);
		if (one.outcome !== 'new') return undefined;
		// Without ids, page 0 has to be the one that is held.
		const isSure = this.state.seen.hasIds || (await this.isOnlyPage(held)) !== undefined;
		return isSure ? { convention: { ...one.convention, base: 0 }, page: one.page } : undefined;
	}

	/**
	 * @param certain spellings that filter nothing
	 * @param base number of the page that is held
	 */
	private async bySecondPage(
		names: string[],
		certain: string[],
		base: number,
	): Promise<Finding | undefined> {
		const { page: current, nextPage } = this.first.evidence;
		const isTold = (current ?? nextPage) !== undefined;
		const asked = await this.askCertain('page', names, certain, base, base + 1);
		const { convention, outcome, page, isCertain } = asked;
		const isNext = outcome === 'new' || (outcome === 'mixed' && isTold);
		const isToldOn = outcome === 'empty' && page?.evidence.nextPage !== undefined;
		if (isNext || isToldOn) return { convention, page };
		if (outcome === 'empty' && !isCertain && !this.state.judge().complete) return undefined;
		if (outcome === 'empty' && nextPage !== undefined) return { convention, isToldEnd: true };
		// Page 1 was accepted, so that page 2 is refused because there is none.
		const isPastEnd = outcome === 'empty' || (outcome === 'refused' && !isTold);
		return isPastEnd ? { convention, isComplete: true } : undefined;
	}

	/** The spellings that can't be those of a filter: by themselves, or by what the response says. */
	private certainOf(names: string[], pattern: RegExp): string[] {
		const told = this.first.evidence.names.map(plainName);
		return names.filter((name) => {
			return pattern.test(name) || told.some((each) => each.endsWith(plainName(name)));
		});
	}

	/**
	 * Asks with all spellings at once. What comes empty then may be filtered by one of them, and is
	 * asked again with those that filter nothing.
	 */
	private async askCertain(
		kind: Convention['kind'],
		names: string[],
		certain: string[],
		base: number,
		value: string | number,
	): Promise<Probe & { convention: Convention; isCertain: boolean }> {
		const ask = async (each: string[]) => {
			const convention = this.convention(kind, each, base);
			return { ...(await this.requests.ask(convention, value)), convention };
		};
		const first = await ask(names);
		const isCertain = names.length === 1 || names.length === certain.length;
		if (isCertain || first.outcome !== 'empty' || this.requests.left <= 0)
			return { ...first, isCertain };
		const second = await ask(certain);
		// Where these are ignored, it is one of the others.
		return {
			...(second.outcome === 'same' ? first : second),
			isCertain: second.outcome !== 'same',
		};
	}

	/** Nothing on page 1: the first page is page 0, if that is the one that is held. */
	private async isOnlyPage(names: string[]): Promise<Finding | undefined> {
		if (this.requests.left <= 0) return undefined;
		const convention = this.convention('page', names);
		const { outcome } = await this.requests.ask(convention, 0);
		return outcome === 'same' ? { convention, isComplete: true } : undefined;
	}

	/** Begins one record back: the answer has to start with the last record held. */
	async byOffset(names: string[]): Promise<Finding | undefined> {
		const { nextOffset, offset = 0 } = this.first.evidence;
		const count = this.state.records.length;
		const value = nextOffset ?? (count > 1 ? count - 1 : count) + offset;
		const certain = this.certainOf(names, /skip|offset/i);
		const asked = await this.askCertain('offset', names, certain, 0, value);
		const { outcome, page, back = 0, isCertain } = asked;
		if (!page) return undefined;
		const told = { ...asked.convention, base: value - count };
		if (outcome === 'empty' && isCertain && nextOffset !== undefined) {
			const isToldOn = page.evidence.nextOffset !== undefined;
			return isToldOn ? { convention: told, page } : { convention: told, isToldEnd: true };
		}
		const isNext = nextOffset === undefined ? count === 1 && outcome === 'new' : outcome !== 'same';
		if (isNext && outcome !== 'empty') return { convention: told, page };
		if (outcome !== 'back') return undefined;
		// One record back where offsets count from 0, two where they count from 1.
		const isFromOne = back === 2 && this.first.evidence.offset === undefined;
		const convention = { ...asked.convention, base: offset + (isFromOne ? 1 : 0) };
		const items = page.items.slice(back);
		return items.length === 0
			? { convention, isComplete: true }
			: { convention, page: { ...page, items } };
	}

	async byLastId(names: string[]): Promise<Finding | undefined> {
		const convention = this.convention('lastId', names);
		const last = this.state.valueFor(convention);
		if (last === undefined || !this.state.seen.hasIds) return undefined;
		const { outcome, page } = await this.requests.ask(convention, last);
		return outcome === 'new' ? { convention, page } : undefined;
	}

	private convention(kind: Convention['kind'], names: string[], base = 0): Convention {
		const { all } = hintedFirst(SIZE_NAMES, this.first.evidence.names);
		return { kind, names, base, sizeNames: this.requests.isStrict ? all.slice(0, 1) : all };
	}
}
