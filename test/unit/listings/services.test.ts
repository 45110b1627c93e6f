import { outcomeOf } from './support/check';
import { planOf, type Plan } from './support/plan';
import { reportOf, type Found } from './support/report';

/**
 * The services: the same ones for the same seed. `LISTING_SERVICES=50000 npm run jest -- listings` tries
 * more, `LISTING_FIRST=4711 LISTING_SERVICES=1` a single one again.
 */
const seed = Number(process.env.LISTING_SEED ?? 20_261_127);
const services = Number(process.env.LISTING_SERVICES ?? 5_000);
const first = Number(process.env.LISTING_FIRST ?? 0);

/** Milliseconds for each service; no reading waits for anything. */
const LONGEST = 100;

/** Everything, less than a page, a page, a little more, and more than there is. */
const limitsOf = ({ rows, paging }: Plan): Array<number | undefined> => [
	undefined,
	...new Set([10, paging.size, paging.size + 3, rows.length + 50]),
];

describe('services of every kind', () => {
	test(
		`${services} services give all records, or an error, or with a limit a hint`,
		async () => {
			const found: Found[] = [];
			for (let number = first; number < first + services; number++) {
				const plan = planOf(seed, number);
				for (const [at, limit] of limitsOf(plan).entries()) {
					const outcome = await outcomeOf(plan, `/s${number}x${at}/Accounts`, limit);
					if (outcome.fault) found.push({ ...outcome, number, plan, limit });
				}
			}
			if (found.length === 0) return;
			const wrong = new Set(found.map(({ number }) => number)).size;
			throw new Error(`${wrong} of ${services} services are read wrongly\n\n${reportOf(found)}`);
		},
		services * LONGEST,
	);
});
