import { hintedFirst, SIZE_NAMES, type Convention } from './conventions';
import type { ListPage } from './listPage';
import type { ListState } from './listState';
import { plainName } from './pagingWords';
import type { Finding, Probe, ProbeRequests } from './probeRequests';

/** Tries one kind of parameter each, in the spellings that are given; undefined where it is none. */
export class ProbeAttempts {
	/** The first page, the only one so far. */
	private readonly first: ListPage;

	constructor(
		private readonly requests: ProbeRequests,
		private readonly state: ListState,
	) {
		this.first = state.page;
	}

	/** @param own spellings that are for tokens for certain */
	async byToken(names: string[], own: string[], token: string): Promise<Finding | undefined> {
		const probe = await this.sendCertain('token', names, own, 0, token);
		const { convention, outcome, page, isCertain } = probe;
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
		const one = await this.sendCertain('page', names, certain, 1, 1);
		const { names: accepted } = one.convention;
		if (one.outcome === 'empty') return await this.isOnlyPage(accepted);
		if (one.outcome === 'same' && this.requests.left > 0)
			return await this.bySecondPage(accepted, accepted, 1);
		if (one.outcome !== 'new') return undefined;
		// Without ids, page 0 has to be the one that was read.
		const isSure = this.state.seen.hasIds || (await this.isOnlyPage(accepted)) !== undefined;
		return isSure ? { convention: { ...one.convention, base: 0 }, page: one.page } : undefined;
	}

	/**
	 * @param certain spellings that filter nothing
	 * @param base number of the first page
	 */
	private async bySecondPage(
		names: string[],
		certain: string[],
		base: number,
	): Promise<Finding | undefined> {
		const { page: current, nextPage } = this.first.evidence;
		const isTold = (current ?? nextPage) !== undefined;
		const probe = await this.sendCertain('page', names, certain, base, base + 1);
		const { convention, outcome, page, isCertain } = probe;
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
	 * Sends all spellings at once. What comes empty then may be filtered by one of them, and is
	 * requested once more with those that filter nothing.
	 */
	private async sendCertain(
		kind: Convention['kind'],
		names: string[],
		certain: string[],
		base: number,
		value: string | number,
	): Promise<Probe & { convention: Convention; isCertain: boolean }> {
		const send = async (each: string[]) => {
			const convention = this.convention(kind, each, base);
			return { ...(await this.requests.send(convention, value)), convention };
		};
		const first = await send(names);
		const isCertain = names.length === 1 || names.length === certain.length;
		if (isCertain || first.outcome !== 'empty' || this.requests.left <= 0)
			return { ...first, isCertain };
		const second = await send(certain);
		// Where these are ignored, it is one of the others.
		return {
			...(second.outcome === 'same' ? first : second),
			isCertain: second.outcome !== 'same',
		};
	}

	/** Nothing on page 1: the first page may be page 0, which then has the same records. */
	private async isOnlyPage(names: string[]): Promise<Finding | undefined> {
		if (this.requests.left <= 0) return undefined;
		const convention = this.convention('page', names);
		const { outcome } = await this.requests.send(convention, 0);
		return outcome === 'same' ? { convention, isComplete: true } : undefined;
	}

	/** Begins one record back: the answer has to start with the last record read. */
	async byOffset(names: string[]): Promise<Finding | undefined> {
		const { nextOffset, offset = 0 } = this.first.evidence;
		const count = this.state.records.length;
		const value = nextOffset ?? (count > 1 ? count - 1 : count) + offset;
		const certain = this.certainOf(names, /skip|offset/i);
		const probe = await this.sendCertain('offset', names, certain, 0, value);
		const { outcome, page, back = 0, isCertain } = probe;
		if (!page) return undefined;
		const told = { ...probe.convention, base: value - count };
		if (outcome === 'empty' && isCertain && nextOffset !== undefined) {
			const isToldOn = page.evidence.nextOffset !== undefined;
			return isToldOn ? { convention: told, page } : { convention: told, isToldEnd: true };
		}
		const isNext = nextOffset === undefined ? count === 1 && outcome === 'new' : outcome !== 'same';
		if (isNext && outcome !== 'empty') return { convention: told, page };
		if (outcome !== 'back') return undefined;
		// One record back where offsets count from 0, two where they count from 1.
		const isFromOne = back === 2 && this.first.evidence.offset === undefined;
		const convention = { ...probe.convention, base: offset + (isFromOne ? 1 : 0) };
		const items = page.items.slice(back);
		return items.length === 0
			? { convention, isComplete: true }
			: { convention, page: { ...page, items } };
	}

	async byLastId(names: string[]): Promise<Finding | undefined> {
		const convention = this.convention('lastId', names);
		const last = this.state.valueFor(convention);
		if (last === undefined || !this.state.seen.hasIds) return undefined;
		const { outcome, page } = await this.requests.send(convention, last);
		return outcome === 'new' ? { convention, page } : undefined;
	}

	private convention(kind: Convention['kind'], names: string[], base = 0): Convention {
		const { all } = hintedFirst(SIZE_NAMES, this.first.evidence.names);
		return { kind, names, base, sizeNames: this.requests.isStrict ? all.slice(0, 1) : all };
	}
}
