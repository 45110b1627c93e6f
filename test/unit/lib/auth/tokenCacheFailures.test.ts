import { AuroraError } from '../../../../lib/http/errors';
import { CachedTokens, fiftyTimes } from '../../support/fakeIssuer';
import { refusalOf } from '../../support/refusal';
import { everythingVisibleIn } from '../../support/secrets';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

const wrongSecret = (retryAfter?: number) =>
	new AuroraError('Wrong secret', 'Check it', { status: 401, retryAfter });

let tokens: CachedTokens;
beforeEach(() => {
	tokens = new CachedTokens();
});

describe('a failed token request', () => {
	const fail = async () => await refusalOf(tokens.due());
	beforeEach(() => {
		tokens.issuer.failure = wrongSecret();
	});

	it('fails for all who wait for it, and all who ask for 15 seconds, each with an error of their own', async () => {
		const failures = await fiftyTimes(fail);
		for (let call = 0; call < 20; call++) {
			tokens.timing.pass(700);
			failures.push(await fail());
		}
		expect(tokens.issuer.requests).toBe(1);
		expect(new Set(failures).size).toBe(70);
		for (const error of failures) {
			expect(error).toMatchObject({
				message: 'Wrong secret',
				description: 'Check it',
				status: 401,
			});
			// As n8n does with the errors that it shows.
			Object.assign(error, { message: 'overwritten', description: 'overwritten' });
		}
	});

	it('is repeated after that, and then forgotten', async () => {
		await fail();
		tokens.timing.pass(15 * SECOND - 1);
		await fail();
		tokens.issuer.failure = undefined;
		tokens.timing.pass(1);
		expect(await tokens.due()).toBe('token-2');
		expect(await tokens.rejected('token-2')).toBe('token-3');
	});

	it('counts from its end, not from its beginning', async () => {
		tokens.issuer.meanwhile = () => tokens.timing.pass(20 * SECOND);
		await fail();
		await fail();
		expect(tokens.issuer.requests).toBe(1);
	});

	test.each([
		['as long as the token service asks', 40 * SECOND, 40 * SECOND],
		['for 15 seconds even if it asks for less', SECOND, 15 * SECOND],
		// Nothing but a restart of n8n ends such a pause: a limit may be lifted, a header be nonsense.
		['for an hour at most', 24 * HOUR, HOUR],
	])('is not repeated %s', async (_how, asked, pause) => {
		tokens.issuer.failure = wrongSecret(asked);
		await fail();
		tokens.timing.pass(pause - 1);
		await fail();
		expect(tokens.issuer.requests).toBe(1);
		tokens.timing.pass(1);
		await fail();
		expect(tokens.issuer.requests).toBe(2);
	});

	test.each([-12, 12])(
		'is not repeated sooner or later when the clock is set by %d hours',
		async (hours) => {
			await fail();
			tokens.timing.set(hours * HOUR);
			await fail();
			expect(tokens.issuer.requests).toBe(1);
			tokens.timing.pass(15 * SECOND);
			await fail();
			expect(tokens.issuer.requests).toBe(2);
		},
	);

	it('keeps an error that nobody foresaw to itself', async () => {
		tokens.issuer.failure = Object.assign(new Error('canary'), { config: { data: 'canary' } });
		const failure = await fail();
		expect(everythingVisibleIn(failure)).not.toContain('canary');
		expect(failure.message).toBe('The access token could not be requested');
	});
});

describe('a failed renewal', () => {
	beforeEach(async () => {
		await tokens.due();
		tokens.timing.pass(3550 * SECOND);
		tokens.issuer.failure = wrongSecret();
	});

	// An unhandled rejection fails the test, and would end n8n.
	it('leaves the old token in use while it is valid, and nobody with an error', async () => {
		const given = await fiftyTimes(tokens.due);
		// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- tests are not shipped
		await new Promise(setImmediate);
		expect(new Set(given)).toEqual(new Set(['token-1']));
		expect(tokens.issuer.requests).toBe(2);
	});

	it('is not repeated by every request: for 15 seconds the old token simply serves', async () => {
		await tokens.due();
		expect([tokens.usable(), await tokens.due()]).toEqual(['token-1', 'token-1']);
		expect(tokens.issuer.requests).toBe(2);
		tokens.timing.pass(15 * SECOND);
		expect(tokens.usable()).toBeUndefined();
		tokens.issuer.failure = undefined;
		expect(await tokens.due()).toBe('token-3');
		expect(tokens.usable()).toBe('token-3');
	});

	test.each([
		['the old token was rejected', async () => await tokens.rejected('token-1')],
		['it is for a connection test', async () => await tokens.renew({ reason: 'test' })],
		[
			'the old token expires meanwhile',
			async () => {
				tokens.issuer.meanwhile = () => tokens.timing.pass(50 * SECOND);
				return await tokens.due();
			},
		],
		[
			'the old token has expired',
			async () => {
				tokens.timing.pass(50 * SECOND);
				return await tokens.due();
			},
		],
	])('is an error when %s', async (_when, renew) => {
		expect((await refusalOf(renew())).message).toBe('Wrong secret');
	});

	it('is over when n8n has stored a token of another process', async () => {
		await tokens.due();
		expect(tokens.usable(tokens.stored('stored'))).toBe('stored');
		expect(await tokens.due()).toBe('stored');
	});
});
