import assert from 'node:assert/strict';
import https from 'node:https';
import { after, describe, it } from 'node:test';
import { issueCertificates } from '../sandbox/certificates.mjs';
import { answers } from '../sandbox/sandbox.mjs';
import { closeServer, listen } from '../sandbox/servers.mjs';
import { CLOSED_ADDRESS } from './support/closedPort.mjs';
import { getMany } from './support/parameters.mjs';
import { useWorld } from './support/world.mjs';

/** A name that no DNS knows (RFC 6761). */
const NOWHERE = 'aurora.invalid';

/** Milliseconds that only a wait of another kind would take, however busy the machine is. */
const LONG = 30_000;

// Past the sandbox's proxy, which would look the name up itself.
const world = await useWorld({ env: { NO_PROXY: `127.0.0.1,localhost,${NOWHERE}` } });
const { custom, output, failure } = world;

const { cert, key } = issueCertificates(['localhost']);
const untrusted = https.createServer({ cert, key });
const UNTRUSTED = `localhost:${await listen(untrusted)}`;
after(() => closeServer(untrusted));

/** What is repeated, how long the node waits, and what it says when that did not help. */
describe('an API that fails', () => {
	const list = (options) => getMany({ options });
	const succeeds = async (options) =>
		assert.deepEqual(await output(list(options)), custom.accounts);

	describe('for a moment', () => {
		/** What it answers first, and how many milliseconds at least then pass before each further request. */
		const waits = {
			'429 with Retry-After in seconds': [
				[{ status: 429, headers: { 'retry-after': '2' } }],
				[2000],
			],
			'500, 522 and 408, with growing pauses': [
				[{ status: 500 }, { status: 522 }, { status: 408 }],
				[500, 1000, 2000],
			],
		};
		for (const [name, [first, least]] of Object.entries(waits)) {
			it(`is asked again after ${name}`, async () => {
				custom.api.next(...first);
				await succeeds();
				const times = custom.api.requests.map(({ at }) => at);
				assert.equal(times.length, least.length + 1);
				for (const [index, wait] of least.entries()) {
					const gap = times[index + 1] - times[index];
					assert.ok(gap >= wait && gap < LONG, `${gap} ms`);
				}
			});
		}

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
			const rates = { 429: 0.1, 503: 0.1, cut: 0.1, cutMidBody: 0.1 };
			custom.api.chaos({ seed: 7, rates, retryAfter: '0' });
			await succeeds({ maxRetries: 10 });
			assert.ok(custom.api.count > 10, `${custom.api.count} requests`);
		});
	});

	describe('for long', () => {
		it('is explained, in its own words', async () => {
			custom.api.always({
				status: 400,
				headers: { 'x-request-id': 'req-4711' },
				body: { message: 'Field "sort"\nis odd', code: 7 },
			});
			const { message, description, httpCode, itemIndex } = await failure(list());
			assert.equal(message, 'Aurora could not process the request (status 400)');
			assert.equal(
				description,
				'Check the fields of this operation. Aurora says: Field "sort" is odd Request ID: req-4711',
			);
			assert.deepEqual({ httpCode, itemIndex }, { httpCode: '400', itemIndex: 0 });
		});

		it('is not waited for more than a minute: the error says when to try again', async () => {
			const headers = { 'retry-after': '120' };
			custom.api.always({ status: 429, headers, body: { message: 'Slow down' } });
			const { message, description } = await failure(list());
			assert.equal(message, "Aurora's rate limit was reached (status 429)");
			assert.equal(
				description,
				"Raise 'Max Retries', lower 'Max Concurrent Items' if the node has it, or run the workflow less often. Try again in 2 minutes. Aurora says: Slow down",
			);
			assert.equal(custom.api.count, 1);
		});

		const host = new URL(custom.apiOrigin).host;
		const closed = new URL(CLOSED_ADDRESS).host;
		const addresses = {
			'it refuses connections': [
				CLOSED_ADDRESS,
				`The Aurora API can't be reached: ${closed} refused the connection`,
				/^The service may be down, or the address in the credential is wrong\. Check that n8n is allowed to reach it \(proxy, firewall\)\./,
			],
			'its name cannot be looked up': [
				`https://${NOWHERE}`,
				`The Aurora API can't be reached: n8n can't find ${NOWHERE}`,
				/^Check the address in the credential, and the internet access and DNS of the machine that runs n8n\./,
			],
			'its certificate is not trusted': [
				`https://${UNTRUSTED}`,
				`The Aurora API can't be reached: the TLS certificate of ${UNTRUSTED} is not trusted`,
				/NODE_EXTRA_CA_CERTS for n8n\. Code: [A-Z_]+\.$/,
			],
		};
		for (const [name, [apiBaseUrl, expected, hint]] of Object.entries(addresses)) {
			it(`is explained when ${name}`, async () => {
				const credential = await world.credentialFor(custom, { apiBaseUrl });
				const { message, description } = await failure(list({ maxRetries: 1 }), { credential });
				assert.equal(message, expected);
				assert.match(description, hint);
			});
		}

		const silences = {
			'no answer comes': [
				{ hang: true },
				`The Aurora API can't be reached: ${host} did not respond in time`,
			],
			'it cuts answers': [
				{ cut: 'midBody' },
				`The Aurora API can't be reached: the connection to ${host} was closed before the response was complete`,
			],
		};
		for (const [name, [answer, expected]] of Object.entries(silences)) {
			it(`is explained when ${name}`, async () => {
				custom.api.always(answer);
				const { message, description } = await failure(list({ timeout: 1, maxRetries: 1 }));
				assert.equal(message, expected);
				assert.match(description, /^Try again/);
				assert.equal(custom.api.count, 2);
			});
		}
	});
});
