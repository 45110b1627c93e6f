import type { Outcome } from './check';
import { describePlan, kindOf } from './describe';

/** Cases of a fault that are told in full, and kinds that are counted. */
const IN_FULL = 3;
const KINDS = 12;

interface Group {
	count: number;
	byKind: Map<string, number>;
	inFull: string[];
}

/** Counts what readings came to. Keeps no service: there may be very many. */
export class Tally {
	readings = 0;

	wrong = 0;

	private readonly wrongServices = new Set<number>();

	private readonly groups = new Map<string, Group>();

	private readonly ends = new Map<string, number>();

	add(number: number, outcome: Outcome): void {
		this.readings++;
		const { rule, end, fault, plan, limit } = outcome;
		count(this.ends, `${rule.all} (${rule.why}): ${end}`);
		if (fault === undefined) return;
		this.wrong++;
		this.wrongServices.add(number);
		const name = `${fault} (${limit === Number.POSITIVE_INFINITY ? 'all' : 'with a limit'}${outcome.sizeByHand === undefined ? '' : ', by hand'})`;
		const group: Group = this.groups.get(name) ?? { count: 0, byKind: new Map(), inFull: [] };
		this.groups.set(name, group);
		group.count++;
		count(group.byKind, kindOf(plan));
		if (group.inFull.length < IN_FULL) group.inFull.push(told(number, outcome));
	}

	/** What went wrong, by fault and kind: how often, and the first ones in full. */
	get report(): string {
		const groups = [...this.groups].sort(([, one], [, other]) => other.count - one.count);
		return [
			`${this.wrongServices.size} services are read wrongly, in ${this.wrong} of ${this.readings} readings`,
			...groups.map(([name, group]) =>
				[`${group.count} × ${name}`, ...most(group.byKind).slice(0, KINDS), ...group.inFull].join(
					'\n    ',
				),
			),
		].join('\n\n');
	}

	/** What all readings came to, by what they may come to. */
	get summary(): string {
		return most(this.ends).join('\n');
	}
}

function told(number: number, outcome: Outcome): string {
	const { path, limit, plan, what, before, sizeByHand } = outcome;
	const where = `${path}${before === undefined ? '' : `, where ${before} was before`}${sizeByHand === undefined ? '' : `, by hand ${sizeByHand} a page`}`;
	return `service ${number}, limit ${limit}, at ${where}: ${describePlan(plan)}\n      came: ${what}`;
}

function count(counts: Map<string, number>, name: string): void {
	counts.set(name, (counts.get(name) ?? 0) + 1);
}

function most(counts: Map<string, number>): string[] {
	return [...counts]
		.sort(([, one], [, other]) => other - one)
		.map(([name, times]) => `${times} × ${name}`);
}
