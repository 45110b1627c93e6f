import assert from 'node:assert/strict';
import https from 'node:https';
import { after, before, beforeEach, describe, it } from 'node:test';
import { issueCertificates } from '../sandbox/certificates.mjs';
import { answers } from '../sandbox/sandbox.mjs';
import { closeServer, listen } from '../sandbox/servers.mjs';
import { closedAddress } from './support/closedPort.mjs';
import { inputItems } from './support/inputItems.mjs';
import { poll } from './support/n8nClient.mjs';
import { auroraNode } from './support/workflows.mjs';
import { startWorld } from './support/world.mjs';

/** A name that no DNS knows (RFC 6761). */
const NOWHERE = 'aurora.invalid';

/** Milliseconds that only a wait of another kind would take, however busy the machine is. */
const LONG = 30_000;

/** What is repeated, how long the node waits, and what it says when that did not help. */
describe('an API that fails', () => {
	let world, sandbox, custom, credential;
	before(async () => {
		// Past the sandbox's proxy, which would look the name up itself.
		world = await startWorld({ env: { NO_PROXY: `127.0.0.1,localhost,${NOWHERE}` } });
		({ sandbox } = world);
		({ custom } = sandbox);
	});
	after(async () => await world?.stop());
	beforeEach(async () => {
		sandbox.reset();
		credential = await world.credentialFor(custom);
	});

	const list = (options, onError) =>
		auroraNode({
			credential,
			onError,
			parameters: { resource: 'account', operation: 'getAll', returnAll: true, options },
		});
	const getEach = (options, onError) =>
		auroraNode({
			credential,
			onError,
			parameters: {
				resource: 'account',
				operation: 'get',
				accountId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
				options,
			},
		});
	const run = async (node) => await (await world.runnable(node)).run();
	const succeeds = async (options) => {
		const execution = await run(list(options));
		assert.equal(execution.error('Aurora')?.message, undefined);
		assert.deepEqual(execution.json('Aurora'), custom.accounts);
	};
	const failure = async (options) => (await run(list(options))).error('Aurora');
	/** Milliseconds between the arrivals of the requests. */
	const gaps = () => {
		const times = custom.api.requests.map(({ at }) => at);
		return times.slice(1).map((at, index) => at - times[index]);
	};

	describe('for a moment', () => {
		it('is waited for as long as Retry-After says, in seconds', async () => {
			custom.api.next({ status: 429, headers: { 'retry-after': '2' } });
			await succeeds();
			const [gap] = gaps();
			assert.ok(gap >= 2000 && gap < LONG, `${gap} ms`);
		});

		it('is waited for until the date that Retry-After says', async () => {
			custom.api.next(() => ({ status: 503, headers: { 'retry-after': answers.httpDateIn(3) } }));
			await succeeds();
			const [gap] = gaps();
			// The date is cut to whole seconds.
			assert.ok(gap >= 2000 && gap < LONG, `${gap} ms`);
		});

		for (const status of [502, 503, 504]) {
			it(`is asked again after ${status}, a little later`, async () => {
				custom.api.next({ status });
				await succeeds();
				const [gap] = gaps();
				assert.ok(gap >= 500 && gap < LONG, `${gap} ms`);
			});
		}

		it('is asked again with growing pauses', async () => {
			custom.api.next({ status: 503 }, { status: 502 }, { status: 504 });
			await succeeds();
			const [first, second, third] = gaps();
			assert.ok(first >= 500 && second >= 1000 && third >= 2000, gaps().join());
		});

		const accidents = {
			'the connection was cut': { cut: 'before' },
			'the answer was cut half-way': { cut: 'midBody' },
			'no answer came in time': { hang: true },
			'the answer stopped half-way': { drip: { bytes: 1, everyMs: 10_000 } },
			'the answer came drop by drop': { drip: { bytes: 1, everyMs: 100 } },
		};
		for (const [name, answer] of Object.entries(accidents)) {
			it(`is asked again when ${name}`, async () => {
				custom.api.next(answer);
				await succeeds({ timeout: 3 });
				assert.equal(custom.api.count, 2);
			});
		}

		it('is asked again page by page: no account is missing or doubled', async () => {
			custom.setAccounts(1000);
			custom.dialect({ paging: 'link-header', pageSize: 100 });
			custom.api.chaos({
				seed: 7,
				rates: { 429: 0.1, 503: 0.1, cut: 0.1, cutMidBody: 0.1 },
				retryAfter: '0',
			});
			await succeeds({ maxRetries: 10 });
			assert.ok(custom.api.count > 10, `${custom.api.count} requests`);
		});

		it('is asked as often as Max Retries says', async () => {
			custom.api.always({ status: 429, headers: { 'retry-after': '0' } });
			for (const maxRetries of [0, 1, 3]) {
				custom.api.requests.length = 0;
				await failure({ maxRetries });
				assert.equal(custom.api.requests.length, maxRetries + 1);
			}
			assert.equal(
				(await failure({ maxRetries: 11 })).message,
				"'Max Retries' has to be a whole number from 0 to 10",
			);
		});

		for (const status of [400, 403, 404, 409, 422, 500]) {
			it(`is not asked again after ${status}`, async () => {
				custom.api.next({ status });
				await failure();
				assert.equal(custom.api.count, 1);
			});
		}
	});

	it('holds back every item after a 429', async () => {
		const requestsAtOnce = 5;
		const items = Array.from({ length: 40 }, (_, index) => ({ id: (index % 12) + 1 }));
		let refusedAt;
		let arrived = 0;
		custom.api.always(async () => {
			arrived += 1;
			// The first item goes alone; the other requests come in a group, and one of them is refused.
			if (arrived === 3) {
				await poll('a group', async () =>
					custom.api.inFlight === requestsAtOnce ? true : undefined,
				);
				refusedAt = Date.now();
				return { status: 429, headers: { 'retry-after': '4' } };
			}
			// The others are answered when the refusal has long arrived.
			if (arrived > 1 && arrived <= 1 + requestsAtOnce) {
				await poll('the refusal', async () => (refusedAt ? true : undefined));
				return { delayMs: 1500 };
			}
			return undefined;
		});
		const workflow = await world.runnable(inputItems(), getEach({ requestsAtOnce }));
		const execution = await workflow.run({ items });
		assert.deepEqual(
			execution.json('Aurora').map(({ id }) => id),
			items.map(({ id }) => id),
		);
		assert.equal(custom.api.count, items.length + 1);
		const later = custom.api.requests.slice(1 + requestsAtOnce);
		const earliest = Math.min(...later.map(({ at }) => at));
		assert.ok(earliest - refusedAt >= 4000, `${earliest - refusedAt} ms after the refusal`);
	});

	describe('for long', () => {
		it('is not waited for more than a minute: the error says when to try again', async () => {
			custom.api.always({
				status: 429,
				headers: { 'retry-after': '120' },
				body: { message: 'Slow down' },
			});
			const { message, description } = await failure();
			assert.equal(message, 'Aurora receives too many requests (status 429)');
			assert.equal(
				description,
				"Lower 'Requests at Once', or run the workflow less often. Try again in 2 minutes. Aurora says: Slow down",
			);
			assert.equal(custom.api.count, 1);
		});

		it('says when to try again for a date too', async () => {
			custom.api.always(() => ({
				status: 503,
				headers: { 'retry-after': answers.httpDateIn(7200) },
			}));
			const { message, description } = await failure();
			assert.equal(message, 'The Aurora API is not working at the moment (status 503)');
			assert.match(description, /^Nothing is wrong with the workflow\. Try again in 2 hours\./);
			assert.equal(custom.api.count, 1);
		});

		const CREDENTIAL =
			"Check 'Environment' and 'Send Token In' in the credential. If both are right, ask Aurora whether the client may use this address.";
		const FIELDS = 'Check the fields of this operation.';
		const messages = {
			400: ['Aurora does not understand the request', FIELDS],
			401: ['Aurora refuses the access token, and a new one as well', CREDENTIAL],
			403: [
				'Aurora does not allow the client of the credential to do this',
				'Ask Aurora to allow it, or choose another credential. A new token would not help.',
			],
			404: ['Aurora has nothing at this address', FIELDS],
			408: [
				'Aurora did not receive the whole request in time',
				'The connection may be slow. Try again later.',
			],
			409: [
				'Aurora refuses the change, because it conflicts with what is there',
				'Read the current state first, then repeat the change.',
			],
			418: ['Aurora refuses the request', FIELDS],
			422: ['Aurora refuses the values of the request', FIELDS],
			429: [
				'Aurora receives too many requests',
				"Lower 'Requests at Once', or run the workflow less often.",
			],
			500: [
				'The Aurora API is not working at the moment',
				'Nothing is wrong with the workflow. Try again later.',
			],
			503: [
				'The Aurora API is not working at the moment',
				'Nothing is wrong with the workflow. Try again later.',
			],
		};
		for (const [status, [message, hint]] of Object.entries(messages)) {
			it(`is explained: ${status}`, async () => {
				custom.api.always({
					status: Number(status),
					headers: { 'x-request-id': 'req-4711' },
					body: { message: 'Field "sort"\nis odd', code: 7 },
				});
				const error = await failure({ maxRetries: 0 });
				assert.equal(error.message, `${message} (status ${status})`);
				assert.equal(
					error.description,
					`${hint} Aurora says: Field "sort" is odd Request ID: req-4711`,
				);
				assert.equal(error.httpCode, status);
				assert.equal(error.itemIndex, 0);
			});
		}

		const bodies = {
			'errors in a list': [
				{ errors: [{ field: 'id', message: 'wrong' }] },
				'[{"field":"id","message":"wrong"}]',
			],
			'problem details': [
				{ type: 'about:blank', title: 'Bad', detail: 'No such order' },
				'No such order',
			],
			'an OAuth error': [
				{ error: 'invalid_request', error_description: 'Audience missing' },
				'Audience missing',
			],
			'an object within': [{ error: { code: 3, message: 'Nested' } }, 'Nested'],
			'plain text': ['Try orderBy', 'Try orderBy'],
		};
		for (const [name, [body, said]] of Object.entries(bodies)) {
			it(`is quoted: ${name}`, async () => {
				custom.api.always({ status: 400, body });
				assert.equal((await failure()).description, `${FIELDS} Aurora says: ${said}`);
			});
		}

		it('is quoted in at most 500 characters, and not at all when it sends a web page', async () => {
			custom.api.next({ status: 400, body: 'x'.repeat(10_000) }, answers.html(500));
			const { description } = await failure();
			assert.equal(description, `${FIELDS} Aurora says: ${'x'.repeat(499)}…`);
			assert.doesNotMatch((await failure()).description, /Aurora says|<h1>/);
		});

		it('is explained when it refuses connections', async () => {
			const apiBaseUrl = await closedAddress();
			credential = await world.credentialFor(custom, { apiBaseUrl });
			const { message, description } = await failure({ maxRetries: 1 });
			assert.equal(
				message,
				`The Aurora API can't be reached: ${new URL(apiBaseUrl).host} refused the connection`,
			);
			assert.match(
				description,
				/^The service may be down, or the address in the credential is wrong\. Check that n8n is allowed to reach it \(proxy, firewall\)\./,
			);
		});

		it('is explained when its name cannot be looked up', async () => {
			credential = await world.credentialFor(custom, { apiBaseUrl: `https://${NOWHERE}` });
			const { message, description } = await failure({ maxRetries: 0 });
			assert.equal(
				message,
				`The Aurora API can't be reached: the name ${NOWHERE} could not be looked up (DNS)`,
			);
			assert.match(
				description,
				/^Check the address in the credential and the DNS of the machine that runs n8n\./,
			);
		});

		it('is explained when its certificate is not trusted', async () => {
			const { cert, key } = issueCertificates(['localhost']);
			const server = https.createServer({ cert, key });
			const apiBaseUrl = `https://localhost:${await listen(server)}`;
			try {
				credential = await world.credentialFor(custom, { apiBaseUrl });
				const { message, description } = await failure();
				const { host } = new URL(apiBaseUrl);
				assert.equal(
					message,
					`The Aurora API can't be reached: the TLS certificate of ${host} is not trusted`,
				);
				assert.match(description, /NODE_EXTRA_CA_CERTS\. Code: [A-Z_]+\.$/);
			} finally {
				await closeServer(server);
			}
		});

		it('is explained when no answer comes', async () => {
			custom.api.always({ hang: true });
			const started = Date.now();
			const { message, description } = await failure({ timeout: 1, maxRetries: 1 });
			assert.equal(
				message,
				`The Aurora API can't be reached: ${new URL(custom.apiOrigin).host} did not answer in time`,
			);
			assert.match(description, /^Try again later\./);
			assert.equal(custom.api.count, 2);
			assert.ok(Date.now() - started < LONG);
		});

		it('is explained when it breaks connections', async () => {
			for (const cut of ['before', 'midBody']) {
				custom.api.always({ cut });
				const { message } = await failure({ maxRetries: 0 });
				assert.equal(
					message,
					`The Aurora API can't be reached: the connection to ${new URL(custom.apiOrigin).host} broke`,
				);
			}
		});
	});

	it('is not asked when the credential is incomplete: the node says what is missing', async () => {
		credential = await world.credentialFor(custom, { clientId: ' ' });
		const { message, description } = await failure();
		assert.equal(message, "'Client ID' of the Aurora credential is empty");
		assert.equal(description, "Open the credential and fill in 'Client ID'.");
		assert.deepEqual(world.counts(custom), { token: 0, api: 0 });
	});

	it('stores no token with an error', async () => {
		for (const answer of [
			answers.invalidToken,
			{ status: 500 },
			{ cut: 'before' },
			answers.html(),
		]) {
			custom.api.always(answer);
			const { id } = await run(list({ maxRetries: 0 }));
			const token = custom.api.requests.at(-1).headers.authorization.replace('Bearer ', '');
			const stored = JSON.stringify(await world.rest.request('GET', `/executions/${id}`));
			assert.ok(token.length > 100 && !stored.includes(token));
			assert.ok(!stored.includes(custom.credential.clientSecret));
		}
	});
});
