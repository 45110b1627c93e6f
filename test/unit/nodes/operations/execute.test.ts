// The node as n8n runs it, through n8n-core's own execution context and HTTP client.
import { NodeApiError, type NodeOperationError } from 'n8n-workflow';
import nock from 'nock';

import { liveApi, liveTokens, networkError, type Reply } from '../../support/auroraLive';
import { credentialFields, withStoredToken } from '../../support/credentialStore';
import { documented } from '../../support/documentedAddresses';
import { execute, prepareExecution, type NodeSetup } from '../../support/execution';
import { finished, turn, useVirtualTime } from '../../support/virtualTime';

beforeEach(useVirtualTime);

/** A request for the account whose id the input item holds. */
const getEach = (
	ids: unknown[],
	{ options, ...more }: Partial<NodeSetup> & { options?: object } = {},
): NodeSetup => ({
	parameters: {
		resource: 'apiRequest',
		operation: 'send',
		path: '=/Accounts/{{ $json.id }}',
		options: { ...options },
	},
	input: ids.map((id) => ({ id }) as { id: string }),
	...more,
});

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
const pairings = (count: number) => numbers(count).map((id) => ({ item: id - 1 }));
const idIn = ({ path }: { path: string }) => Number(path.split('/').pop());
const found = (request: { path: string }): Reply => [200, { id: idIn(request) }];
const busy: Reply = [503, '', { 'Retry-After': '30' }];

async function failureOf(setup: NodeSetup) {
	const { run, requests } = prepareExecution(setup);
	const failure = run().then(
		() => Promise.reject(new Error('Nothing failed')),
		(error: NodeApiError | NodeOperationError) => error,
	);
	return await finished(failure, requests);
}

describe('the chosen operation', () => {
	const refused = async (resource: string, operation: string) =>
		await failureOf({ parameters: { resource, operation } });

	test.each([
		['account', 'delete', "The operation 'delete' does not exist"],
		['account', 'send', "The operation 'send' does not exist"],
		['invoice', 'get', "The resource 'invoice' does not exist"],
	])('%s → %s is refused with what there is', async (resource, operation, message) => {
		expect(await refused(resource, operation)).toMatchObject({
			message,
			description:
				'Choose one of these: Account → Get Many, Account → Get, Account → Search, Record → Get Many, Record → Get, Record → Search, API Request → Send.',
		});
	});

	test.each([
		['account', '__CUSTOM_API_CALL__'],
		['__CUSTOM_API_CALL__', ''],
	])("n8n's Custom API Call (%s, %s) is refused with what to use instead", async (...chosen) => {
		expect(await refused(...chosen)).toMatchObject({
			message: 'The Aurora node does not support custom API calls',
			description:
				"Choose the resource 'API Request' here, or use the HTTP Request node with this credential.",
		});
	});
});

describe('many input items', () => {
	test('each gets its own output, in order and paired to it, also when later answers come first', async () => {
		// Item 2 is busy for a while; the others overtake it.
		const received = liveApi((request) =>
			idIn(request) === 2 && received.filter((each) => idIn(each) === 2).length === 1
				? busy
				: found(request),
		);
		const { run, requests } = prepareExecution(getEach(numbers(5)));
		const output = await finished(run(), requests);
		expect(received.map(idIn)).toEqual([1, 2, 3, 4, 5, 2]);
		expect(output).toEqual(
			numbers(5).map((id) => ({ json: { id }, pairedItem: { item: id - 1 } })),
		);
	});

	test('no input item, no request', async () => {
		const received = liveApi(found);
		expect(await execute(getEach([]))).toEqual([]);
		expect(received).toEqual([]);
	});

	test('the credential is read once and a first token requested once, whatever their number', async () => {
		liveApi(found);
		const forms = liveTokens();
		const credentials = credentialFields();
		const { run, store } = prepareExecution(getEach(numbers(20), { credentials }));
		expect(await run()).toHaveLength(20);
		expect(store.reads).toBe(1);
		expect(forms).toHaveLength(1);
	});

	test('the first goes alone: a credential that does not work costs two requests, not twenty', async () => {
		const forms = liveTokens();
		const received = liveApi(() => [401, {}]);
		expect(await failureOf(getEach(numbers(100)))).toMatchObject({
			httpCode: '401',
			context: { itemIndex: 0 },
		});
		expect(received).toHaveLength(2);
		expect(forms).toHaveLength(1);
	});
});

describe('a credential with expressions', () => {
	const byItem = (fields: object, items: object[], more: Partial<NodeSetup> = {}) => ({
		parameters: { resource: 'account', operation: 'search', field: 'id', value: '={{ $json.id }}' },
		input: items.map((item) => ({ id: 1, ...item })),
		credentials: { ...withStoredToken(), ...fields },
		...more,
	});
	const ENVIRONMENT = '={{ $json.env }}';
	const servers = () => {
		const reply = (name: string) => [200, [{ id: 1, name }]] as [number, object];
		const asked = { dev: 0, live: 0 };
		for (const name of ['dev', 'live'] as const) {
			nock(documented[name].api)
				.persist()
				.get(/./)
				.reply(() => (asked[name]++, reply(name)));
			const token = { access_token: `canary-${name}`, token_type: 'Bearer', expires_in: 9_000 };
			nock(new URL(documented[name].tokenUrl).origin).post(/./).reply(200, token);
		}
		return asked;
	};

	test.each([
		ENVIRONMENT,
		'={{ $input.item.json.env }}',
		'={{ ["dev", "live"][$itemIndex % 2] }}',
		'={{ $json?.env ?? "live" }}',
	])('%s: each item has the client, the list and the token of its own', async (environment) => {
		const asked = servers();
		const envs = ['dev', 'live', 'dev', 'live'];
		const items = envs.map((env) => ({ env }));
		const { run, store } = prepareExecution(byItem({ environment }, items));
		const output = await run();
		expect(output.map(({ json }) => json.name)).toEqual(envs);
		expect(asked).toEqual({ dev: 1, live: 1 });
		// Some versions of n8n would store the fields of an item in place of the expressions.
		expect(store.writes).toBe(0);
	});

	test('is refused where one gives nothing, and other items go on', async () => {
		servers();
		const items = [{}, { env: 'dev' }, { env: null }];
		const onError = 'continueRegularOutput';
		const output = await execute(byItem({ environment: ENVIRONMENT }, items, { onError }));
		const message = "'Environment' in the Aurora credential is empty";
		const failed = { error: { message } };
		expect(output.map(({ json }) => json)).toMatchObject([failed, { name: 'dev' }, failed]);
	});
});

test('an expression that n8n can not read is told in n8n’s words', async () => {
	const failure = await failureOf(getEach([1], { options: { timeout: '={{ foo( }}' } }));
	expect(failure).toMatchObject({
		message: 'invalid syntax',
		description: "Check the expressions in 'options'.",
	});
});

describe('an expression that fails for the first item', () => {
	test.each(['timeout', 'requestsAtOnce'])(
		'in the option %s is its failure alone, in its own words',
		async (name) => {
			liveApi(found);
			const options = { [name]: '={{ $json.id === 1 ? $("Nowhere").item.json.x : 9 }}' };
			const onError = 'continueRegularOutput';
			const output = await execute(getEach([1, 2, 3], { options, onError }));
			const failed = { error: { message: "Referenced node doesn't exist", statusCode: null } };
			expect(output.map(({ json }) => json)).toMatchObject([failed, { id: 2 }, { id: 3 }]);
		},
	);
});

test('without a credential it says so', async () => {
	const { run, context } = prepareExecution(getEach([1]));
	const node = { ...context.getNode(), credentials: undefined };
	Object.assign(context, { getNode: () => node });
	await expect(run()).rejects.toThrow('No credential is selected in the Aurora node');
});

describe('Max Concurrent Items', () => {
	test.each([
		[30, 1, 1],
		[30, 3, 3],
		// The first goes alone.
		[30, 50, 29],
		[120, undefined, 50],
	])('of %i items, set to %s: at most %i under way', async (count, requestsAtOnce, most) => {
		liveApi(found);
		const options = requestsAtOnce === undefined ? {} : { requestsAtOnce };
		const { run, requests } = prepareExecution(getEach(numbers(count), { options }));
		expect(await run()).toHaveLength(count);
		expect(requests.most).toBe(most);
	});

	test('is refused before any request when it can not be used', async () => {
		const received = liveApi(found);
		const error = await failureOf(getEach(numbers(3), { options: { requestsAtOnce: 51 } }));
		expect(error.message).toBe("'Max Concurrent Items' must be a whole number from 1 to 50");
		expect(received).toEqual([]);
	});
});

describe('an item that fails', () => {
	const broken = (bad: number) =>
		liveApi((request) => (idIn(request) === bad ? [400, { message: 'No.' }] : found(request)));

	test('stops the node, with the index of the item and what to do', async () => {
		broken(3);
		const error = await failureOf(getEach(numbers(5)));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'Aurora could not process the request (status 400)',
			description: expect.stringContaining('Aurora says: No.') as string,
			httpCode: '400',
			context: { itemIndex: 2 },
			node: { name: 'Aurora' },
		});
	});

	test('no further item is begun after it', async () => {
		const received = broken(3);
		await failureOf(getEach(numbers(100), { options: { requestsAtOnce: 2 } }));
		expect(received.length).toBeLessThanOrEqual(5);
	});

	const page = (path: string) => Number(/page=(\d+)/.exec(path)?.[1] ?? 1);
	test.each<[string, NodeSetup, (path: string) => Reply]>([
		[
			'with its first item, between pages',
			{ parameters: { resource: 'account', operation: 'getAll', returnAll: true } },
			(path) => {
				if (page(path) > 4) return page(path) === 5 ? [400, {}] : busy;
				const data = numbers(5).map((at) => ({ id: page(path) * 5 + at }));
				return [200, { data, total: 50, next: `/Accounts?page=${page(path) + 1}` }];
			},
		],
		[
			'with another item',
			getEach(numbers(3)),
			(path) => [found({ path }), busy, [400, {}] as Reply][idIn({ path }) - 1],
		],
	])('nothing is sent any more once the node has failed %s', async (_, setup, replyTo) => {
		const received = liveApi(({ path }) => replyTo(path));
		const { run, requests } = prepareExecution(setup);
		await expect(finished(run(), requests)).rejects.toThrow('status 400');
		const before = received.length;
		await jest.advanceTimersByTimeAsync(61_000);
		for (let turns = 0; turns < 100; turns++) await turn();
		expect(received).toHaveLength(before);
	});
});

describe.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'with On Error: %s',
	(onError) => {
		test('every input item yields exactly one output item, paired', async () => {
			liveApi((request) => (idIn(request) % 2 ? found(request) : [404, {}]));
			const output = await execute(getEach(numbers(20), { onError }));
			expect(output.map(({ pairedItem }) => pairedItem)).toEqual(pairings(20));
			for (const [at, { json }] of output.entries()) {
				// Nothing beside `error`: by that n8n knows the item for a failed one.
				const error = {
					message: 'Not found in Aurora (status 404)',
					description: expect.stringContaining(`/Accounts/${at + 1}. Check`) as string,
					statusCode: 404,
					retryable: false,
				};
				expect(json).toEqual(at % 2 ? { error } : { id: at + 1 });
			}
		});

		test.each<[string, Reply, number | null, boolean]>([
			['GET', [503, {}], 503, true],
			['GET', [429, {}], 429, true],
			['GET', networkError('ECONNRESET'), null, true],
			['GET', [409, {}], 409, false],
			['POST', [503, {}], 503, false],
			['POST', [429, {}], 429, true],
		])('%s and %j: status %s, retryable %s', async (method, reply, statusCode, retryable) => {
			liveApi(() => reply);
			const setup = getEach([1], { onError, options: { maxRetries: 0 } });
			const parameters = { ...setup.parameters, method };
			const [{ json }] = await execute({ ...setup, parameters });
			expect(json.error).toMatchObject({ statusCode, retryable });
		});

		test('a failure before the first request is every item’s failure, told once each', async () => {
			const received = liveApi(found);
			const credentials = { ...withStoredToken(), environment: 'moon' };
			const output = await execute(getEach(numbers(3), { onError, credentials }));
			expect(output.map(({ pairedItem }) => pairedItem)).toEqual(pairings(3));
			for (const { json } of output) expect(Object.keys(json)).toEqual(['error']);
			expect(received).toEqual([]);
		});
	},
);

test('a cancelled execution ends at once, and begins no further item', async () => {
	const execution = new AbortController();
	const received = liveApi((request, before) =>
		before === 0 ? found(request) : [429, '', { 'Retry-After': '30' }],
	);
	const { run, requests } = prepareExecution(
		getEach(numbers(50), { signal: execution.signal, options: { requestsAtOnce: 4 } }),
	);
	const start = Date.now();
	const ended = run().catch((error: Error) => error.message);
	expect(await finished(ended, requests, () => execution.abort())).toBe(
		'The execution was cancelled',
	);
	expect(received).toHaveLength(5);
	expect(Date.now()).toBe(start);
});
