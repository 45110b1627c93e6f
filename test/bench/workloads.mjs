import assert from 'node:assert/strict';
import { answers } from '../sandbox/sandbox.mjs';
import { node } from '../e2e/support/workflows.mjs';
import { barePages, bareRequests } from './bareRequests.mjs';
import { aurora, flow, httpRequest, ids } from './flows.mjs';
import { inTurn, median, timesFaster } from './measure.mjs';

const ROUNDS = 5;

/**
 * One line of the result.
 * @typedef {object} Result
 * @property {string} work
 * @property {string} comparedWith
 * @property {string} goal in words
 * @property {string} measured in words
 * @property {boolean} reached
 */

const getById = {
	resource: 'account',
	operation: 'get',
	accountId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
};
const getAll = { resource: 'account', operation: 'getAll', returnAll: true };
const accountUrl = (custom) => `=${custom.apiOrigin}/Accounts/{{ $json.id }}`;

const faster = (work, comparedWith, slow, fast, goal) => {
	const ratio = timesFaster(slow, fast);
	return {
		work,
		comparedWith,
		goal: `at least ${goal} times faster`,
		measured: `${ratio.toFixed(1)} times (${median(fast)} ms against ${median(slow)} ms)`,
		reached: ratio >= goal,
	};
};

/** 1,000 items, one request each. @returns {Promise<Result[]>} */
export async function thousandGets({ rest, custom, credentials }) {
	custom.setAccounts(1000);
	const { aurora: own, oauth2 } = await credentials();
	const check = (execution) => assert.deepEqual(execution.json('Under Test'), custom.accounts);
	const flowOf = async (each) => await flow(rest, [ids(1000), each], { check });
	const ours = await flowOf(aurora(getById, own));
	const http = await flowOf(httpRequest({ url: accountUrl(custom) }, own));
	const generic = await flowOf(httpRequest({ url: accountUrl(custom) }, oauth2));
	const bare = bareRequests(custom, 1000);
	const times = await inTurn(
		{ ours: ours.time, http: http.time, generic: generic.time, floor: bare },
		ROUNDS,
	);
	const work = '1,000 items, one `get` each';
	const overFloor = timesFaster(times.ours, times.floor);
	return [
		faster(work, 'HTTP Request node with the same credential', times.http, times.ours, 3.5),
		faster(work, "HTTP Request node with n8n's generic OAuth2", times.generic, times.ours, 3.5),
		{
			work,
			comparedWith: 'the floor: the same requests by the HTTP client that n8n uses, outside n8n',
			goal: 'within 2.5 times',
			measured: `${overFloor.toFixed(1)} times (${median(times.ours)} ms against ${median(times.floor)} ms)`,
			reached: overFloor <= 2.5,
		},
	];
}

/** A long listing in numbered pages, then behind opaque cursors. @returns {Promise<Result[]>} */
export async function manyPages(world) {
	const { custom } = world;
	custom.setAccounts(10_000);
	custom.dialect({ envelope: countedPage, paging: 'page', pageSize: 500 });
	const numbered = await timePages(world);
	custom.dialect({ envelope: countedPage, paging: 'next-in-body', pageSize: 500 });
	const opaque = await timePages(world);
	custom.dialect({});
	const work = 'Get Many, 10,000 accounts in 20 pages';
	const comparedWith = 'HTTP Request node with its pagination, plus Split Out';
	const overFloor = timesFaster(opaque.ours, opaque.floor);
	const overHttp = timesFaster(opaque.http, opaque.ours);
	return [
		faster(`${work}, numbered`, comparedWith, numbered.http, numbered.ours, 1.5),
		{
			work: `${work}, behind opaque cursors, each of which only the page before tells`,
			comparedWith:
				'the floor: the same requests, one after the other, by the HTTP client that n8n uses, outside n8n',
			goal: 'within 1.5 times',
			measured: `${overFloor.toFixed(1)} times (${median(opaque.ours)} ms against ${median(opaque.floor)} ms; the HTTP Request node takes ${overHttp.toFixed(1)} times as long as the Aurora node)`,
			reached: overFloor <= 1.5,
		},
	];
}

/** As Django REST framework and many others answer. */
const countedPage = ({ items, total, next }) => ({ count: total, next, results: items });

async function timePages({ rest, custom, credentials }) {
	const { aurora: own } = await credentials();
	const check = (name) => (execution) => assert.deepEqual(execution.json(name), custom.accounts);
	const pagination = {
		paginationMode: 'responseContainsNextURL',
		nextURL: '={{ $response.body.next }}',
		paginationCompleteWhen: 'other',
		completeExpression: '={{ !$response.body.next }}',
		requestInterval: 0,
	};
	const url = `${custom.apiOrigin}/Accounts?orderBy=id%20asc`;
	const splitOut = node('n8n-nodes-base.splitOut', 1, {
		name: 'Split Out',
		parameters: { fieldToSplitOut: 'results', options: {} },
	});
	const ours = await flow(rest, [aurora(getAll, own)], { check: check('Under Test') });
	const http = await flow(
		rest,
		[httpRequest({ url, options: { pagination: { pagination } } }, own), splitOut],
		{ timed: ['Under Test', 'Split Out'], check: check('Split Out') },
	);
	const floor = barePages(custom, url);
	return await inTurn({ ours: ours.time, http: http.time, floor }, ROUNDS);
}

/** 1,000 lookups. @returns {Promise<Result[]>} */
export async function lookups({ rest, custom, credentials }) {
	custom.setAccounts(10_000);
	const { aurora: own } = await credentials();
	const check = (execution) =>
		assert.deepEqual(execution.json('Under Test'), custom.accounts.slice(0, 1000));
	const search = {
		resource: 'account',
		operation: 'search',
		field: 'id',
		match: 'equals',
		value: '={{ $json.id }}',
	};
	const ours = await flow(rest, [ids(1000), aurora(search, own)], { check });
	const http = await flow(rest, [ids(1000), httpRequest({ url: accountUrl(custom) }, own)], {
		check,
	});
	const times = await inTurn({ ours: ours.time, http: http.time }, ROUNDS);
	const requestsOf = async (each) => {
		const before = custom.api.count;
		await each.run();
		return custom.api.count - before;
	};
	const [oursCount, httpCount] = [await requestsOf(ours), await requestsOf(http)];
	const work = 'Search, 1,000 lookups among 10,000 accounts';
	const comparedWith = 'HTTP Request node, one request each';
	return [
		faster(work, comparedWith, times.http, times.ours, 20),
		{
			work,
			comparedWith,
			goal: '1,000 times fewer requests',
			measured: `${oursCount} against ${httpCount} requests`,
			reached: oursCount * 1000 <= httpCount,
		},
	];
}

/** One small request when everything is warm. @returns {Promise<Result[]>} */
export async function oneRequest({ rest, custom, credentials }) {
	custom.setAccounts(12);
	const { aurora: own } = await credentials();
	const ours = await flow(rest, [ids(1), aurora(getById, own)]);
	const http = await flow(rest, [ids(1), httpRequest({ url: accountUrl(custom) }, own)]);
	const times = await inTurn({ ours: ours.time, http: http.time }, 41);
	const ratio = timesFaster(times.ours, times.http);
	return [
		{
			work: 'one small request, everything warm',
			comparedWith: 'HTTP Request node with the same credential',
			goal: 'not slower',
			measured: `${median(times.ours)} ms against ${median(times.http)} ms`,
			reached: ratio <= 1,
		},
	];
}

/** 50 executions at once on a revoked token. @returns {Promise<Result[]>} */
export async function revokedToken({ rest, custom, credentials, forget }) {
	custom.setAccounts(12);
	const url = `${custom.apiOrigin}/Accounts`;
	const tokens = { ours: [], plain: [], generic: [] };
	for (let round = 0; round < ROUNDS; round++) {
		// New ones each time: five revocations within a minute are another case.
		const { aurora: own, plain, oauth2 } = await credentials();
		const flows = {
			ours: await flow(rest, [aurora(getAll, own)]),
			plain: await flow(rest, [httpRequest({ url }, plain)]),
			generic: await flow(rest, [httpRequest({ url }, oauth2)]),
		};
		for (const [name, each] of Object.entries(flows)) {
			await each.run();
			custom.revokeTokens();
			forget();
			const runs = await each.runAtOnce(50);
			if (name === 'ours') assert.ok(runs.every(({ status }) => status === 'success'));
			tokens[name].push(custom.tokenService.count);
		}
	}
	return [
		{
			work: '50 executions at once on a revoked token',
			comparedWith:
				'HTTP Request node with a plain preAuthentication credential, and with generic OAuth2',
			goal: 'never more token requests than the best of them',
			measured: `${tokens.ours.join(', ')} against ${tokens.plain.join(', ')} and ${tokens.generic.join(', ')}`,
			reached: tokens.ours.every(
				(count, round) => count <= Math.min(tokens.plain[round], tokens.generic[round]),
			),
		},
	];
}

/** An API that refuses every token. @returns {Promise<Result[]>} */
export async function refusedForEver({ rest, custom, credentials, forget }) {
	custom.setAccounts(12);
	const { aurora: own, plain, oauth2 } = await credentials();
	const goOn = (each) => ({ ...each, onError: 'continueRegularOutput' });
	const flows = {
		ours: await flow(rest, [ids(1000, 12), goOn(aurora(getById, own))]),
		plain: await flow(rest, [ids(1000, 12), goOn(httpRequest({ url: accountUrl(custom) }, plain))]),
		generic: await flow(rest, [
			ids(1000, 12),
			goOn(httpRequest({ url: accountUrl(custom) }, oauth2)),
		]),
	};
	const tokens = {};
	for (const [name, each] of Object.entries(flows)) {
		await each.run();
		forget();
		custom.api.always(answers.invalidToken);
		await each.run();
		tokens[name] = custom.tokenService.count;
		forget();
	}
	const work = '1,000 items on an API that answers 401 for ever';
	return [
		{
			work,
			comparedWith: 'HTTP Request node with a plain preAuthentication credential',
			goal: 'at least 100 times fewer token requests',
			measured: `${tokens.ours} against ${tokens.plain}`,
			reached: tokens.ours * 100 <= tokens.plain,
		},
		{
			work,
			comparedWith: 'HTTP Request node with generic OAuth2',
			// A refused token has to be replaced, so none at all would be wrong.
			goal: 'at least 100 times fewer token requests, or 1, the fewest there can be',
			measured: `${tokens.ours} against ${tokens.generic}`,
			reached: tokens.ours === 1 || tokens.ours * 100 <= tokens.generic,
		},
	];
}
