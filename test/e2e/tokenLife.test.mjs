import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answers } from '../sandbox/sandbox.mjs';
import { getById } from './support/parameters.mjs';
import { httpRequestNode } from './support/workflows.mjs';
import { useWorld } from './support/world.mjs';

const world = await useWorld();
const { custom, sandbox, rest, counts, aurora, workflowOf } = world;

/** The token's life in a real n8n, counted at the other end. */
describe('the life of a token', () => {
	const thousand = Array.from({ length: 1000 }, (_, index) => ({ id: (index % 12) + 1 }));
	const getEach = (options) => aurora(getById('={{ $json.id }}'), options);
	const listing = async () => await workflowOf(aurora());
	const httpRequest = async (origin) =>
		await workflowOf(
			httpRequestNode({
				credential: world.credential,
				parameters: { url: `${origin}/Accounts` },
			}),
		);
	const succeeds = async (workflow, expected) => {
		assert.equal((await workflow.run()).status, 'success');
		assert.deepEqual(counts(), expected);
	};
	const forgetCounts = () => {
		for (const endpoint of [custom.api, custom.tokenService]) endpoint.reset();
	};

	it('takes one token for the first execution, none for the next, none after a restart of n8n', async () => {
		const workflow = await listing();
		assert.deepEqual((await workflow.run()).json('Aurora'), custom.accounts);
		assert.deepEqual(counts(), { token: 1, api: 1 });
		await succeeds(workflow, { token: 1, api: 2 });
		await world.n8n.restart();
		await succeeds(workflow, { token: 1, api: 3 });
	});

	it('renews a stored token that is past its lifetime without asking the API first', async () => {
		custom.setTokenLifetime(1);
		const workflow = await listing();
		await workflow.run();
		// The restart takes longer than the token lives, so nothing waits just for that.
		await world.n8n.restart();
		custom.setTokenLifetime(3600);
		forgetCounts();
		await succeeds(workflow, { token: 1, api: 1 });
		assert.equal(custom.api.counts[401], undefined);
	});

	for (const [name, isRevoked, most] of [
		['with a revoked one', true, 100],
		['with a credential never used before', false, 50],
	]) {
		it(`takes one token for 50 executions at once ${name}`, async () => {
			const workflow = await listing();
			if (isRevoked) {
				await workflow.run();
				custom.revokeTokens();
				forgetCounts();
			}
			const runs = await workflow.runAtOnce(50);
			assert.deepEqual([...new Set(runs.map(({ status }) => status))], ['success']);
			assert.equal(counts().token, 1);
			assert.ok(counts().api <= most, `${counts().api} API requests`);
		});
	}

	it('does not ask for a token per item when the API answers 401 for ever', async () => {
		const workflow = await workflowOf(getEach({ onError: 'continueRegularOutput' }));
		assert.equal((await workflow.run(thousand)).status, 'success');
		forgetCounts();

		custom.api.always(answers.invalidToken);
		const errors = (await workflow.run(thousand)).json('Aurora').map(({ error }) => error.message);
		assert.equal(errors.length, 1000);
		assert.ok(errors.every((error) => /^Aurora rejected the access token twice/.test(error)));
		assert.ok(counts().token <= 5, `${counts().token} token requests`);
		assert.ok(counts().api <= 1005, `${counts().api} API requests`);

		custom.api.always(null);
		const again = await workflow.run(thousand);
		assert.ok(
			again.json('Aurora').every(({ error }) => !error),
			'works again without a touch',
		);
	});

	it('asks once for 1,000 items with a wrong secret and says which fields to check', async () => {
		const credential = await world.credentialFor(custom, { clientSecret: 'not-the-secret' });
		const workflow = await workflowOf(getEach({ credential, onError: 'continueRegularOutput' }));
		const errors = (await workflow.run(thousand)).json('Aurora').map(({ error }) => error.message);
		assert.equal(errors.length, 1000);
		assert.ok(counts().token <= 2, `${counts().token} token requests`);
		assert.equal(counts().api, 0);
		assert.equal(new Set(errors).size, 1);
		assert.match(errors[0], /^Aurora rejected the Client ID or Client Secret$/);
	});

	it('goes on with the old token while it is valid and no new one can be had', async () => {
		// Due for renewal: a process that knows a token from the store alone renews it in its last minute.
		custom.setTokenLifetime(55);
		const workflow = await listing();
		await workflow.run();
		const { authorization } = custom.api.requests.at(-1).headers;
		await world.n8n.restart();
		forgetCounts();
		custom.tokenService.always({ status: 400, body: { error: 'invalid_request' } });
		await succeeds(workflow, { token: 1, api: 1 });
		assert.equal(custom.api.requests[0].headers.authorization, authorization);
	});

	for (const [name, create] of [
		['the Aurora node', listing],
		['the HTTP Request node', async () => await httpRequest(custom.apiOrigin)],
	]) {
		it(`takes no token along when the API redirects ${name} to another origin`, async () => {
			const workflow = await create();
			custom.api.always({ redirect: `${sandbox.elsewhere.origin}/Accounts`, status: 302 });
			const run = await workflow.run();
			assert.equal(run.status, 'error');
			assert.match(run.error().message, /redirect|302/i);
			assert.equal(sandbox.elsewhere.count, 0);
		});
	}

	it('works in the HTTP Request node, with the same token', async () => {
		const workflow = await httpRequest(custom.apiOrigin);
		assert.deepEqual((await workflow.run()).json('HTTP Request'), custom.accounts);
		await succeeds(await listing(), { token: 1, api: 2 });
		custom.revokeTokens();
		assert.deepEqual((await workflow.run()).json('HTTP Request'), custom.accounts);
		assert.deepEqual(counts(), { token: 2, api: 4 });
	});

	it('refuses to go to another host from the HTTP Request node', async () => {
		await world.output();
		forgetCounts();
		const workflow = await httpRequest(sandbox.elsewhere.origin);
		const { message, description } = (await workflow.run()).error();
		assert.equal(message, `The Aurora credential may only be used for ${custom.apiOrigin}`);
		assert.match(description, /choose a credential for the other service/);
		assert.deepEqual(counts(), { token: 0, api: 0 });
		assert.equal(sandbox.elsewhere.count, 0);
	});
});
