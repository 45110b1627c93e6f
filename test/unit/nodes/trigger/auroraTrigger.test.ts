// The trigger node: one poll at a time, and n8n's errors.
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { AuroraTrigger } from '../../../../nodes/Aurora/AuroraTrigger.node';

import { liveApi, type Reply } from '../../support/auroraLive';
import { withStoredToken } from '../../support/credentialStore';
import { preparePolls, type PollSetup } from '../../support/execution';

const credentials = withStoredToken();
const type = new AuroraTrigger();

/** Polls a trigger of its own context. */
const poll = async (setup: Partial<PollSetup> = {}) => {
	const context = preparePolls({ type, parameters: {}, credentials, ...setup });
	return await type.poll.call(context);
};

test('gives one output, or null', async () => {
	liveApi(() => [200, [{ id: 1 }]]);
	expect(await poll()).toBeNull();
	const [items] = (await poll({ mode: 'manual' }))!;
	expect(items.map(({ json }) => json.account)).toEqual([{ id: 1 }]);
});

describe('while a poll is under way', () => {
	/** An API whose reply comes when the test says so. */
	function slowApi() {
		let release: (reply: Reply) => void = () => {};
		const reply = new Promise<Reply>((resolve) => (release = resolve));
		return { received: liveApi(async () => await reply), release: (each: Reply) => release(each) };
	}

	test.each<[string, Reply]>([
		['ends', [200, []]],
		['fails', [400, {}]],
	])('no other one begins, until it %s', async (_, reply) => {
		const { received, release } = slowApi();
		const first = poll().catch(() => 'failed');
		expect(await poll()).toBeNull();
		release(reply);
		await first;
		expect(received).toHaveLength(1);
		const later = liveApi(() => [200, []]);
		await poll();
		expect(later).toHaveLength(1);
	});

	test.each<[string, Partial<PollSetup>]>([
		['another workflow', { workflowId: 'other' }],
		['another trigger of the workflow', { nodeId: 'other' }],
		['a test by hand', { mode: 'manual' }],
	])('%s polls', async (_, other) => {
		const { received, release } = slowApi();
		const polls = [poll(), poll(other)];
		release([200, [{ id: 1 }]]);
		await Promise.all(polls);
		expect(received).toHaveLength(2);
	});
});

test.each([
	['a status', { event: ['accountCreated'] }, NodeApiError, { httpCode: '403' }],
	['a setting', { event: [] }, NodeOperationError, { description: 'Choose at least one event.' }],
])('%s is told as an error of n8n', async (_, parameters, kind, details) => {
	liveApi(() => [403, {}]);
	const failure: unknown = await poll({ parameters }).catch((error: unknown) => error);
	expect(failure).toBeInstanceOf(kind);
	expect(failure).toMatchObject({ ...details, node: { name: 'Aurora' } });
});
