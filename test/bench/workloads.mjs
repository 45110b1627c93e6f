import assert from 'node:assert/strict';
import { answers } from '../sandbox/sandbox.mjs';
import { getById, getMany, search } from '../e2e/support/parameters.mjs';
import { node } from '../e2e/support/workflows.mjs';
import { barePages, bareRequests } from './bareRequests.mjs';
import { aurora, flow, httpRequest, ids } from './flows.mjs';
import { inTurn, median, timesFaster } from './measure.mjs';

const ROUNDS = 5;
const ID = '={{ $json.id }}';

/**
 * One line of the result.
 * @typedef {object} Result
 * @property {string} work
 * @property {string} comparedWith
 * @property {string} goal in words
 * @property {string} measured in words
 * @property {boolean} reached
 */

/** @returns {Result} */
const line = (work, comparedWith, goal, measured, reached) => {
	return { work, comparedWith, goal, measured, reached };
};

const faster = (work, comparedWith, slow, fast, goal) => {
	const ratio = timesFaster(slow, fast);
	const measured = `${ratio.toFixed(1)} times (${median(fast)} ms against ${median(slow)} ms)`;
	return line(work, comparedWith, `at least ${goal} times faster`, measured, ratio >= goal);
};

const within = (work, comparedWith, ours, floor, goal, more = '') => {
	const ratio = timesFaster(ours, floor);
	const measured = `${ratio.toFixed(1)} times (${median(ours)} ms against ${median(floor)} ms${more})`;
	return line(work, comparedWith, `within ${goal} times`, measured, ratio <= goal);
};

const accountUrl = (custom) => `=${custom.apiOrigin}/Accounts/{{ $json.id }}`;

/** The three nodes, each with a credential of its own that was never used before. */
const threeNodes = async ({ credentials }, parameters, url) => {
	const { aurora: own, plain, oauth2 } = await credentials();
	return {
		ours: aurora(parameters, own),
		plain: httpRequest({ url }, plain),
		generic: httpRequest({ url }, oauth2),
	};
};

/** The Aurora node beside HTTP Request nodes that get one account for each item. */
const besideGets = async ({ rest, custom, credentials }, accounts, count, parameters) => {
	custom.setAccounts(accounts);
	const { aurora: own, oauth2 } = await credentials();
	const expected = custom.accounts.slice(0, count);
	const check = (execution) => assert.deepEqual(execution.json('Under Test'), expected);
	const flowOf = async (each) => await flow(rest, [ids(count), each], { check });
	return {
		ours: await flowOf(aurora(parameters, own)),
		http: await flowOf(httpRequest({ url: accountUrl(custom) }, own)),
		generic: await flowOf(httpRequest({ url: accountUrl(custom) }, oauth2)),
	};
};

/** 1,000 items, one request each. */
async function thousandGets(world) {
	const { ours, http, generic } = await besideGets(world, 1000, 1000, getById(ID));
	const floor = bareRequests(world.custom, 1000);
	const runs = { ours: ours.time, http: http.time, generic: generic.time, floor };
	const times = await inTurn(runs, ROUNDS);
	const work = '1,000 items, one `get` each';
	return [
		faster(work, 'HTTP Request node with the same credential', times.http, times.ours, 3.5),
		faster(work, "HTTP Request node with n8n's generic OAuth2", times.generic, times.ours, 3.5),
		within(
			work,
			'the floor: the same requests by the HTTP client that n8n uses, outside n8n',
			times.ours,
			times.floor,
			2.5,
		),
	];
}

/** A long listing in numbered pages, then behind opaque cursors. */
async function manyPages(world) {
	const { custom } = world;
	custom.setAccounts(10_000);
	custom.dialect({ envelope: countedPage, paging: 'page', pageSize: 500 });
	const numbered = await timePages(world);
	custom.dialect({ envelope: countedPage, paging: 'next-in-body', pageSize: 500 });
	const opaque = await timePages(world);
	custom.dialect({});
	const work = 'Get Many, 10,000 accounts in 20 pages';
	const overHttp = timesFaster(opaque.http, opaque.ours);
	return [
		faster(
			`${work}, numbered`,
			'HTTP Request node with its pagination, plus Split Out',
			numbered.http,
			numbered.ours,
			1.5,
		),
		within(
			`${work}, behind opaque cursors, each of which only the page before tells`,
			'the floor: the same requests, one after the other, by the HTTP client that n8n uses, outside n8n',
			opaque.ours,
			opaque.floor,
			1.5,
			`; the HTTP Request node takes ${overHttp.toFixed(1)} times as long as the Aurora node`,
		),
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
	const request = httpRequest({ url, options: { pagination: { pagination } } }, own);
	const splitOut = node('n8n-nodes-base.splitOut', 1, {
		name: 'Split Out',
		parameters: { fieldToSplitOut: 'results', options: {} },
	});
	const timed = ['Under Test', 'Split Out'];
	const ours = await flow(rest, [aurora(getMany(), own)], { check: check('Under Test') });
	const http = await flow(rest, [request, splitOut], { timed, check: check('Split Out') });
	const floor = barePages(custom, url);
	return await inTurn({ ours: ours.time, http: http.time, floor }, ROUNDS);
}

/** 1,000 lookups. */
async function lookups(world) {
	const byId = search('id', 'equals', ID);
	const { ours, http } = await besideGets(world, 10_000, 1000, byId);
	const times = await inTurn({ ours: ours.time, http: http.time }, ROUNDS);
	const { api } = world.custom;
	const requestsOf = async ({ run }) => {
		const before = api.count;
		await run();
		return api.count - before;
	};
	const [few, many] = [await requestsOf(ours), await requestsOf(http)];
	const work = 'Search, 1,000 lookups among 10,000 accounts';
	const comparedWith = 'HTTP Request node, one request each';
	const measured = `${few} against ${many} requests`;
	return [
		faster(work, comparedWith, times.http, times.ours, 20),
		line(work, comparedWith, '1,000 times fewer requests', measured, few * 1000 <= many),
	];
}

/** One small request when everything is warm. */
async function oneRequest(world) {
	const { ours, http } = await besideGets(world, 12, 1, getById(ID));
	const times = await inTurn({ ours: ours.time, http: http.time }, 41);
	return [
		line(
			'one small request, everything warm',
			'HTTP Request node with the same credential',
			'not slower',
			`${median(times.ours)} ms against ${median(times.http)} ms`,
			timesFaster(times.ours, times.http) <= 1,
		),
	];
}

/** 50 executions at once on a revoked token. */
async function revokedToken(world) {
	const { rest, custom, forget } = world;
	custom.setAccounts(12);
	const tokens = { ours: [], plain: [], generic: [] };
	for (let round = 0; round < ROUNDS; round++) {
		// New credentials each time: five revocations within a minute are another case.
		const nodes = await threeNodes(world, getMany(), `${custom.apiOrigin}/Accounts`);
		for (const [name, each] of Object.entries(nodes)) {
			const { run, runAtOnce } = await flow(rest, [each]);
			await run();
			custom.revokeTokens();
			forget();
			const runs = await runAtOnce(50);
			if (name === 'ours') assert.ok(runs.every(({ status }) => status === 'success'));
			tokens[name].push(custom.tokenService.count);
		}
	}
	const { ours, plain, generic } = tokens;
	return [
		line(
			'50 executions at once on a revoked token',
			'HTTP Request node with a plain preAuthentication credential, and with generic OAuth2',
			'never more token requests than the best of them',
			`${ours.join(', ')} against ${plain.join(', ')} and ${generic.join(', ')}`,
			ours.every((count, round) => count <= Math.min(plain[round], generic[round])),
		),
	];
}

/** An API that refuses every token. */
async function refusedForEver(world) {
	const { rest, custom, forget } = world;
	custom.setAccounts(12);
	const nodes = await threeNodes(world, getById(ID), accountUrl(custom));
	const tokens = {};
	for (const [name, request] of Object.entries(nodes)) {
		const each = { ...request, onError: 'continueRegularOutput' };
		const { run } = await flow(rest, [ids(1000, 12), each]);
		await run();
		forget();
		custom.api.always(answers.invalidToken);
		await run();
		tokens[name] = custom.tokenService.count;
		forget();
	}
	const work = '1,000 items on an API that answers 401 for ever';
	return [
		line(
			work,
			'HTTP Request node with a plain preAuthentication credential',
			'at least 100 times fewer token requests',
			`${tokens.ours} against ${tokens.plain}`,
			tokens.ours * 100 <= tokens.plain,
		),
		line(
			work,
			'HTTP Request node with generic OAuth2',
			// A refused token has to be replaced, so none at all would be wrong.
			'at least 100 times fewer token requests, or 1, the fewest there can be',
			`${tokens.ours} against ${tokens.generic}`,
			tokens.ours === 1 || tokens.ours * 100 <= tokens.generic,
		),
	];
}

/** Each returns its lines. @type {((world: object) => Promise<Result[]>)[]} */
export const workloads = [
	thousandGets,
	manyPages,
	lookups,
	revokedToken,
	refusedForEver,
	oneRequest,
];
