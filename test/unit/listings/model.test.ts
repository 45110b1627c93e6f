import { API } from '../support/answers';

import { planOf } from './support/anyPlan';
import { describePlan } from './support/describe';
import { nextValue } from './support/paging';
import type { Plan } from './support/plan';
import { keyOf, type Row } from './support/rows';
import { ruleOf } from './support/rule';
import { Service } from './support/service';

/** Services that are read by one who knows how they are made. */
const SERVICES = 1_000;
const PATH = '/v1/Accounts';

/** The records of an answer, by the plan. */
function recordsOf({ envelope }: Plan, body: string): unknown[] {
	const text = body.replace(/:(\d{16,})/g, ':"$1"');
	const list = envelope.path.reduce<unknown>(
		(at, name) => (at as Record<string, unknown> | undefined)?.[name],
		text === '' ? [] : JSON.parse(text),
	);
	return Object.values(list ?? []);
}

/** Every text of an answer that could be an address, in fields and in the header. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Reads by the plan: each next page by the address that the answer gives, or by its parameter. */
function readByPlan(plan: Plan, byAddress: boolean): string[] {
	const service = new Service(plan, PATH);
	const { list } = service;
	const keys: string[] = [];
	let url = new URL(`${API}${PATH}?orderBy=id%20asc`);
	for (let from = 0; from < Math.max(1, plan.rows.length); from += plan.paging.size) {
		const { body, headers, status } = service.ask(url.href.slice(API.length));
		expect(status).toBeLessThan(300);
		keys.push(...recordsOf(plan, body).map(keyOf));
		if (plan.paging.isWholeUnasked) break;
		const last: Row | undefined = list[from + plan.paging.size - 1];
		const value = nextValue(plan.paging, { from, size: plan.paging.size }, last?.id ?? '');
		const next = new URL(url);
		next.searchParams.set(plan.paging.parameter, value);
		const given = [...textsIn(headers), ...(byAddress && body ? textsIn(JSON.parse(body)) : [])]
			.flatMap((text) => [...text.matchAll(/<([^>]*)>/g)].map(([, link]) => link).concat(text))
			.filter((text) => URL.canParse(text, url.href) && !text.includes(' '))
			.map((text) => new URL(text.replace(/^http:/, 'https:'), url))
			.find((address) => address.searchParams.get(plan.paging.parameter) === value);
		if (byAddress && last && from + plan.paging.size < plan.rows.length) {
			expect([describePlan(plan), given?.pathname]).toEqual([describePlan(plan), PATH]);
			url = given ?? next;
		} else url = next;
	}
	return keys;
}

const plans = Array.from({ length: SERVICES }, (_, number) => planOf(1, number)).filter(
	({ faulty, change, hidden, addresses }) =>
		!faulty && !change && hidden.size === 0 && addresses.form !== 'another host',
);
const orderly = ({ addresses, natural }: Plan) => addresses.keepSort || natural === 'by id';

describe('the made-up services', () => {
	test('give every record once to one who knows how they page', () => {
		for (const plan of plans.filter(({ paging }) => paging.by !== 'nothing')) {
			const truth = new Service(plan, PATH).list.map(({ key }) => key);
			expect([describePlan(plan), readByPlan(plan, false)]).toEqual([describePlan(plan), truth]);
		}
	});

	test('give addresses that lead from page to page', () => {
		const withAddress = plans.filter(
			(plan) => plan.evidence.some(({ is }) => is === 'address') && orderly(plan),
		);
		for (const plan of withAddress) {
			const truth = new Service(plan, PATH).list.map(({ key }) => key);
			expect([describePlan(plan), readByPlan(plan, true)]).toEqual([describePlan(plan), truth]);
		}
		expect(withAddress.length).toBeGreaterThan(100);
	});

	test('are the same ones for the same seed, and of every rule', () => {
		expect(describePlan(planOf(7, 42))).toBe(describePlan(planOf(7, 42)));
		const rules = new Set(
			Array.from({ length: SERVICES }, (_, number) => ruleOf(planOf(1, number)).all),
		);
		expect([...rules].sort()).toEqual([
			'changing',
			'complete',
			'or error',
			'or said',
			'unknowable',
		]);
	});
});
