import {
	hintedFirst,
	LAST_ID_NAMES,
	likeFields,
	OFFSET_NAMES,
	PAGE_NAMES,
	tokenNames,
} from './conventions';
import { isFull } from './listPage';
import type { ListState } from './listState';
import { ProbeAttempts } from './probeAttempts';
import { ProbeRequests, type Finding } from './probeRequests';

type Attempt = (names: string[]) => Promise<Finding | undefined>;
type Try = [names: string[], attempt: Attempt];

interface Way {
	/** Those that the service hints at. */
	hinted: string[];
	all: string[];
	attempt: Attempt;
}

/** Spellings of a number that are worth a probe each. */
const STRICT_NAMES = 2;

/**
 * Finds out by asking how a list pages. A convention counts only when it is proven: by a page that
 * reproduces what was read, and one that brings something new.
 */
export class Prober {
	readonly requests: ProbeRequests;

	private readonly attempts: ProbeAttempts;

	/** @param state with the first page, the only one so far */
	constructor(private readonly state: ListState) {
		this.requests = new ProbeRequests(state);
		this.attempts = new ProbeAttempts(this.requests, state);
	}

	/** Asks until a way is found, an end, or no probe is left. */
	async find(): Promise<Finding> {
		for (const [names, attempt] of this.tries()) {
			const finding = await attempt(names);
			if (finding) return finding;
			if (this.requests.left <= 0) break;
		}
		return {};
	}

	/** All spellings at once, and one by one where the service refuses those it does not know. */
	private *tries(): Generator<Try> {
		const ways = this.ways();
		for (const { all, attempt } of ways) if (!this.requests.isStrict) yield [all, attempt];
		if (this.requests.isStrict) yield* oneByOne(ways, this.state.page.evidence.names);
	}

	/** Only a cursor that may be there on the last page too hints at more: that is worth one way. */
	private get isHintedByCursor(): boolean {
		const { page } = this.state;
		return page.evidence.cursor !== undefined && !this.state.judge().more && !isFull(page);
	}

	/** The ways that fit what the response says, likeliest first. */
	private ways(): Way[] {
		const { evidence } = this.state.page;
		const { page, pages, nextPage, offset, nextOffset, more, total, names } = evidence;
		const way = (spellings: string[], attempt: Attempt): Way => {
			const { hinted, all } = hintedFirst(spellings, names);
			return { hinted: hinted.slice(0, STRICT_NAMES), all, attempt };
		};
		const byPage = way(PAGE_NAMES, async (each) => await this.attempts.byPage(each));
		const byOffset = way(OFFSET_NAMES, async (each) => await this.attempts.byOffset(each));
		// A field such as lastId says what came rather than how to ask.
		const byLastId: Way = {
			hinted: [],
			all: LAST_ID_NAMES,
			attempt: async (each) => await this.attempts.byLastId(each),
		};
		const token = evidence.nextToken ?? evidence.cursor;
		const tokens = token ? tokenNames(token.name) : undefined;
		const byToken = tokens && {
			hinted: tokens.own,
			all: tokens.all,
			attempt: async (each: string[]) => {
				// A cursor that is always there is not worth two probes.
				const own = evidence.nextToken ? tokens.own : each;
				return await this.attempts.byToken(each, own, token?.value ?? '');
			},
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
}

/** Single spellings, for a service that refuses those it does not know: those that it hints at first. */
function oneByOne(ways: Way[], fields: string[]): Try[] {
	const each = (names: (way: Way) => string[]) =>
		ways.flatMap((way) => names(way).map((name): Try => [[name], way.attempt]));
	const hinted = each((way) => way.hinted);
	const first = each(({ all }) => likeFields(all, fields).slice(0, 1));
	const second = each(({ all }) => likeFields(all, fields).slice(1, STRICT_NAMES));
	const known = new Set<string>();
	return [...hinted, ...first, ...second].filter(([[name]]) => {
		return !known.has(name) && known.add(name);
	});
}
