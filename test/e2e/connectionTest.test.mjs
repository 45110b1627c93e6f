import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answers } from '../sandbox/sandbox.mjs';
import { CLOSED_ADDRESS } from './support/closedPort.mjs';
import { asTyped, editorFile } from './support/editor.mjs';
import { getMany } from './support/parameters.mjs';
import { useWorld } from './support/world.mjs';

const SUCCESS = { status: 'OK', message: 'Connection successful!' };

const world = await useWorld();
const { custom, sandbox, rest, counts, aurora, workflowOf } = world;

/** The credential's "Retry" button and what n8n's editor gets to see of a credential. */
describe('the connection test of the credential', () => {
	/** Saves a credential and presses its button. */
	const tested = async (instance, fields) =>
		await rest.testCredential((await world.credentialFor(instance, fields)).id);
	const refused = async (message, instance, fields) =>
		assert.deepEqual(await tested(instance, fields), { status: 'Error', message });

	for (const name of ['custom', 'dev', 'live']) {
		const instance = sandbox[name];

		it(`succeeds for ${name}`, async () => {
			assert.deepEqual(await tested(instance), SUCCESS);
			assert.equal(counts(instance).token, 1);
			assert.equal(instance.api.requests[0].path, '/Accounts?orderBy=id%20asc');
			assert.equal(sandbox.proxy.refused.filter((target) => /aurora/.test(target)).length, 0);
		});

		it(`reads the discovery document of ${name} once in the life of n8n`, async () => {
			for (const clientAuthentication of ['body', 'header']) {
				const fields = { showAdvancedSettings: true, useDiscovery: true, clientAuthentication };
				assert.deepEqual(await tested(instance, fields), SUCCESS);
			}
			assert.equal(instance.discovery.count, 1);
			assert.equal(instance.discovery.requests[0].path, '/.well-known/openid-configuration');
			const [inBody, inHeader] = instance.tokenService.requests;
			assert.match(inBody.body, /client_secret=secret-/);
			assert.match(inHeader.headers.authorization, /^Basic /);
		});
	}

	it('does not act on what is hidden', async () => {
		const hidden = { clientAuthentication: 'header', tokenHeader: 'authorization' };
		const instance = sandbox.live;
		assert.deepEqual(await tested(instance, { ...hidden, useDiscovery: true }), SUCCESS);
		assert.match(instance.tokenService.requests[0].body, /client_secret=secret-/);
		assert.ok('authentication' in instance.api.requests[0].headers);
		assert.equal(instance.discovery.count, 0);
	});

	for (const [header, other] of [
		['authorization', 'authentication'],
		['authentication', 'authorization'],
	]) {
		it(`succeeds with an API that reads the ${header} header only`, async () => {
			custom.readTokenFrom(header);
			assert.deepEqual(await tested(custom), SUCCESS, 'both headers');
			assert.deepEqual(
				await tested(custom, { showAdvancedSettings: true, tokenHeader: header }),
				SUCCESS,
			);
			assert.ok(!(other in custom.api.requests.at(-1).headers));
			await refused(
				"The Aurora API rejected a newly issued token: check 'Environment', and 'Send Token In' if 'Show Advanced Settings' is on",
				custom,
				{ showAdvancedSettings: true, tokenHeader: other },
			);
		});
	}

	const tokenHost = new URL(custom.issuer).host;
	const apiHost = new URL(custom.apiOrigin).host;
	const closedHost = new URL(CLOSED_ADDRESS).host;
	/**
	 * What the token service or the API always answers, or the fields of the credential that are wrong;
	 * then the message, and how many requests went to the token service.
	 */
	const faults = {
		'a wrong secret': {
			fields: { clientSecret: 'not-the-secret' },
			message: `Aurora rejected the Client ID or Client Secret. Check both in the credential, and that 'Environment' is the one they were issued for (now Custom). If they are right, turn on 'Show Advanced Settings' and try 'Header' in 'Send Client Credentials In'. The token service says: Unauthorized`,
		},
		'a token service that cannot be reached': {
			fields: { tokenUrl: `${CLOSED_ADDRESS}/oauth/token` },
			message: `The Aurora token service can't be reached: ${closedHost} refused the connection. The service may be down, or the address in the credential is wrong. Check that n8n is allowed to reach it (proxy, firewall).`,
			tokenRequests: 0,
		},
		'a token service that limits the number of tokens': {
			token: answers.quotaExceeded('3600'),
			message: `The rate limit of the token service ${tokenHost} was reached (status 429). Try again in 60 minutes. Each n8n process keeps its token until it expires. If this happens often, look for other programs with the same client ID, or an exhausted quota. The token service says: Client quota exceeded`,
		},
		'an API that cannot be reached': {
			fields: { apiBaseUrl: CLOSED_ADDRESS },
			message: `The token was issued, but the Aurora API can't be reached: ${closedHost} refused the connection. The service may be down, or the address in the credential is wrong. Check that n8n is allowed to reach it (proxy, firewall).`,
		},
		'an API that breaks the connection': {
			api: { cut: 'before' },
			message: `The token was issued, but the Aurora API can't be reached: the connection to ${apiHost} was closed before the response was complete. Try again. Check that n8n is allowed to reach it (proxy, firewall).`,
		},
		'a web page': {
			api: answers.html(),
			message: `The token was issued, but ${apiHost} did not respond with JSON: check 'Environment' or, for Custom, 'API Base URL'`,
		},
		'403 of the API': {
			api: { status: 403 },
			message:
				'Aurora accepted the token but does not let this client read accounts: ask Aurora to allow it',
		},
		'a redirect, and follows none': {
			api: { redirect: `${sandbox.elsewhere.origin}/login` },
			message: `The token was issued, but ${apiHost} redirects the request elsewhere: check 'Environment' or, for Custom, 'API Base URL'`,
		},
	};
	for (const [name, { token, api, fields, message, tokenRequests = 1 }] of Object.entries(faults)) {
		it(`says what is wrong: ${name}`, async () => {
			if (token) custom.tokenService.always(token);
			if (api) custom.api.always(api);
			await refused(message, custom, fields);
			assert.equal(counts().token, tokenRequests);
			assert.equal(counts().api > 0, api !== undefined);
			assert.equal(sandbox.elsewhere.count, 0);
		});
	}

	it('fetches a new token when the one in memory is not fresh', async () => {
		await world.output();
		await world.n8n.restart();
		assert.deepEqual(await rest.testCredential(world.credential.id), SUCCESS);
		assert.equal(counts().token, 2, 'a token of before the restart proves nothing');
	});

	const auroraType = async () =>
		(await editorFile(rest, '/types/credentials.json')).find(({ name }) => name === 'auroraApi');

	it('is offered to the HTTP Request node', async () => {
		const type = await auroraType();
		assert.ok('authenticate' in type, Object.keys(type).join());
		assert.ok(type.supportedNodes.includes('n8n-nodes-aurora.aurora'));
	});

	it('works for a credential as the editor saves it, with all defaults', async () => {
		const data = asTyped(await auroraType(), custom.credential);
		assert.equal(data.accessToken, 'none');
		const credential = await rest.createCredential({ data });
		assert.deepEqual(await rest.testCredential(credential.id), SUCCESS);
		assert.deepEqual(await world.output(getMany(), { credential }), custom.accounts);
		assert.equal(counts().token, 1);
	});

	it('shows secret and token to no browser', async () => {
		const { id } = world.credential;
		const workflow = await workflowOf(aurora(getMany({ options: { maxRetries: 0 } })));
		await workflow.run();
		await rest.testCredential(id);
		const { data } = await rest.credential(id);
		for (const field of ['accessToken', 'accessTokenExpiresAt', 'accessTokenKey']) {
			assert.match(data[field], /^__n8n_BLANK_VALUE/);
		}

		const places = [`/credentials/${id}?includeData=true`, '/credentials?includeData=true'];
		places.push(`/credentials/${id}`, `/workflows/${workflow.id}`);
		for (const fault of [
			answers.invalidToken,
			{ status: 500 },
			{ cut: 'before' },
			answers.html(),
		]) {
			custom.api.always(fault);
			const failing = await workflow.run();
			assert.equal(failing.status, 'error');
			places.push(`/executions/${failing.id}`);
		}
		const texts = { 'the log': world.n8n.log() };
		for (const place of places) texts[place] = JSON.stringify(await rest.request('GET', place));
		const tokens = custom.api.requests.map(({ headers }) => headers.authorization.slice(7));
		assert.ok(tokens.every((token) => token.length > 100));
		for (const [place, text] of Object.entries(texts)) {
			assert.ok(!tokens.some((token) => text.includes(token)), `a token is in ${place}`);
			assert.ok(!text.includes(custom.credential.clientSecret), `the secret is in ${place}`);
		}
	});
});
