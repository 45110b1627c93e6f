import type { Outcome } from './check';
import type { Plan } from './plan';

/** A reading of a service that went wrong. */
export interface Found extends Outcome {
	number: number;
	plan: Plan;
	limit?: number;
}

/** Cases of a kind that are told in full. */
const IN_FULL = 3;

/** What went wrong, by kind: how often, and the first ones in full. */
export function reportOf(found: readonly Found[]): string {
	const groups = new Map<string, Found[]>();
	for (const one of found) {
		const kind = `${one.fault} (${one.limit === undefined ? 'all' : 'with a limit'})`;
		groups.set(kind, [...(groups.get(kind) ?? []), one]);
	}
	return [...groups]
		.sort(([, one], [, other]) => other.length - one.length)
		.map(([kind, members]) => `${members.length} × ${kind}${kindsOf(members)}${inFull(members)}`)
		.join('\n\n');
}

function kindsOf(members: readonly Found[]): string {
	const counts = new Map<string, number>();
	for (const { plan } of members) {
		const kind = plan.kinds.join(', ');
		counts.set(kind, (counts.get(kind) ?? 0) + 1);
	}
	return [...counts]
		.sort(([, one], [, other]) => other - one)
		.map(([kind, count]) => `\n    ${count} × ${kind}`)
		.join('');
}

function inFull(members: readonly Found[]): string {
	return members
		.slice(0, IN_FULL)
		.map(
			({ number, limit, plan, what }) =>
				`\n  service ${number}, limit ${limit ?? 'none'}: ${plan.name}\n    came: ${what}`,
		)
		.join('');
}
