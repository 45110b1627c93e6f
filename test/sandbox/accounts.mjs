import { seededRandom } from './chaos.mjs';

const listOf = (text) => text.split(', ');
const COMPANIES = listOf(
	'Harbour Lane, Northfield, Copper Beech, Millstone, Larkhill, Tidewater, Oakmere, Stonebridge',
);
const BUSINESSES = listOf(
	'Trading, Foods, Logistics, Interiors, Consulting, Textiles, Energy, Books',
);
const FIRST_NAMES = listOf('Amara, Ben, Chloé, Dmitri, Elif, Farid, Grace, Hugo, Inès, Jonas');
const LAST_NAMES = listOf('Abbott, Bergström, Castillo, Doyle, Eriksen, Fontaine, Gupta, Hartley');
const STATUSES = listOf('active, active, active, pending, suspended, closed');
const CURRENCIES = listOf('GBP, GBP, EUR, USD');
const FIRST_DAY = Date.UTC(2023, 0, 2, 9);
const HOUR_MS = 3_600_000;

/** Plausible accounts, the same ones for the same number. @param {number} count */
export function makeAccounts(count) {
	const random = seededRandom(1);
	return Array.from({ length: count }, (_, index) => makeAccount(index, random));
}

/** One plausible account. @param {number} index from 0 @param {() => number} random */
export function makeAccount(index, random) {
	const pick = (list) => list[Math.floor(random() * list.length)];
	const [first, last, company] = [pick(FIRST_NAMES), pick(LAST_NAMES), pick(COMPANIES)];
	return {
		id: index + 1,
		name: `${company} ${pick(BUSINESSES)}`,
		status: pick(STATUSES),
		balance: Math.round(random() * 5_000_000 - 500_000) / 100,
		currency: pick(CURRENCIES),
		createdAt: new Date(FIRST_DAY + index * HOUR_MS + Math.floor(random() * HOUR_MS)).toISOString(),
		owner: {
			name: `${first} ${last}`,
			email: `${plainLetters(first)}.${plainLetters(last)}@example.com`,
		},
	};
}

const plainLetters = (name) =>
	name
		.toLowerCase()
		.normalize('NFD')
		.replace(/[^a-z]/g, '');
