import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { answers } from '../sandbox/sandbox.mjs';
import { auroraNode, codeNode, httpRequestNode } from './support/workflows.mjs';
import { startWorld } from './support/world.mjs';

/** The token's life in a real n8n, counted at the other end. */
describe('the life of a token', () => {
	let world, sandbox, custom, rest;
	before(async () => {
		world = await startWorld();
		({ sandbox, rest } = world);
		({ custom } = sandbox);
	});
	after(async () => await world?.stop());
	beforeEach(() => sandbox.reset());

	const counts = (instance = custom) => world.counts(instance);
	const clearCounts = (...endpoints) => endpoints.forEach((endpoint) => endpoint.reset());
	const forgetCounts = () => clearCounts(custom.api, custom.tokenService, custom.discovery);
	const getEach = (credential, onError) =>
		auroraNode({
			credential,
			onError,
			parameters: {
				resource: 'account',
				operation: 'get',
				accountId: { __rl: true, mode: 'id', value: '={{ $json.index % 12 + 1 }}' },
			},
		});

	it('takes one token for the first execution, none for the next, none after a restart of n8n', async () => {
		const workflow = await world.runnable(world.listAccounts(await world.credentialFor(custom)));
		const first = await workflow.run();
		assert.equal(first.status, 'success');
		assert.deepEqual(first.json('Aurora'), custom.accounts);
		assert.deepEqual(counts(), { token: 1, api: 1 });

		assert.equal((await workflow.run()).status, 'success');
		assert.deepEqual(counts(), { token: 1, api: 2 });

		await world.n8n.restart();
		assert.equal((await workflow.run()).status, 'success');
		assert.deepEqual(counts(), { token: 1, api: 3 });
	});

	it('renews a stored token that is past its lifetime without asking the API first', async () => {
		custom.setTokenLifetime(1);
		const workflow = await world.runnable(world.listAccounts(await world.credentialFor(custom)));
		assert.equal((await workflow.run()).status, 'success');
		// The restart takes longer than the token lives, so nothing waits just for that.
		await world.n8n.restart();
		forgetCounts();
		assert.equal((await workflow.run()).status, 'success');
		assert.deepEqual(counts(), { token: 1, api: 1 });
		assert.equal(custom.api.counts[401], undefined);
	});

	it('replaces a revoked token once and repeats the request', async () => {
		const workflow = await world.runnable(world.listAccounts(await world.credentialFor(custom)));
		await workflow.run();
		custom.revokeTokens();
		forgetCounts();
		assert.equal((await workflow.run()).status, 'success');
		assert.deepEqual(counts(), { token: 1, api: 2 });
	});

	it('takes one token for 50 executions at once with a revoked one', async () => {
		const workflow = await world.runnable(world.listAccounts(await world.credentialFor(custom)));
		await workflow.run();
		custom.revokeTokens();
		forgetCounts();
		const runs = await workflow.runAtOnce(50);
		assert.deepEqual([...new Set(runs.map(({ status }) => status))], ['success']);
		assert.equal(counts().token, 1);
		assert.ok(counts().api <= 100, `${counts().api} API requests`);
	});

	it('takes one token for 50 executions at once with a credential never used before', async () => {
		const workflow = await world.runnable(world.listAccounts(await world.credentialFor(custom)));
		const runs = await workflow.runAtOnce(50);
		assert.deepEqual([...new Set(runs.map(({ status }) => status))], ['success']);
		assert.deepEqual(counts(), { token: 1, api: 50 });
	});

	for (const onError of [undefined, 'continueRegularOutput']) {
		const kind = onError ? 'going on after errors' : 'stopping at the first';
		it(`does not ask for a token per item when the API answers 401 for ever, ${kind}`, async () => {
			const credential = await world.credentialFor(custom);
			const workflow = await world.runnable(codeNode(1000), getEach(credential, onError));
			assert.equal((await workflow.run()).status, 'success');
			forgetCounts();

			custom.api.always(answers.invalidToken);
			const run = await workflow.run();
			assert.ok(counts().token <= 5, `${counts().token} token requests`);
			assert.ok(counts().api <= 1005, `${counts().api} API requests`);
			if (onError) {
				const items = run.json('Aurora');
				assert.equal(items.length, 1000);
				assert.ok(
					items.every(({ error }) => /refuses/.test(error)),
					items[0].error,
				);
			} else {
				const { message, itemIndex } = run.error();
				assert.match(message, /^Aurora refuses the access token, and a new one as well/);
				assert.equal(itemIndex, 0);
			}

			custom.api.always(null);
			assert.equal((await workflow.run()).status, 'success', 'works again without a touch');
		});
	}

	it('asks once for 1,000 items with a wrong secret and says which fields to check', async () => {
		const credential = await world.credentialFor(custom, { clientSecret: 'not-the-secret' });
		const workflow = await world.runnable(
			codeNode(1000),
			getEach(credential, 'continueRegularOutput'),
		);
		const items = (await workflow.run()).json('Aurora');
		assert.equal(items.length, 1000);
		assert.ok(counts().token <= 2, `${counts().token} token requests`);
		assert.equal(counts().api, 0);
		assert.equal(new Set(items.map(({ error }) => error)).size, 1);
		assert.match(items[0].error, /Custom.*'Client ID' and 'Client Secret'/);
	});

	it('waits for a token service that is not working at the moment for a moment', async () => {
		const workflow = await world.runnable(world.listAccounts(await world.credentialFor(custom)));
		custom.tokenService.next({ status: 503 }, { status: 503 });
		assert.equal((await workflow.run()).status, 'success');
		assert.deepEqual(counts(), { token: 3, api: 1 });
	});

	it('waits as long as a token service asks with 429', async () => {
		const workflow = await world.runnable(world.listAccounts(await world.credentialFor(custom)));
		custom.tokenService.next(answers.quotaExceeded('1'));
		const started = Date.now();
		assert.equal((await workflow.run()).status, 'success');
		assert.ok(Date.now() - started >= 1000);
		assert.deepEqual(counts(), { token: 2, api: 1 });
	});

	it('goes on with the old token while it is valid and no new one can be had', async () => {
		// Due for renewal: a process that knows a token from the store alone renews it in its last minute.
		const credential = await world.credentialFor(custom);
		const { accessToken } = await storeToken(credential, 55);
		const workflow = await world.runnable(world.listAccounts(credential));
		custom.tokenService.always({ status: 400, body: { error: 'invalid_request' } });
		assert.equal((await workflow.run()).status, 'success');
		assert.deepEqual(counts(), { token: 1, api: 1 });
		assert.equal(custom.api.requests[0].headers.authorization, `Bearer ${accessToken}`);
	});

	it('never sends a token of Dev to Live after the environment was changed', async () => {
		const { dev, live } = sandbox;
		const credential = await world.credentialFor(dev);
		const workflow = await world.runnable(world.listAccounts(credential));
		assert.equal((await workflow.run()).status, 'success');
		const devToken = dev.tokenService.requests[0].tokenId;

		await rest.updateCredential(credential.id, live.credential);
		assert.equal((await workflow.run()).status, 'success');
		assert.deepEqual(counts(live), { token: 1, api: 1 });
		assert.equal(counts(dev).api, 1);
		const sent = live.api.requests.map(({ tokenId }) => tokenId);
		assert.ok(devToken && !sent.includes(devToken));
	});

	for (const [name, nodeWith] of Object.entries({
		'the Aurora node': (credential) => world.listAccounts(credential),
		'the HTTP Request node': (credential) =>
			httpRequestNode({ credential, parameters: { url: `${custom.apiOrigin}/Accounts` } }),
	})) {
		it(`takes no token along when the API redirects ${name} to another origin`, async () => {
			const workflow = await world.runnable(nodeWith(await world.credentialFor(custom)));
			custom.api.always({ redirect: `${sandbox.elsewhere.origin}/Accounts`, status: 302 });
			const run = await workflow.run();
			assert.equal(run.status, 'error');
			assert.match(run.error().message, /redirect|302/i);
			assert.equal(sandbox.elsewhere.count, 0);
		});
	}

	it('works in the HTTP Request node, with the same token', async () => {
		const credential = await world.credentialFor(custom);
		const workflow = await world.runnable(
			httpRequestNode({ credential, parameters: { url: `${custom.apiOrigin}/Accounts` } }),
		);
		assert.deepEqual((await workflow.run()).json('HTTP Request'), custom.accounts);
		const other = await world.runnable(world.listAccounts(credential));
		assert.equal((await other.run()).status, 'success');
		assert.deepEqual(counts(), { token: 1, api: 2 });
		custom.revokeTokens();
		assert.deepEqual((await workflow.run()).json('HTTP Request'), custom.accounts);
		assert.deepEqual(counts(), { token: 2, api: 4 });
	});

	for (const state of ['never used before', 'with a token']) {
		it(`refuses to go to another host from the HTTP Request node, ${state}`, async () => {
			const credential = await world.credentialFor(custom);
			if (state === 'with a token')
				await (await world.runnable(world.listAccounts(credential))).run();
			forgetCounts();
			const workflow = await world.runnable(
				httpRequestNode({
					credential,
					parameters: { url: `${sandbox.elsewhere.origin}/Accounts` },
				}),
			);
			const { message, description } = (await workflow.run()).error();
			assert.equal(message, `The Aurora credential may only be used for ${custom.apiOrigin}`);
			assert.match(description, /choose a credential for the other service/);
			assert.deepEqual(counts(), { token: 0, api: 0 });
			assert.equal(sandbox.elsewhere.count, 0);
		});
	}

	/** Puts a token into n8n's store as the credential itself does. */
	async function storeToken({ id }, secondsLeft) {
		const workflow = await world.runnable(world.listAccounts({ id, name: 'Aurora' }));
		custom.setTokenLifetime(secondsLeft);
		await workflow.run();
		const accessToken = custom.api.requests.at(-1).headers.authorization.replace('Bearer ', '');
		await world.n8n.restart();
		forgetCounts();
		return { accessToken };
	}
});
