import { isStartOf, wrongContent, type WrongContent } from './content';
import type { Plan } from './plan';
import { keyOf, type Row } from './rows';
import { read, type Reading } from './reader';
import { claimsTooMuch, hasIds, isRound, understood } from './knowledge';
import { ruleOf, type Rule } from './rule';
import { Service } from './service';

/** Requests beside the pages themselves where a list was read before. */
const BESIDE_AGAIN = 2;

/** What is wrong with a reading. */
export type Fault =
	| WrongContent
	| 'broken'
	| 'short in silence'
	| 'empty where there are records'
	| 'stopped though there is a way'
	| 'a hint where an error belongs'
	| 'refused though it can be read'
	| 'no hint that there is more'
	| 'a hint of more that is not there'
	| 'more than the limit'
	| 'too many requests'
	| 'tries again what it found out before';

/** One reading of a service. */
export interface Attempt {
	plan: Plan;
	/** Everything that is remembered of it is kept by the path. */
	path: string;
	/** Infinity for all. */
	limit: number;
	/** What was read at the path before. */
	before?: 'the same' | 'another service';
	/** The parameters of the pages are set by hand, with this size. */
	sizeByHand?: number;
}

/** What a reading came to. */
export interface Outcome extends Attempt {
	fault?: Fault;
	/** What came, for the message. */
	what: string;
	rule: Rule;
	end: 'whole' | 'whole with a hint' | 'error' | 'part with a hint' | 'part';
}

/** Reads a service up to a limit, and judges what came. */
export async function outcomeOf(attempt: Attempt): Promise<Outcome> {
	const { plan, path, limit, sizeByHand } = attempt;
	const service = new Service(plan, path);
	const byHand = sizeByHand === undefined ? undefined : { paging: plan.paging, size: sizeByHand };
	const rows = service.list;
	const reading = await read((address) => service.ask(address), { path, limit, byHand });
	const rule = ruleOf(plan, sizeByHand);
	const seen = { ...attempt, reading, rule, rows, after: service.list };
	const got = reading.records.map(keyOf);
	const { requests, error = 'none', hint = 'none', broken = 'no' } = reading;
	const what = `${got.length} of ${Math.min(limit, rows.length)} records in ${requests} requests, error: ${error}, hint: ${hint}, broken: ${broken} (${rule.all}: ${rule.why})`;
	return { ...attempt, rule, what, fault: faultOf({ ...seen, got }), end: endOf({ ...seen, got }) };
}

interface Case extends Attempt {
	rule: Rule;
	reading: Reading;
	/** Keys of the records that came. */
	got: string[];
	/** The records that were there when it began, and when it ended. */
	rows: Row[];
	after: Row[];
}

function endOf({ reading, got, rows, limit }: Case): Outcome['end'] {
	if (reading.error !== undefined) return 'error';
	const isWhole = got.length >= Math.min(limit, rows.length);
	const end = isWhole ? 'whole' : 'part';
	return reading.hint === undefined ? end : `${end} with a hint`;
}

function faultOf(seen: Case): Fault | undefined {
	const { reading, rule, got, limit } = seen;
	const { error, broken } = reading;
	if (broken !== undefined) return 'broken';
	if (error !== undefined)
		return rule.all === 'complete' ? 'refused though it can be read' : requestsFault(seen);
	if (got.length > limit) return 'more than the limit';
	return (
		contentFault(seen) ??
		(isShort(seen) ? shortFault(seen) : hintFault(seen)) ??
		requestsFault(seen)
	);
}

function requestsFault({ plan, rule, reading, limit, before }: Case): Fault | undefined {
	const { requests } = reading;
	const most = rule.mostRequests(limit);
	if (before === 'another service')
		return requests > 2 * most + 2 ? 'too many requests' : undefined;
	if (requests > most) return 'too many requests';
	const isKnown = before === 'the same' && rule.all === 'complete' && plan.identity !== 'twins';
	return isKnown && requests > rule.mostRequests(limit, BESIDE_AGAIN)
		? 'tries again what it found out before'
		: undefined;
}

function contentFault({ plan, rule, reading, got, rows, after }: Case): Fault | undefined {
	const late = plan.change ? after.filter((row) => !rows.includes(row)) : [];
	const wrong = wrongContent(got, rows, late);
	// Where equal records can't be told apart, or pages come in an order of their own.
	const isLoose = plan.identity === 'twins' || rule.all === 'or said';
	if (wrong === 'another order' && isLoose) return undefined;
	// Records that nothing tells apart are not merged, but what may be wrong with them is said.
	const isSaid = reading.hint !== undefined && !hasIds(plan);
	return wrong === 'a record twice' && isSaid && rule.all !== 'complete' ? undefined : wrong;
}

function isShort({ plan, got, rows, after, limit }: Case): boolean {
	const wanted = Math.min(limit, rows.length);
	if (!plan.change) return got.length < wanted || !isStartOf(got, rows);
	if (limit < Number.POSITIVE_INFINITY) return got.length < Math.min(wanted, after.length);
	const came = new Set(got);
	return rows.some((row) => after.includes(row) && !came.has(row.key));
}

function shortFault({ rule, reading, got, limit, before, plan }: Case): Fault | undefined {
	if (rule.all === 'unknowable') return undefined;
	// For some minutes a list of just so many records is not tried again.
	const isSilent = understood(plan).length === 0;
	if (before === 'another service' && isSilent && reading.hint !== undefined) return undefined;
	if (before === 'the same' && isSilent && plan.change) return undefined;
	if (reading.hint === undefined)
		return got.length === 0 ? 'empty where there are records' : 'short in silence';
	if (rule.all === 'complete') return 'stopped though there is a way';
	const isAll = limit === Number.POSITIVE_INFINITY;
	return rule.all === 'or error' && isAll ? 'a hint where an error belongs' : undefined;
}

function hintFault({ plan, rule, reading, rows, limit, sizeByHand }: Case): Fault | undefined {
	const isHinted = reading.hint !== undefined;
	if (rows.length <= limit) {
		const isVague = claimsTooMuch(plan) || plan.evidence.some(({ isVagueAtEnd }) => isVagueAtEnd);
		const mayHint = rule.mayHint || (isVague && rows.length === limit);
		return isHinted && !mayHint ? 'a hint of more that is not there' : undefined;
	}
	return !isHinted && canKnowOfMore(plan, rule, limit, sizeByHand)
		? 'no hint that there is more'
		: undefined;
}

/** Whether a reader that has got its limit can know that there is more. */
function canKnowOfMore(plan: Plan, rule: Rule, limit: number, sizeByHand?: number): boolean {
	if (rule.all === 'unknowable' || rule.all === 'changing') return false;
	if (understood(plan).length > 0) return true;
	const { size } = plan.paging;
	return sizeByHand === undefined && (limit % size !== 0 || isRound(size));
}
