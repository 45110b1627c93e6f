// The trigger node: one poll at a time, and n8n's errors.
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { AuroraTrigger } from '../../../../nodes/Aurora/AuroraTrigger.node';

import { liveApi, type Reply } from '../../support/auroraLive';
import { withStoredToken } from '../../support/credentialStore';
import { preparePolls, type PollSetup } from '../../support/execution';

import { active, ada, bob, created, eve } from './workflow';

const credentials = withStoredToken();
const type = new AuroraTrigger();

/** Polls a trigger of its own context, as n8n's newer scheduler does. */
const poll = async (setup: Partial<PollSetup> = {}) => {
	const context = preparePolls({ type, parameters: {}, credentials, ...setup });
	Object.assign(context, { getPollBudgetMs: () => 36_000 });
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
		['fails', [404, {}]],
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

	test('the first one of an activation takes its place', async () => {
		const { release } = slowApi();
		const parameters = { event: ['accountCreated'] };
		const context = preparePolls({ type, parameters, credentials, workflowId: 'saved' });
		const old = type.poll.call(context);
		const activated = preparePolls({ type, parameters, credentials, workflowId: 'saved' });
		const now = type.poll.call(activated);
		expect(await type.poll.call(activated)).toBeNull();
		release([200, [{ id: 1 }]]);
		expect(await Promise.all([old, now])).toEqual([null, null]);
		expect(context.getWorkflowStaticData('node')).toEqual({});
		liveApi(() => [200, [{ id: 1 }, { id: 2 }]]);
		expect(await type.poll.call(activated)).toMatchObject([[{ json: { account: { id: 2 } } }]]);
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

describe('the time that n8n gives a poll', () => {
	const late = /Reading the list takes longer than n8n allows for a poll/;

	test('ends the reading, and nothing is lost', async () => {
		const workflow = await active({ options: { maxRetries: 0 } }, 'scheduler');
		workflow.budget = 50;
		let release = () => {};
		const slow = new Promise<Reply>(
			(resolve) => (release = () => resolve([200, { data: [], next: '/2' }])),
		);
		const failure = await workflow.failure(async () => await slow);
		expect(failure.message).toMatch(late);
		expect(failure.description).toContain('1 second');
		release();
		workflow.budget = 36_000;
		workflow.list = [ada, bob, eve];
		expect(await workflow.poll()).toEqual([created(eve)]);
		expect(workflow.received.map(({ path }) => path)).not.toContain('/2');
	});
});

test('a poll that a rate limit holds up longer than its time fails at once, with its words', async () => {
	const workflow = await active({}, 'scheduler');
	const start = performance.now();
	const { message } = await workflow.failure(() => [429, {}, { 'Retry-After': '40' }]);
	expect(message).toBe("Aurora's rate limit was reached (status 429)");
	expect(performance.now() - start).toBeLessThan(5_000);
});

test.each([
	['a status', { event: ['accountCreated'] }, NodeApiError, { httpCode: '403' }],
	[
		'a setting',
		{ event: [] },
		NodeOperationError,
		{ description: expect.stringMatching(/^Use one or more of accountCreated,/) as string },
	],
])('%s is told as an error of n8n', async (_, parameters, kind, details) => {
	liveApi(() => [403, {}]);
	const failure: unknown = await poll({ parameters }).catch((error: unknown) => error);
	expect(failure).toBeInstanceOf(kind);
	expect(failure).toMatchObject({ ...details, node: { name: 'Aurora' } });
});
