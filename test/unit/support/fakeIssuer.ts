import type { IssuedToken } from '../../../lib/auth/tokenResponse';

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

/** Asks 50 times at once. */
export async function fiftyTimes<T>(ask: () => Promise<T>): Promise<T[]> {
	return await Promise.all(Array.from({ length: 50 }, async () => await ask()));
}
