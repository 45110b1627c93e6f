import type { Plan } from './plan';
import { keyOf } from './rows';
import { read, type Reading } from './reader';
import { ruleOf, type Rule } from './rule';
import { Service } from './service';

/** What is wrong with a reading. */
export const faults = [
	'broken',
	'short in silence',
	'empty where there are records',
	'a hint where an error belongs',
	'refused though it can be read',
	'a record twice',
	'another order',
	'records that are not there',
	'no hint that there is more',
	'a hint of more that is not there',
	'more than the limit',
	'too many requests',
] as const;
export type Fault = (typeof faults)[number];

/** What one reading of a service came to. */
export interface Outcome {
	fault?: Fault;
	/** What came, for the message. */
	what: string;
	/** `error` and `hint` are as good as `whole` only where the rule says so. */
	end: 'whole' | 'error' | 'part with a hint' | 'part';
}

/** Reads a service up to a limit, and judges what came. */
export async function outcomeOf(plan: Plan, path: string, limit?: number): Promise<Outcome> {
	const service = new Service(plan, path);
	const before = service.list.map(({ key }) => key);
	const reading = await read((address) => service.ask(address), path, limit);
	const after = service.list.map(({ key }) => key);
	const rule = ruleOf(plan);
	const got = reading.records.map(keyOf);
	const fault = faultOf({ plan, rule, reading, got, before, after, limit });
	const wanted = Math.min(limit ?? Number.POSITIVE_INFINITY, before.length);
	const end = reading.error
		? 'error'
		: got.length >= wanted
			? 'whole'
			: reading.hint
				? 'part with a hint'
				: 'part';
	const what = `${got.length} of ${wanted} records in ${reading.requests} requests, error: ${reading.error ?? 'none'}, hint: ${reading.hint ?? 'none'}${reading.broken ? `, ${reading.broken}` : ''} (${rule.all}: ${rule.why})`;
	return { fault, what, end };
}

interface Case {
	plan: Plan;
	rule: Rule;
	reading: Reading;
	/** Keys of the records that came, and of those that were there before and after. */
	got: string[];
	before: string[];
	after: string[];
	limit?: number;
}

function faultOf(given: Case): Fault | undefined {
	const { rule, reading, got, before, limit } = given;
	const { error, hint, broken, requests } = reading;
	const wanted = Math.min(limit ?? Number.POSITIVE_INFINITY, before.length);
	if (broken !== undefined) return 'broken';
	if (requests > rule.mostRequests(limit ?? Number.POSITIVE_INFINITY)) return 'too many requests';
	if (error !== undefined)
		return rule.all === 'complete' ? 'refused though it can be read' : undefined;
	if (got.length > (limit ?? Number.POSITIVE_INFINITY)) return 'more than the limit';
	const content = wrongContent(given);
	if (content) return content;
	const isShort = missing(given);
	if (isShort) {
		if (rule.all === 'unknowable') return undefined;
		if (hint === undefined)
			return got.length === 0 ? 'empty where there are records' : 'short in silence';
		if (rule.all === 'complete') return 'short in silence';
		return rule.all === 'or error' && limit === undefined
			? 'a hint where an error belongs'
			: undefined;
	}
	if (limit !== undefined && before.length > wanted) {
		return hint === undefined && mustKnowOfMore(given) ? 'no hint that there is more' : undefined;
	}
	return hint !== undefined && !rule.mayHint ? 'a hint of more that is not there' : undefined;
}

/** Records that came twice, in another order, or from nowhere. */
function wrongContent({ plan, got, before, after, rule }: Case): Fault | undefined {
	const isSame = got.length <= before.length && got.every((key, at) => key === before[at]);
	if (isSame) return undefined;
	const known = new Map<string, number>();
	for (const key of before) known.set(key, (known.get(key) ?? 0) + 1);
	if (plan.change) for (const key of after) if (!known.has(key)) known.set(key, 1);
	for (const key of got) {
		const left = known.get(key);
		if (left === undefined) return 'records that are not there';
		if (left === 0) return 'a record twice';
		known.set(key, left - 1);
	}
	// A gap is told by what is missing, not by the order.
	const place = new Map(before.map((key, at) => [key, at]));
	const places = got.flatMap((key) => place.get(key) ?? []);
	const isOrdered = places.every((at, index) => index === 0 || at >= places[index - 1]);
	return isOrdered || plan.identity === 'twins' || rule.all === 'or said'
		? undefined
		: 'another order';
}

function missing({ plan, got, before, after, limit }: Case): boolean {
	const wanted = Math.min(limit ?? Number.POSITIVE_INFINITY, before.length);
	if (!plan.change) return got.length < wanted || got.some((key, at) => key !== before[at]);
	if (limit !== undefined) return got.length < Math.min(wanted, after.length);
	const came = new Set(got);
	const stayed = new Set(after);
	return before.some((key) => stayed.has(key) && !came.has(key));
}

/** Whether a reader that has got its limit can know that there is more. */
function mustKnowOfMore({ plan, rule, limit = 0 }: Case): boolean {
	if (rule.all === 'unknowable' || rule.all === 'changing') return false;
	const { paging, evidence } = plan;
	return evidence.length > 0 || limit % paging.size !== 0 || paging.size % 5 === 0;
}
