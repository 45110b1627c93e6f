import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { answers } from '../sandbox/sandbox.mjs';
import { closedAddress } from './support/closedPort.mjs';
import { asTyped, editorFile } from './support/editor.mjs';
import { startWorld } from './support/world.mjs';

const UNREACHABLE =
	'The service may be down, or the address in the credential is wrong. Check that n8n is allowed to reach it (proxy, firewall).';
const SUCCESS = { status: 'OK', message: 'Connection successful!' };

/** The credential's "Retry" button and what n8n's editor gets to see of a credential. */
describe('the connection test of the credential', () => {
	let world, sandbox, custom, rest;
	before(async () => {
		world = await startWorld();
		({ sandbox, rest } = world);
		({ custom } = sandbox);
	});
	after(async () => await world?.stop());
	beforeEach(() => sandbox.reset());

	/** Saves a credential and presses its button. */
	const tested = async (instance, fields) =>
		await rest.testCredential((await world.credentialFor(instance, fields)).id);
	const refused = async (message, instance, fields) =>
		assert.deepEqual(await tested(instance, fields), { status: 'Error', message });
	const tokenServiceHost = () => new URL(custom.issuer).host;
	const apiHost = () => new URL(custom.apiOrigin).host;

	for (const name of ['custom', 'dev', 'live']) {
		it(`succeeds for ${name}`, async () => {
			assert.deepEqual(await tested(sandbox[name]), SUCCESS);
			assert.equal(world.counts(sandbox[name]).token, 1);
			assert.equal(sandbox[name].api.requests[0].path, '/Accounts?orderBy=id%20asc');
			assert.equal(sandbox.proxy.refused.filter((target) => /aurora/.test(target)).length, 0);
		});
	}

	it('sends client id and secret in the body, or in the header, never in both', async () => {
		assert.deepEqual(await tested(custom, { clientAuthentication: 'body' }), SUCCESS);
		const [inBody] = custom.tokenService.requests;
		assert.equal(inBody.headers.authorization, undefined);
		assert.match(inBody.body, /client_secret=secret-/);

		custom.tokenService.reset();
		assert.deepEqual(await tested(custom, { clientAuthentication: 'header' }), SUCCESS);
		const [inHeader] = custom.tokenService.requests;
		assert.match(inHeader.headers.authorization, /^Basic /);
		assert.doesNotMatch(inHeader.body, /client_(id|secret)=/);
	});

	for (const name of ['custom', 'dev', 'live']) {
		it(`reads the discovery document of ${name} once in the life of n8n`, async () => {
			for (const clientAuthentication of ['body', 'header']) {
				const fields = { useDiscovery: true, clientAuthentication };
				assert.deepEqual(await tested(sandbox[name], fields), SUCCESS);
			}
			assert.equal(sandbox[name].discovery.count, 1);
			assert.equal(sandbox[name].discovery.requests[0].path, '/.well-known/openid-configuration');
		});
	}

	for (const header of ['authorization', 'authentication']) {
		it(`succeeds with an API that reads the ${header} header only`, async () => {
			custom.readTokenFrom(header);
			assert.deepEqual(await tested(custom), SUCCESS, 'both headers');
			assert.deepEqual(await tested(custom, { tokenHeader: header }), SUCCESS);
			const other = header === 'authorization' ? 'authentication' : 'authorization';
			assert.ok(!(other in custom.api.requests.at(-1).headers));
			await refused(
				"The Aurora API refuses a token just issued: check 'Environment' and 'Send Token In'",
				custom,
				{ tokenHeader: other },
			);
		});
	}

	const wrongClients = {
		'a wrong secret': { clientSecret: 'not-the-secret' },
		'a wrong id': { clientId: 'nobody' },
		'a wrong secret in the header': { clientSecret: 'no', clientAuthentication: 'header' },
	};
	for (const [name, fields] of Object.entries(wrongClients)) {
		for (const [instance, label] of [
			['custom', 'Custom'],
			['dev', 'Dev'],
			['live', 'Live'],
		]) {
			it(`says so of ${name} for ${label}`, async () => {
				const other = fields.clientAuthentication === 'header' ? 'Body' : 'Header';
				await refused(
					`Aurora ${label} does not accept this 'Client ID' and 'Client Secret'. Check both in the credential, and that 'Environment' is the one they were issued for (now ${label}): those of Dev don't work on Live and the other way round. If they are right, try '${other}' in 'Send Client Credentials In'. The token service says: Unauthorized`,
					sandbox[instance],
					fields,
				);
				assert.deepEqual(world.counts(sandbox[instance]), { token: 1, api: 0 });
			});
		}
	}

	it('tells a right secret without access to the API from a wrong secret', async () => {
		custom.grantAudience(false);
		await refused(
			`Aurora Custom knows this 'Client ID' but grants it no access to the API. Check that the credential's 'Environment' is the one that the client was issued for (now Custom), or ask Aurora to grant the client the audience ${custom.audience}. The token service says: Client is not authorized to access "${custom.audience}". You need to create a "client-grant" associated to this API.`,
			custom,
		);
		assert.deepEqual(world.counts(custom), { token: 1, api: 0 });
	});

	it('says that the token service cannot be reached', async () => {
		const address = await closedAddress();
		await refused(
			`No access token from Aurora: ${new URL(address).host} refused the connection. ${UNREACHABLE}`,
			custom,
			{ tokenUrl: `${address}/oauth/token` },
		);
		assert.equal(world.counts(custom).api, 0);
	});

	it('says that the token service limits the number of tokens', async () => {
		custom.tokenService.always(answers.quotaExceeded('3600'));
		await refused(
			`The token service ${tokenServiceHost()} limits the number of tokens (status 429). Try again in 60 minutes. Each n8n process keeps its token until it expires, so a limit that is hit often has another cause: other programs with the same Client ID, or a used-up quota.`,
			custom,
		);
		assert.deepEqual(world.counts(custom), { token: 1, api: 0 });
	});

	it('waits for a token service that limits the number of tokens for a second', async () => {
		custom.tokenService.next(answers.quotaExceeded('1'));
		assert.deepEqual(await tested(custom), SUCCESS);
		assert.equal(world.counts(custom).token, 2);
	});

	it('says that the token service is not working at the moment', async () => {
		custom.tokenService.always({ status: 503 });
		await refused(
			`The token service ${tokenServiceHost()} is not working at the moment (status 503). Nothing is wrong with the credential. Try again later.`,
			custom,
		);
		assert.deepEqual(world.counts(custom), { token: 4, api: 0 });
	});

	it('says that the API cannot be reached', async () => {
		const apiBaseUrl = await closedAddress();
		await refused(
			`The token was issued, but the Aurora API can't be reached: ${new URL(apiBaseUrl).host} refused the connection. ${UNREACHABLE}`,
			custom,
			{ apiBaseUrl },
		);
		assert.equal(world.counts(custom).token, 1);
	});

	it('says that the connection to the API broke', async () => {
		custom.api.always({ cut: 'before' });
		await refused(
			`The token was issued, but the Aurora API can't be reached: the connection to ${apiHost()} broke. Try again. Check that n8n is allowed to reach it (proxy, firewall).`,
			custom,
		);
	});

	for (const [name, answer] of [
		['a web page', answers.html()],
		['broken JSON', answers.brokenJson],
	]) {
		it(`is not content with ${name}`, async () => {
			custom.api.always(answer);
			await refused(
				`The token was issued, but ${apiHost()} answers with something other than JSON: check 'Environment' or, for Custom, 'API Base URL'`,
				custom,
			);
		});
	}

	it('is not content with a redirect, and follows none', async () => {
		custom.api.always({ redirect: `${sandbox.elsewhere.origin}/login` });
		await refused(
			`The token was issued, but ${apiHost()} redirects the request elsewhere: check 'Environment' or, for Custom, 'API Base URL'`,
			custom,
		);
		assert.equal(sandbox.elsewhere.count, 0);
	});

	it('fetches a new token when the one in memory is not fresh', async () => {
		const credential = await world.credentialFor(custom);
		await (await world.runnable(world.listAccounts(credential))).run();
		await world.n8n.restart();
		assert.deepEqual(await rest.testCredential(credential.id), SUCCESS);
		assert.equal(world.counts(custom).token, 2, 'a token of before the restart proves nothing');
	});

	const apiAnswers = {
		401: "The Aurora API refuses a token just issued: check 'Environment' and 'Send Token In'",
		403: 'The Aurora API knows the client but lets it see no accounts: ask Aurora to allow it',
		404: "There is no /Accounts at this address: check 'Environment' or, for Custom, 'API Base URL'",
		429: 'The Aurora API receives too many requests: try again in a minute',
		503: 'The Aurora API is not working at the moment (status 503): the credential may be right, try again later',
	};
	for (const [status, message] of Object.entries(apiAnswers)) {
		it(`explains that the API answers with ${status}`, async () => {
			custom.api.always({ status: Number(status) });
			await refused(message, custom);
			assert.equal(world.counts(custom).token, 1);
		});
	}

	const incomplete = {
		'an empty client id': ['Client ID', 'empty', { clientId: '  ' }],
		'an empty secret': ['Client Secret', 'empty', { clientSecret: ' \n' }],
		'no API address': ['API Base URL', 'empty', { apiBaseUrl: ' ' }],
		'no token address': ['Token URL', 'empty', { tokenUrl: ' ' }],
		'no audience': ['Audience', 'empty', { audience: ' ' }],
		'no issuer': ['Issuer URL', 'empty', { issuerUrl: ' ', useDiscovery: true }],
		'an API address without TLS': [
			'API Base URL',
			'not a usable address',
			{ apiBaseUrl: 'http://api.example.com' },
		],
		'a token address without TLS': [
			'Token URL',
			'not a usable address',
			{ tokenUrl: 'http://auth.example.com/oauth/token' },
		],
		'an issuer without TLS': [
			'Issuer URL',
			'not a usable address',
			{ issuerUrl: 'http://auth.example.com', useDiscovery: true },
		],
		'an address that is none': ['API Base URL', 'not a usable address', { apiBaseUrl: 'aurora' }],
	};
	for (const [name, [field, problem, fields]] of Object.entries(incomplete)) {
		it(`refuses ${name} without a request, naming the field`, async () => {
			const { status, message } = await tested(custom, fields);
			assert.equal(status, 'Error');
			assert.ok(message.startsWith(`'${field}' of the Aurora credential is ${problem}`), message);
			assert.deepEqual(world.counts(custom), { token: 0, api: 0 });
			assert.equal(custom.discovery.count, 0);
			assert.equal(sandbox.proxy.refused.filter((target) => /example/.test(target)).length, 0);
		});
	}

	it('says which document is wrong when discovery fails', async () => {
		const address = await closedAddress();
		const { message } = await tested(custom, { useDiscovery: true, issuerUrl: address });
		assert.match(
			message,
			/^The OpenID discovery document could not be used: .* refused the connection/,
		);
		assert.deepEqual(world.counts(custom), { token: 0, api: 0 });
	});

	it('is offered to the HTTP Request node', async () => {
		const types = await editorFile(rest, '/types/credentials.json');
		const auroraApi = types.find(({ name }) => name === 'auroraApi');
		assert.ok('authenticate' in auroraApi, Object.keys(auroraApi).join());
		assert.ok(auroraApi.supportedNodes.includes('n8n-nodes-aurora.aurora'));
	});

	it('works for a credential as the editor saves it, with all defaults', async () => {
		const types = await editorFile(rest, '/types/credentials.json');
		const auroraApi = types.find(({ name }) => name === 'auroraApi');
		const data = asTyped(auroraApi, custom.credential);
		assert.equal(data.accessToken, 'none');
		const credential = await rest.createCredential({ data });
		assert.deepEqual(await rest.testCredential(credential.id), SUCCESS);
		const workflow = await world.runnable(world.listAccounts(credential));
		assert.deepEqual((await workflow.run()).json('Aurora'), custom.accounts);
		assert.equal(world.counts(custom).token, 1);
	});

	it('shows secret and token to no browser', async () => {
		const credential = await world.credentialFor(custom);
		const workflow = await world.runnable(world.listAccounts(credential));
		await workflow.run();
		await rest.testCredential(credential.id);
		const token = custom.api.requests[0].headers.authorization.replace('Bearer ', '');
		const { clientSecret } = custom.credential;
		const { data } = await rest.credential(credential.id);
		assert.match(data.accessToken, /^__n8n_BLANK_VALUE/);
		assert.match(data.accessTokenExpiresAt, /^__n8n_BLANK_VALUE/);
		assert.match(data.accessTokenKey, /^__n8n_BLANK_VALUE/);

		custom.api.always(answers.invalidToken);
		const failing = await workflow.run();
		assert.equal(failing.status, 'error');
		for (const path of [
			`/credentials/${credential.id}?includeData=true`,
			`/credentials/${credential.id}`,
			'/credentials?includeData=true',
			`/workflows/${workflow.id}`,
			`/executions/${failing.id}`,
		]) {
			const answer = JSON.stringify(await rest.request('GET', path));
			assert.ok(!answer.includes(token), `the token is in ${path}`);
			assert.ok(!answer.includes(clientSecret), `the secret is in ${path}`);
		}
		assert.ok(!world.n8n.log().includes(token), 'the token is in the log');
		assert.ok(!world.n8n.log().includes(clientSecret), 'the secret is in the log');
	});
});
