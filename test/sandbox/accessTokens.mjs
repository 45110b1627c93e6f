import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';

const ALGORITHM = 'RS256';
const REMEMBERED_LIMIT = 10_000;

/** A short name for a token, for logs and comparisons. @param {string} token */
export function tokenId(token) {
	return createHash('sha256').update(token).digest('hex').slice(0, 12);
}

/**
 * The access tokens of one instance: its signing key, and which tokens are still good.
 * A token carries the number of the generation it was issued in; revoking starts a new generation.
 */
export class AccessTokens {
	#privateKey;
	#publicKey;
	#kid = randomUUID();
	#remembered = new Map();
	#firstValidGeneration = 0;
	generation = 0;

	/** @param {{ issuer: string, audience: string, clientId: string }} claims */
	static async create(claims) {
		const tokens = new AccessTokens();
		const { privateKey, publicKey } = await generateKeyPair(ALGORITHM, { extractable: true });
		tokens.#privateKey = privateKey;
		tokens.#publicKey = publicKey;
		tokens.claims = claims;
		return tokens;
	}

	/** The private signing key as a JWK, for the token service. */
	async signingJwk() {
		return { ...(await exportJWK(this.#privateKey)), kid: this.#kid, alg: ALGORITHM, use: 'sig' };
	}

	/** A token that the API accepts, without a token request. @param {number} lifetimeSeconds negative: already expired */
	async mint(lifetimeSeconds) {
		const { issuer, audience, clientId } = this.claims;
		const now = Math.floor(Date.now() / 1000);
		return await new SignJWT({ client_id: clientId, generation: this.generation })
			.setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', kid: this.#kid })
			.setIssuer(issuer)
			.setAudience(audience)
			.setSubject(clientId)
			.setJti(randomUUID())
			.setIssuedAt(now)
			.setExpirationTime(now + lifetimeSeconds)
			.sign(this.#privateKey);
	}

	/** Every token issued so far is refused from now on. */
	revokeAll() {
		this.generation += 1;
		this.#firstValidGeneration = this.generation;
	}

	/** Revoked tokens are good again. */
	forgetRevocations() {
		this.#firstValidGeneration = 0;
	}

	/** Why a token is refused, or undefined when it is good. The signature is checked once and remembered. @param {string} token */
	async refusal(token) {
		if (!this.#remembered.has(token)) {
			const { issuer, audience } = this.claims;
			try {
				const { payload } = await jwtVerify(token, this.#publicKey, {
					issuer,
					audience,
					algorithms: [ALGORITHM],
				});
				if (this.#remembered.size >= REMEMBERED_LIMIT) this.#remembered.clear();
				this.#remembered.set(token, payload);
			} catch (error) {
				return error.code === 'ERR_JWT_EXPIRED'
					? 'The access token expired'
					: 'The access token is not valid here';
			}
		}
		const { exp, generation } = this.#remembered.get(token);
		if (exp * 1000 <= Date.now()) return 'The access token expired';
		if (generation < this.#firstValidGeneration) return 'The access token was revoked';
		return undefined;
	}
}
