import { seededRandom } from './chaos.mjs';

const COMPANIES = [
	'Harbour Lane',
	'Northfield',
	'Copper Beech',
	'Millstone',
	'Larkhill',
	'Tidewater',
	'Oakmere',
	'Stonebridge',
];
const BUSINESSES = [
	'Trading',
	'Foods',
	'Logistics',
	'Interiors',
	'Consulting',
	'Textiles',
	'Energy',
	'Books',
];
const FIRST_NAMES = [
	'Amara',
	'Ben',
	'Chloé',
	'Dmitri',
	'Elif',
	'Farid',
	'Grace',
	'Hugo',
	'Inès',
	'Jonas',
];
const LAST_NAMES = [
	'Abbott',
	'Bergström',
	'Castillo',
	'Doyle',
	'Eriksen',
	'Fontaine',
	'Gupta',
	'Hartley',
];
const STATUSES = ['active', 'active', 'active', 'pending', 'suspended', 'closed'];
const CURRENCIES = ['GBP', 'GBP', 'EUR', 'USD'];
const FIRST_DAY = Date.UTC(2023, 0, 2, 9);
const HOUR_MS = 3_600_000;

/**
 * Plausible accounts, the same for the same seed.
 * @param {number} count
 * @param {{ seed?: number, ids?: 'number' | 'string' }} [options]
 */
export function makeAccounts(count, { seed = 1, ids = 'number' } = {}) {
	const random = seededRandom(seed);
	return Array.from({ length: count }, (_, index) => makeAccount(index, random, ids));
}

/** One plausible account. @param {number} index from 0 @param {() => number} random @param {'number' | 'string'} ids */
export function makeAccount(index, random, ids) {
	const pick = (list) => list[Math.floor(random() * list.length)];
	const [first, last, company] = [pick(FIRST_NAMES), pick(LAST_NAMES), pick(COMPANIES)];
	return {
		id: ids === 'string' ? `AUR-${String(index + 1).padStart(6, '0')}` : index + 1,
		name: `${company} ${pick(BUSINESSES)}`,
		status: pick(STATUSES),
		balance: Math.round(random() * 5_000_000 - 500_000) / 100,
		currency: pick(CURRENCIES),
		createdAt: new Date(FIRST_DAY + index * HOUR_MS + Math.floor(random() * HOUR_MS)).toISOString(),
		owner: {
			name: `${first} ${last}`,
			email: `${withoutAccents(first)}.${withoutAccents(last)}@example.com`,
		},
	};
}

const withoutAccents = (name) =>
	name
		.toLowerCase()
		.normalize('NFD')
		.replace(/[^a-z]/g, '');
