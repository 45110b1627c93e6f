/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests are not shipped */
import { planOf } from './support/anyPlan';
import { outcomeOf, type Attempt } from './support/check';
import { Tally } from './support/tally';

/**
 * The services: the same ones for the same seed. `LISTING_SERVICES=50000 npm run jest -- listings/services`
 * tries more, `LISTING_FIRST=4711 LISTING_SERVICES=1` a single one again. With `LISTING_ENDS=1` it is
 * told what the readings came to, the right ones too.
 */
const seed = Number(process.env.LISTING_SEED ?? 20_261_127);
const services = Number(process.env.LISTING_SERVICES ?? 5_000);
const first = Number(process.env.LISTING_FIRST ?? 0);

/** Milliseconds for each service; no reading waits for anything. */
const LONGEST = 100;

/** Records of a long list. */
const LONG = 500;

/** Each such service takes the place of another one. */
const MOVED = 5;

/** Of each such service more records are asked for by hand than it gives. */
const GREEDY = 4;

/** The readings of a service: of all, again with what is known then, and up to limits. */
function attemptsAt(number: number): Attempt[] {
	const plan = planOf(seed, number);
	const { rows, paging } = plan;
	const all = Number.POSITIVE_INFINITY;
	const path = `/s${number}/Accounts`;
	// Of a long list all is read often enough.
	const beyond = rows.length > LONG ? [] : [rows.length, rows.length + 50];
	const limits = [...new Set([10, paging.size, paging.size + 3, ...beyond])];
	const moved = { path: `/moved${number}/Accounts`, limit: all };
	const isCounted = paging.by === 'page' || (paging.by === 'offset' && paging.first === 0);
	const sizeByHand = number % GREEDY === 0 ? 2 * paging.most : Math.min(paging.most, 100);
	const byHand = { plan, sizeByHand, path: `/s${number}by-hand/Accounts` };
	return [
		{ plan, path, limit: all },
		{ plan, path, limit: all, before: 'the same' as const },
		{ plan, path, limit: paging.size + 3, before: 'the same' as const },
		...limits
			.filter((limit) => limit > 0)
			.map((limit) => ({ plan, limit, path: `/s${number}up-to${limit}/Accounts` })),
		...(number % MOVED === 0
			? [
					{ ...moved, plan: planOf(seed, number + 1) },
					{ ...moved, plan, before: 'another service' as const },
				]
			: []),
		...(isCounted
			? [
					{ ...byHand, limit: all },
					{ ...byHand, limit: paging.size + 3 },
				]
			: []),
	];
}

describe('services of every kind', () => {
	test(
		`${services} services give all records, or an error, or with a limit a hint`,
		async () => {
			const tally = new Tally();
			for (let number = first; number < first + services; number++)
				for (const attempt of attemptsAt(number)) tally.add(number, await outcomeOf(attempt));
			if (process.env.LISTING_ENDS) process.stdout.write(`${tally.summary}\n`);
			if (tally.wrong > 0) throw new Error(tally.report);
		},
		services * LONGEST,
	);
});
