// The node as n8n runs it, through n8n-core's own execution context and HTTP client.
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { AuroraError } from '../../../../lib/http/errors';
import { runOperations } from '../../../../nodes/Aurora/operations/execute';

import { liveApi, liveTokens, type Reply } from '../../support/auroraLive';
import { credentialFields, withStoredToken } from '../../support/credentialStore';
import { execute, prepareExecution, type NodeSetup } from '../../support/execution';
import { finished, turn, untilWaiting, useVirtualTime } from '../../support/virtualTime';

beforeEach(useVirtualTime);

/** Get, for the account whose id the input item holds. */
const getEach = (
	ids: unknown[],
	more: Partial<NodeSetup> & { options?: object } = {},
): NodeSetup => ({
	parameters: {
		resource: 'account',
		operation: 'get',
		accountId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
		options: { ...more.options },
	},
	input: ids.map((id) => ({ id }) as { id: string }),
	...more,
});

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
const idIn = (path: string) => Number(path.split('/').pop());
const found = ({ path }: { path: string }): Reply => [200, { id: idIn(path) }];

async function failureOf(setup: NodeSetup) {
	const { run, requests } = prepareExecution(setup);
	return await finished(
		run().then(
			() => Promise.reject(new Error('Nothing failed')),
			(error: NodeApiError | NodeOperationError) => error,
		),
		requests,
	);
}

describe('many input items', () => {
	test('each gets its own output, in order, paired to it', async () => {
		liveApi(found);
		const output = await execute(getEach(numbers(25)));
		expect(output).toEqual(
			numbers(25).map((id) => ({ json: { id }, pairedItem: { item: id - 1 } })),
		);
	});

	test('order and pairing stay when later answers come first', async () => {
		// Item 2 is busy for a while; the others overtake it.
		const received = liveApi(({ path }) =>
			idIn(path) === 2 && received.filter((each) => idIn(each.path) === 2).length === 1
				? [503, '', { 'Retry-After': '30' }]
				: [200, { id: idIn(path) }],
		);
		const { run, requests } = prepareExecution(getEach(numbers(5)));
		const output = await finished(run(), requests);
		expect(received.map(({ path }) => idIn(path))).toEqual([1, 2, 3, 4, 5, 2]);
		expect(output.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
			numbers(5).map((id) => [id, { item: id - 1 }]),
		);
	});

	test('several outputs of one input item are all paired to it', async () => {
		liveApi(() => [200, [{ id: 1 }, { id: 2 }]]);
		const output = await execute({
			parameters: { resource: 'account', operation: 'getAll' },
			input: [{}, {}],
		});
		expect(output.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[1, { item: 0 }],
			[2, { item: 0 }],
			[1, { item: 1 }],
			[2, { item: 1 }],
		]);
	});

	test('no input item, no request', async () => {
		const received = liveApi(found);
		expect(await execute(getEach([]))).toEqual([]);
		expect(received).toEqual([]);
	});

	test('the credential is read once, whatever their number', async () => {
		liveApi(found);
		const { run, store } = prepareExecution(getEach(numbers(20)));
		await run();
		expect(store.reads).toBe(1);
	});

	test('a first token is one token request', async () => {
		liveApi(found);
		const forms = liveTokens();
		expect(await execute(getEach(numbers(20), { credentials: credentialFields() }))).toHaveLength(
			20,
		);
		expect(forms).toHaveLength(1);
	});
});

describe('Requests at Once', () => {
	test.each([
		[1, 1],
		[3, 3],
		[50, 29],
	])('%i: never more than that under way', async (requestsAtOnce, most) => {
		liveApi(found);
		const { run, requests } = prepareExecution(
			getEach(numbers(30), { options: { requestsAtOnce } }),
		);
		expect(await run()).toHaveLength(30);
		// The first goes alone.
		expect(requests.most).toBe(most);
	});

	test('50 unless it is set', async () => {
		liveApi(found);
		const { run, requests } = prepareExecution(getEach(numbers(120)));
		await run();
		expect(requests.most).toBe(50);
	});

	test.each([0, 51, 'many'])('%s is refused before any request', async (requestsAtOnce) => {
		const received = liveApi(found);
		const error = await failureOf(getEach(numbers(3), { options: { requestsAtOnce } }));
		expect(error.message).toBe("'Requests at Once' has to be a whole number from 1 to 50");
		expect(received).toEqual([]);
	});

	test('a 429 makes all of them wait', async () => {
		const received = liveApi((_, before) =>
			before === 3 ? [429, '', { 'Retry-After': '20' }] : found(_),
		);
		const { run, requests } = prepareExecution(
			getEach(numbers(20), { options: { requestsAtOnce: 5 } }),
		);
		expect(await finished(run(), requests)).toHaveLength(20);
		const start = received[0].at;
		const early = received.filter(({ at }) => at - start < 20_000);
		// Those that were under way already, and none that came after.
		expect(early.length).toBeLessThanOrEqual(1 + 2 * 5);
		expect(received.slice(early.length).every(({ at }) => at - start === 20_000)).toBe(true);
	});
});

describe('the first item goes alone', () => {
	test('so a credential that does not work costs two requests, not twenty', async () => {
		const forms = liveTokens();
		const received = liveApi(() => [401, {}]);
		const error = await failureOf(getEach(numbers(100)));
		expect(error).toMatchObject({ httpCode: '401', context: { itemIndex: 0 } });
		expect(received).toHaveLength(2);
		expect(forms).toHaveLength(1);
	});
});

describe('an item that fails', () => {
	const broken = (bad: number, status = 400) =>
		liveApi((request) =>
			idIn(request.path) === bad ? [status, { message: 'No.' }] : found(request),
		);

	test('stops the node, with the index of the item and what to do', async () => {
		broken(3);
		const error = await failureOf(getEach(numbers(5)));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'Aurora does not understand the request (status 400)',
			description: 'Check the fields of this operation. Aurora says: No.',
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

	test('nothing is sent any more once the node has failed', async () => {
		const received = liveApi(({ path }) => {
			if (idIn(path) === 2) return [503, '', { 'Retry-After': '30' }];
			return idIn(path) === 3 ? [400, {}] : [200, { id: 1 }];
		});
		const { run, requests } = prepareExecution(getEach(numbers(3)));
		await expect(run()).rejects.toThrow('status 400');
		await untilWaiting(requests);
		const before = received.length;
		await jest.advanceTimersByTimeAsync(31_000);
		for (let turns = 0; turns < 100; turns++) await turn();
		expect(received).toHaveLength(before);
	});

	test('a field that can not be used is an operation error with its index', async () => {
		liveApi(found);
		const error = await failureOf(getEach([1, '..']));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message: "'Account' can't be '..'", context: { itemIndex: 1 } });
	});
});

describe.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'with On Error: %s',
	(onError) => {
		test('every input item yields exactly one output item, paired', async () => {
			liveApi((request) => (idIn(request.path) % 2 ? found(request) : [404, {}]));
			const output = await execute(getEach(numbers(20), { onError }));
			expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
				numbers(20).map((id) => ({ item: id - 1 })),
			);
			for (const [at, { json }] of output.entries()) {
				if (at % 2 === 0) expect(json).toEqual({ id: at + 1 });
				// Exactly these fields: by them n8n knows the item for a failed one.
				else {
					expect(json).toEqual({
						error: `There is no account with the ID '${at + 1}'`,
						message: expect.stringContaining("Check the ID in 'Account'") as string,
					});
				}
			}
		});

		test('a failure before the first request is every item’s failure, told once each', async () => {
			const received = liveApi(found);
			const credentials = { ...withStoredToken(), environment: 'moon' };
			const output = await execute(getEach(numbers(3), { onError, credentials }));
			expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
				{ item: 0 },
				{ item: 1 },
				{ item: 2 },
			]);
			for (const { json } of output) expect(Object.keys(json)).toEqual(['error', 'message']);
			expect(received).toEqual([]);
		});

		// n8n up to 2.30 takes an item with an empty `message` for one that did not fail.
		test('a failure with nothing to say about what to do has no message', async () => {
			const run = async () => await Promise.reject(new AuroraError('Broken', ''));
			const operation = { value: 'get', name: '', action: '', description: '', fields: [], run };
			const { context } = prepareExecution(getEach([1], { onError }));
			const output = await runOperations(context, [
				{ value: 'account', name: '', operations: [operation] },
			]);
			expect(output.map(({ json }) => json)).toEqual([{ error: 'Broken' }]);
		});
	},
);

describe('what the node can not do', () => {
	test('an unknown operation is refused with a sentence', async () => {
		const received = liveApi(found);
		for (const [operation, message] of [
			['__CUSTOM_API_CALL__', 'The Aurora node does not do custom API calls'],
			['delete', "The operation 'delete' does not exist"],
		]) {
			const error = await failureOf({ parameters: { resource: 'account', operation } });
			expect(error).toBeInstanceOf(NodeOperationError);
			expect(error.message).toBe(message);
		}
		expect(received).toEqual([]);
	});

	test('an incomplete credential is refused, naming the field and what to do', async () => {
		const error = await failureOf(
			getEach([1], { credentials: credentialFields({ clientId: '' }) }),
		);
		expect(error).toMatchObject({
			message: "'Client ID' of the Aurora credential is empty",
			description: "Open the credential and fill in 'Client ID'.",
		});
	});

	test('an expression that fails keeps the words of n8n', async () => {
		const setup = getEach([1]);
		setup.parameters.accountId = {
			__rl: true,
			mode: 'id',
			value: "={{ $('Nowhere').item.json.id }}",
		};
		expect((await failureOf(setup)).message).toBe("Referenced node doesn't exist");
	});
});

describe('a cancelled execution', () => {
	test('ends at once, and begins no further item', async () => {
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
});
