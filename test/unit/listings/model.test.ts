import { API } from '../support/answers';

import { planOf } from './support/anyPlan';
import { describePlan } from './support/describe';
import { nextValue } from './support/paging';
import type { Plan } from './support/plan';
import { keyOf } from './support/rows';
import { ruleOf } from './support/rule';
import { Service } from './support/service';

/** Services that are read by one who knows how they are made. */
const SERVICES = 1_000;
const PATH = '/v1/Accounts';

const plans = Array.from({ length: SERVICES }, (_, number) => planOf(1, number));
const quiet = plans.filter(
	({ faulty, change, hidden, paging }) =>
		!faulty && !change && hidden.size === 0 && paging.by !== 'nothing',
);
const followed = quiet.filter(
	({ evidence, addresses, natural }) =>
		evidence.some(({ is }) => is === 'address') &&
		addresses.form !== 'another host' &&
		(addresses.keepSort || natural === 'by id'),
);

/** The records of an answer, by the plan. */
function recordsOf({ envelope }: Plan, body: string): unknown[] {
	const text = body.replace(/:(\d{16,})/g, ':"$1"');
	const list = envelope.path.reduce<unknown>(
		(at, name) => (at as Record<string, unknown> | undefined)?.[name],
		text === '' ? [] : JSON.parse(text),
	);
	return Object.values(list ?? []);
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The address in an answer that asks for this value; undefined if there is none. */
function addressIn(texts: string[], url: URL, parameter: string, value: string): URL | undefined {
	return texts
		.flatMap((text) => [...text.matchAll(/<([^>]*)>/g)].map(([, link]) => link).concat(text))
		.filter((text) => !text.includes(' ') && URL.canParse(text, url.href))
		.map((text) => new URL(text.replace(/^http:/, 'https:'), url))
		.find(
			(found) => found.pathname.startsWith(PATH) && found.searchParams.get(parameter) === value,
		);
}

/** Whether reading by the plan brings something else than all records in order. */
function isMisread(plan: Plan, byAddress: boolean): boolean {
	const { paging, rows } = plan;
	const service = new Service(plan, PATH);
	const truth = service.list.map(({ key }) => key);
	const keys: string[] = [];
	let url: URL | undefined = new URL(`${API}${PATH}?orderBy=id%20asc`);
	for (let from = 0; url && (from === 0 || from < rows.length); from += paging.size) {
		const { body, headers, status } = service.ask(url.href.slice(API.length));
		if (status >= 300) return true;
		keys.push(...recordsOf(plan, body).map(keyOf));
		if (paging.isWholeUnasked) break;
		const last = service.list[from + paging.size - 1];
		const value = nextValue(paging, { from, size: paging.size }, last?.id ?? '');
		const next: URL = new URL(url);
		next.searchParams.set(paging.parameter, value);
		const texts = [...textsIn(headers), ...(byAddress && body ? textsIn(JSON.parse(body)) : [])];
		url = byAddress ? addressIn(texts, url, paging.parameter, value) : next;
	}
	return keys.join('\n') !== truth.join('\n');
}

describe('the made-up services', () => {
	test('give every record once to one who knows how they page', () => {
		expect(quiet.length).toBeGreaterThan(SERVICES / 2);
		expect(quiet.filter((plan) => isMisread(plan, false)).map(describePlan)).toEqual([]);
	});

	test('give addresses that lead from page to page', () => {
		expect(followed.length).toBeGreaterThan(SERVICES / 10);
		expect(followed.filter((plan) => isMisread(plan, true)).map(describePlan)).toEqual([]);
	});

	test('are the same ones for the same seed, and of every rule', () => {
		expect(describePlan(planOf(1, 42))).toBe(describePlan(plans[42]));
		const rules = new Set(plans.map((plan) => ruleOf(plan).all));
		expect([...rules].sort()).toEqual([
			'changing',
			'complete',
			'or error',
			'or said',
			'unknowable',
		]);
	});
});
