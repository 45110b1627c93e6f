import { systemTiming } from '../http/sendRequest';

import { TokenLife } from './tokenLife';

const MAX_KEYS = 500;

/**
 * The tokens of this process, one for each key.
 *
 * A key stands for everything that decides about a token (see `AuroraSettings.tokenKey`), so a token
 * is never used with settings other than its own.
 */
export class TokenCache {
	private readonly lives = new Map<string, TokenLife>();

	constructor(private readonly timing: ConstructorParameters<typeof TokenLife>[0]) {}

	/** The life of a key's token. The least recently used ones are forgotten. */
	of(key: string): TokenLife {
		const life = this.lives.get(key) ?? new TokenLife(this.timing);
		// The one that is used goes to the end.
		this.lives.delete(key);
		if (this.lives.size >= MAX_KEYS) this.forgetUnused();
		this.lives.set(key, life);
		return life;
	}

	private forgetUnused(): void {
		const unused = [...this.lives].find(([, { isRequested }]) => !isRequested);
		if (unused) this.lives.delete(unused[0]);
	}
}

/** The tokens of this n8n process. */
export const tokens = new TokenCache(systemTiming);
