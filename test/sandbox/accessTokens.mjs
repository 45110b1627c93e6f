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
 * @typedef {Awaited<ReturnType<typeof createAccessTokens>>} AccessTokens
 */

/** @param {{ issuer: string, audience: string, clientId: string }} claims */
export async function createAccessTokens(claims) {
	const { issuer, audience, clientId } = claims;
	const { privateKey, publicKey } = await generateKeyPair(ALGORITHM, { extractable: true });
	const kid = randomUUID();
	/** The signature of a token is checked once. */
	const verified = new Map();
	let generation = 0;
	let firstValidGeneration = 0;

	async function payloadOf(token) {
		if (!verified.has(token)) {
			const expected = { issuer, audience, algorithms: [ALGORITHM] };
			const { payload } = await jwtVerify(token, publicKey, expected);
			if (verified.size >= REMEMBERED_LIMIT) verified.clear();
			verified.set(token, payload);
		}
		return verified.get(token);
	}

	return {
		claims,
		get generation() {
			return generation;
		},
		/** The private signing key as a JWK, for the token service. */
		signingJwk: async () => ({
			...(await exportJWK(privateKey)),
			kid,
			alg: ALGORITHM,
			use: 'sig',
		}),
		/** A token that the API accepts, without a token request. @param {number} lifetimeSeconds negative: already expired */
		async mint(lifetimeSeconds) {
			const iat = Math.floor(Date.now() / 1000);
			const times = { iat, exp: iat + lifetimeSeconds };
			const who = { iss: issuer, aud: audience, sub: clientId, client_id: clientId };
			return await new SignJWT({ ...who, ...times, jti: randomUUID(), generation })
				.setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', kid })
				.sign(privateKey);
		},
		/** Every token issued so far is refused from now on. */
		revokeAll() {
			generation += 1;
			firstValidGeneration = generation;
		},
		/** Revoked tokens are good again. */
		forgetRevocations() {
			firstValidGeneration = 0;
		},
		/** Why a token is refused, or undefined when it is good. @param {string} token */
		async refusal(token) {
			try {
				const { exp, generation: issuedIn } = await payloadOf(token);
				if (exp * 1000 <= Date.now()) return 'The access token expired';
				return issuedIn < firstValidGeneration ? 'The access token was revoked' : undefined;
			} catch (error) {
				const isExpired = error.code === 'ERR_JWT_EXPIRED';
				return isExpired ? 'The access token expired' : 'The access token is not valid here';
			}
		},
	};
}
