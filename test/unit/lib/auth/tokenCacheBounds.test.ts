import { AccessTokens } from '../../../../lib/auth/tokenCache';
import { FakeIssuer } from '../../support/fakeIssuer';
import { FakeTiming } from '../../support/fakeTiming';
import { failureOf, wordsOf } from '../../support/failure';

const KEY = 'key';
const SECOND = 1000;

let timing: FakeTiming;
let issuer: FakeIssuer;
let tokens: AccessTokens;
beforeEach(() => {
	timing = new FakeTiming();
	issuer = new FakeIssuer();
	tokens = new AccessTokens(timing);
});

const renew = async (renewal = {}) => await tokens.renew(KEY, renewal, issuer.issue);
const stored = (value: string, ms: number) => ({ value, expiresAt: timing.now() + ms });

describe('tokens that end within seconds', () => {
	beforeEach(() => {
		issuer.lifetime = 5;
	});

	it('are never handed out after their end, even when no more may be fetched', async () => {
		for (let time = 0; time < 5; time++) {
			tokens.accepted(KEY, (await renew()).value);
			timing.pass(5 * SECOND);
		}
		expect(await wordsOf(renew())).toMatch(
			/end so soon that 5 a minute are not enough[^]* in 35 seconds/,
		);
		expect(issuer.requests).toBe(5);
	});

	it('are renewed at once, also the one that replaced a refused token', async () => {
		await renew();
		await renew({ refused: 'token-1' });
		timing.pass(5 * SECOND);
		expect((await renew()).value).toBe('token-3');
	});
});

it('the limit of five requests holds in each minute anew', async () => {
	const refuseTenTimes = async () => {
		for (let time = 0; time < 10; time++) {
			const { value } = await renew();
			tokens.accepted(KEY, value);
			await renew({ refused: value });
		}
	};
	await refuseTenTimes();
	expect(issuer.requests).toBe(5);
	timing.pass(60 * SECOND);
	await refuseTenTimes();
	expect(issuer.requests).toBe(10);
});

describe('a token that n8n has stored', () => {
	it('does not replace one that ends at the same time', async () => {
		await renew();
		expect(tokens.usable(KEY, stored('stored', 3600 * SECOND))?.value).toBe('token-1');
	});

	it('changes nothing when it is the one in memory', async () => {
		const { expiresAt } = await renew();
		expect(tokens.usable(KEY, stored('token-1', 7200 * SECOND))?.expiresAt).toBe(expiresAt);
	});

	it('is known as refused until ten others were', async () => {
		await renew();
		const old = stored('stored', 7200 * SECOND);
		await renew({ refused: 'stored' });
		for (let other = 1; other < 10; other++) await renew({ refused: `other-${other}` });
		expect(tokens.usable(KEY, old)?.value).toBe('token-1');
		await renew({ refused: 'other-10' });
		expect(tokens.usable(KEY, old)?.value).toBe('stored');
	});
});

// Among more than 500 keys one can be forgotten while its request is under way.
describe('what the API says to a token that is not held any more', () => {
	const tellAll = () => {
		tokens.accepted(KEY, 'token-1');
		tokens.refusedRepeatedly(KEY, 'token-1');
		return tokens.issuedAt(KEY);
	};

	it('is ignored for an unknown key', () => {
		expect(tellAll()).toBeUndefined();
	});

	it('is ignored for a key without a token', async () => {
		issuer.failure = new Error('Broken');
		await failureOf(renew());
		expect(tellAll()).toBeUndefined();
	});
});
