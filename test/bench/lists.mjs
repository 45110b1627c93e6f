import { getMany } from '../e2e/support/parameters.mjs';
import { node } from '../e2e/support/workflows.mjs';
import { aurora, flow, httpRequest } from './flows.mjs';
import { inTurn } from './measure.mjs';

const RECORDS = 10_000;
const PAGE_SIZE = 20;

/** By page number, 20 records each, with the total told, as many services do it. */
const PAGED = {
	envelope: ({ items, total }) => ({ count: total, results: items }),
	paging: 'page',
	pageSize: PAGE_SIZE,
};
const FIXED = { ...PAGED, maxPageSize: PAGE_SIZE };

/** Each page names the next one, behind an opaque cursor. */
export const LINKED = {
	envelope: ({ items, next }) => ({ results: items, next: next?.replace(/^http:..[^/]+/, '') }),
	paging: 'next-in-body',
	pageSize: 100,
};

/**
 * A long list of a service that nobody has asked before.
 * @param {number} rounds
 * @param {() => Promise<import('./world.mjs').BenchWorld>} openWorld
 */
export async function longLists(rounds, openWorld) {
	const world = await openWorld();
	const { custom } = world;
	custom.setAccounts(RECORDS);
	custom.api.latencyMs = 50;
	const requests = {};
	/** Runs nodes once with a new address of the API, and counts their requests. */
	const withNewApi = (name, dialect, nodesFor) => async () => {
		custom.dialect(dialect);
		const run = await flow(world, nodesFor(await world.newApi()), custom.accounts);
		let ms;
		requests[name] = [await world.requestsOf(async () => (ms = await run()))];
		return ms;
	};
	const ours = ({ credential }) => [aurora(getMany(), credential)];
	const times = await inTurn(
		{
			paged: withNewApi('paged', PAGED, ours),
			fixed: withNewApi('fixed', FIXED, ours),
			http: withNewApi('http', PAGED, byHand),
		},
		rounds,
	);
	const { paged: pagedRequests, fixed: fixedRequests, http: httpRequests } = requests;
	return { ...times, pagedRequests, fixedRequests, httpRequests };
}

/** What a builder sets up who has read how the service pages. */
function byHand({ origin, credential }) {
	const pagination = {
		paginationMode: 'updateAParameterInEachRequest',
		parameters: { parameters: [{ type: 'qs', name: 'page', value: '={{ $pageCount + 1 }}' }] },
		paginationCompleteWhen: 'other',
		completeExpression: `={{ $pageCount * ${PAGE_SIZE} >= $response.body.count }}`,
		requestInterval: 0,
	};
	const url = `${origin}/Accounts?orderBy=id%20asc`;
	const splitOut = node('n8n-nodes-base.splitOut', 1, {
		name: 'Split Out',
		parameters: { fieldToSplitOut: 'results', options: {} },
	});
	return [httpRequest({ url, options: { pagination: { pagination } } }, credential), splitOut];
}

/** Services of several kinds, of 1,000 records each. */
const UNKNOWN = [
	PAGED,
	FIXED,
	{ paging: 'page', pageSize: 100, pageName: 'p' },
	{ paging: 'offset', pageSize: 50 },
	{ envelope: 'items-totalCount', paging: 'offset', pageSize: 100 },
	LINKED,
	{},
];

/** How many more requests the first listing of a service takes than the second one. */
export async function firstListings(_rounds, openWorld) {
	const world = await openWorld();
	const { custom } = world;
	custom.setAccounts(1000);
	custom.api.latencyMs = 0;
	const [first, second] = [[], []];
	for (const dialect of UNKNOWN) {
		custom.dialect(dialect);
		const { credential } = await world.newApi();
		const run = await flow(world, [aurora(getMany(), credential)], custom.accounts);
		for (const requests of [first, second]) requests.push(await world.requestsOf(run));
	}
	custom.dialect({});
	return { first, second, more: first.map((count, at) => count - second[at]) };
}
