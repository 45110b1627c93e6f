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
import { ProbeRequests, type Finding } from './probeRequests';

/** A kind of parameter that is tried, in its spellings. */
interface Way {
	/** Those that the service hints at. */
	hinted: string[];
	all: string[];
	attempt(names: string[]): Promise<Finding | undefined>;
}

/** Spellings of a number that are worth a probe each. */
const STRICT_NAMES = 2;

/**
 * Finds out by asking how a list pages. A convention counts only when it is proven: by a page that
 * reproduces what is held, and one that brings something new.
 */
export class Prober {
	readonly requests: ProbeRequests;

	constructor(
		private readonly source: ListSource,
		private readonly seen: SeenRecords,
		/** The records of the page that is held. */
		private readonly held: unknown[],
		private readonly first: ListPage,
	) {
		this.requests = new ProbeRequests(source, seen, held);
	}

	/** Asks until a way is found, an end, or no probe is left. */
	async find(): Promise<Finding> {
		const ways = this.ways();
		for (const { all, attempt } of ways) {
			const finding = await attempt(all);
			if (finding) return finding;
			if (this.requests.left <= 0 || this.requests.isStrict) break;
		}
		const singles = this.requests.isStrict ? oneByOne(ways) : [];
		for (const [name, attempt] of singles) {
			if (this.requests.left <= 0) break;
			const finding = await attempt([name]);
			if (finding) return finding;
		}
		return this.isHintedByCursor ? { isComplete: true } : {};
	}

	/** Only a cursor that may be there on the last page too hints at more: that is worth one way. */
	private get isHintedByCursor(): boolean {
		const { more } = judge(this.first, this.held.length, 1);
		return this.first.evidence.cursor !== undefined && !more && !isRoundSize(this.held.length);
	}

	/** The ways that fit what the response says, likeliest first. */
	private ways(): Way[] {
		const { evidence } = this.first;
		const { page, pages, nextPage, offset, nextOffset, more, total, names } = evidence;
		const way = (spellings: string[], attempt: Way['attempt']): Way => {
			const { hinted, all } = hintedFirst(spellings, names);
			return { hinted: hinted.slice(0, STRICT_NAMES), all, attempt };
		};
		const byPage = way(PAGE_NAMES, async (each) => await this.byPage(each));
		const byOffset = way(OFFSET_NAMES, async (each) => await this.byOffset(each));
		const byLastId = { hinted: [], all: LAST_ID_NAMES, attempt: this.byLastId.bind(this) };
		const token = evidence.nextToken ?? evidence.cursor;
		const tokens = token ? tokenNames(token.name) : undefined;
		const byToken = tokens && {
			hinted: tokens.own,
			all: tokens.all,
			attempt: async (each: string[]) => await this.byToken(each, tokens.own, token?.value ?? ''),
		};
		if (byToken && this.isHintedByCursor) return [byToken];
		const isOffset =
			nextOffset !== undefined ||
			(page === undefined &&
				((offset !== undefined && pages === undefined) ||
					(nextPage === undefined && byOffset.hinted.length > 0)));
		const isFlag = more === true && total === undefined && !page;
		const numbered = isOffset
			? [byOffset, byPage, byLastId]
			: isFlag
				? [byLastId, byPage, byOffset]
				: [byPage, byOffset, byLastId];
		if (!byToken) return numbered;
		const isNumbered = nextPage !== undefined || nextOffset !== undefined;
		return isNumbered ? [...numbered, byToken] : [byToken, ...numbered];
	}

	/** What comes empty with all spellings at once may be filtered by one that is no token's. */
	private async byToken(
		names: string[],
		own: string[],
		token: string,
	): Promise<Finding | undefined> {
		const convention = this.convention('token', names);
		const { outcome, page } = await this.requests.ask(convention, token);
		if (page && (outcome === 'new' || outcome === 'mixed')) return { convention, page };
		if (outcome !== 'empty' || !page) return undefined;
		const { nextToken = page.evidence.cursor } = page.evidence;
		if (nextToken !== undefined && nextToken.value !== token) return { convention, page };
		const isCertain = names.length === 1 || names === own;
		if (isCertain || this.requests.left <= 0) return { isToldEnd: true };
		return await this.byToken(own, own, token);
	}

	private async byPage(names: string[]): Promise<Finding | undefined> {
		const { page: current, nextPage } = this.first.evidence;
		const told = current ?? (nextPage === undefined ? undefined : nextPage - 1);
		if (told === undefined) {
			const { outcome, page } = await this.requests.ask(this.convention('page', names, 1), 1);
			if (outcome === 'new') return { convention: this.convention('page', names, 0), page };
			if (outcome === 'empty') return await this.isOnlyPage(names);
			if (outcome !== 'same' || this.requests.left <= 0) return undefined;
		}
		const convention = this.convention('page', names, told ?? 1);
		const { outcome, page } = await this.requests.ask(convention, convention.base + 1);
		const isNext = outcome === 'new' || (outcome === 'mixed' && told !== undefined);
		const isToldOn = outcome === 'empty' && page?.evidence.nextPage !== undefined;
		if (isNext || isToldOn) return { convention, page };
		if (outcome === 'empty' && nextPage !== undefined) return { isToldEnd: true };
		// Page 1 was accepted, so that page 2 is refused because there is none.
		const isPastEnd = outcome === 'empty' || (outcome === 'refused' && told === undefined);
		return isPastEnd ? { isComplete: true } : undefined;
	}

	/** Nothing on page 1: the first page is page 0, if that is the one that is held. */
	private async isOnlyPage(names: string[]): Promise<Finding | undefined> {
		if (this.requests.left <= 0) return undefined;
		const { outcome } = await this.requests.ask(this.convention('page', names), 0);
		return outcome === 'same' ? { isComplete: true } : undefined;
	}

	/** Begins one record back: the answer has to start with the last record held. */
	private async byOffset(names: string[]): Promise<Finding | undefined> {
		const { nextOffset, offset = 0 } = this.first.evidence;
		const count = this.held.length;
		const value = nextOffset ?? (count > 1 ? count - 1 : count) + offset;
		const {
			outcome,
			page,
			back = 0,
		} = await this.requests.ask(this.convention('offset', names), value);
		if (!page) return undefined;
		if (outcome === 'empty' && nextOffset !== undefined) return { isToldEnd: true };
		if (outcome === 'new' && (nextOffset !== undefined || count === 1)) {
			return { convention: this.convention('offset', names, value - count), page };
		}
		if (outcome !== 'back') return undefined;
		// One record back where offsets count from 0, two where they count from 1.
		const isFromOne = back === 2 && this.first.evidence.offset === undefined;
		const convention = this.convention('offset', names, offset + (isFromOne ? 1 : 0));
		const items = page.items.slice(back);
		return items.length === 0 ? { isComplete: true } : { convention, page: { ...page, items } };
	}

	private async byLastId(names: string[]): Promise<Finding | undefined> {
		const last = recordId(this.held[this.held.length - 1], this.source.own);
		if (last === undefined || !this.seen.hasIds) return undefined;
		const convention = this.convention('lastId', names);
		const { outcome, page } = await this.requests.ask(convention, last);
		return outcome === 'new' ? { convention, page } : undefined;
	}

	private convention(kind: Convention['kind'], names: string[], base = 0): Convention {
		const { all } = hintedFirst(SIZE_NAMES, this.first.evidence.names);
		return { kind, names, base, sizeNames: this.requests.isStrict ? all.slice(0, 1) : all };
	}
}

/** Single spellings, for a service that refuses those it does not know: those that it hints at first. */
function oneByOne(ways: Way[]): Array<[name: string, attempt: Way['attempt']]> {
	const each = (names: (way: Way) => string[]) =>
		ways.flatMap((way) => {
			return names(way).map((name): [string, Way['attempt']] => [name, way.attempt]);
		});
	const hinted = each((way) => way.hinted);
	const first = each(({ all }) => all.slice(0, 1));
	const second = each(({ all }) => all.slice(1, STRICT_NAMES));
	const known = new Set<string>();
	return [...hinted, ...first, ...second].filter(([name]) => {
		return !known.has(name) && known.add(name);
	});
}
