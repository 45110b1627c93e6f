import { TokenCache } from '../../../lib/auth/tokenCache';
import type { Renewal } from '../../../lib/auth/tokenHistory';
import type { IssuedToken } from '../../../lib/auth/tokenResponse';

import { FakeTiming } from './fakeTiming';

/** A token service inside the test: it issues token-1, token-2, … and counts its requests. */
export class FakeIssuer {
	requests = 0;

	/** Seconds that a token lives. */
	lifetime = 3600;

	/** What a request ends with instead of a token. */
	failure?: Error;

	/** Happens while a request is under way. */
	meanwhile: () => unknown = () => {};

	/** One token request. */
	issue = async (): Promise<IssuedToken> => {
		const accessToken = `token-${++this.requests}`;
		await this.meanwhile();
		if (this.failure) throw this.failure;
		return { accessToken, lifetime: this.lifetime };
	};
}

const PATH = 'path';

/** The cached tokens of one key, with a clock and a token service inside the test. */
export class CachedTokens {
	readonly key = 'key';

	readonly timing = new FakeTiming();

	readonly issuer = new FakeIssuer();

	/** Ends the time for which somebody waits for a renewal. */
	losePatience = () => {};

	readonly cache = new TokenCache({
		...this.timing,
		sleep: async (ms) => {
			await new Promise<void>((resolve) => (this.losePatience = resolve));
			this.timing.pass(ms);
		},
	});

	/** A token that n8n's store holds, with so many milliseconds to live. */
	stored = (value: string, ms = 7_200_000) => ({ value, expiresAt: this.timing.now() + ms });

	usable = (stored?: ReturnType<CachedTokens['stored']>) =>
		this.cache.of(this.key).usable(stored)?.value;

	renew = async (renewal: Renewal, key = this.key) =>
		(await this.cache.of(key).renew(renewal, this.issuer.issue)).value;

	/** There is no token, or it should be renewed. */
	due = async () => await this.renew({ reason: 'due' });

	/** A path of the API rejected a token. */
	rejected = async (token: string, path = PATH) =>
		await this.renew({ reason: 'rejected', token, path });

	/** A request failed, perhaps for another reason than its token. */
	ambiguous = async (token: string) => await this.renew({ reason: 'ambiguous', token, path: PATH });

	/** A path of the API accepted a token. */
	accept = (token: string, path = PATH) =>
		this.cache.of(this.key).observe({ token, path }, 'accepted');

	/** A path of the API rejected a token in the second try of a request. */
	refuse = (token: string, path = PATH) =>
		this.cache.of(this.key).observe({ token, path }, 'refused');
}

/** Asks 50 times at once. */
export async function fiftyTimes<T>(ask: () => Promise<T>): Promise<T[]> {
	return await Promise.all(Array.from({ length: 50 }, async () => await ask()));
}
