import { createAccessTokens, tokenId } from './accessTokens.mjs';
import { AccountStore } from './accountStore.mjs';
import { accountsApi, bearerTokens } from './accountsApi.mjs';
import { Endpoint } from './endpoint.mjs';
import { listingDialect } from './listingDialects.mjs';
import { startTokenService } from './tokenService.mjs';

const DAY_SECONDS = 86_400;

/**
 * One Aurora: a token service, a discovery document and an API, with keys, clients and accounts of its own.
 * @param {object} options
 * @param {'dev' | 'live' | 'custom'} options.name
 * @param {string} options.issuer with a slash at its end, as Auth0 has it
 * @param {string} options.apiOrigin
 * @param {string} options.audience
 * @param {string} options.elsewhere an origin that belongs to nobody here
 * @param {number} options.latencyMs
 * @param {number} options.accounts how many
 */
export async function startInstance({
	name,
	issuer,
	apiOrigin,
	audience,
	elsewhere,
	latencyMs,
	accounts: accountCount,
}) {
	const clientId = `sandbox-${name}-client`;
	const tokens = await createAccessTokens({ issuer, audience, clientId });
	const accounts = new AccountStore();
	const settings = {};
	const service = await startTokenService({ tokens, settings });

	const tokenService = new Endpoint(service.respond, {
		latencyMs,
		tokenIdOf: (_request, answer) => issuedTokenId(answer.body),
	});
	const discovery = new Endpoint(service.respond, { latencyMs });
	const api = new Endpoint(accountsApi({ accounts, tokens, settings }), {
		latencyMs,
		tokenIdOf: ({ headers }) => bearerTokens(headers).map(tokenId)[0],
	});

	const endpoints = { tokenService, discovery, api };

	const instance = {
		name,
		issuer,
		apiOrigin,
		audience,
		...endpoints,
		/** What belongs into the n8n credential `auroraApi`; always with the secret that is valid now. */
		get credential() {
			const client = { environment: name, clientId, clientSecret: settings.clientSecret };
			if (name !== 'custom') return client;
			const tokenUrl = `${issuer}oauth/token`;
			return { ...client, apiBaseUrl: apiOrigin, tokenUrl, issuerUrl: issuer, audience };
		},
		/** The accounts as they are now; don't change them, use the functions below. */
		get accounts() {
			return accounts.list;
		},
		/** @param {number | object[]} list how many to make up, or exactly these */
		setAccounts: (list) => accounts.set(list),
		addAccount: (fields) => accounts.add(fields),
		updateAccount: (id, fields) => accounts.update(id, fields),
		removeAccount: (id) => accounts.remove(id),
		/** How listings answer from now on; {} is a bare list of everything. @param {import('./listingDialects.mjs').Dialect} [dialect] */
		dialect(dialect = {}) {
			settings.listing = listingDialect(dialect, elsewhere);
		},
		/** Where the API looks for the token. @param {'either' | 'authorization' | 'authentication'} header */
		readTokenFrom(header) {
			settings.tokenHeader = header;
		},
		/** Lifetime of tokens issued from now on. @param {number} seconds a whole number from 1 */
		setTokenLifetime(seconds) {
			settings.tokenLifetimeSeconds = seconds;
		},
		/** A token that the API accepts, made without a token request. @param {{ lifetimeSeconds?: number }} [options] negative: already expired */
		mintToken: ({ lifetimeSeconds = settings.tokenLifetimeSeconds } = {}) =>
			tokens.mint(lifetimeSeconds),
		/** Every token issued so far is answered with 401 from now on. */
		revokeTokens: () => tokens.revokeAll(),
		/** Whether the client may ask for tokens for the API at all. @param {boolean} granted */
		grantAudience(granted) {
			settings.audienceGranted = granted;
		},
		/** Changes the secret that the token service accepts. @param {string} secret printable ASCII, as OAuth has it */
		setClientSecret(secret) {
			settings.clientSecret = secret;
		},
		/** Everything back to the start: counts, logs, scripts, dialect, accounts, secret, grant, lifetime, revocations. */
		reset() {
			for (const endpoint of Object.values(endpoints)) endpoint.reset();
			Object.assign(settings, {
				clientSecret: `sandbox-${name}-secret-5c8f0d`,
				tokenLifetimeSeconds: DAY_SECONDS,
				audienceGranted: true,
				tokenHeader: 'either',
			});
			tokens.forgetRevocations();
			accounts.set(accountCount);
			instance.dialect();
		},
		async stop() {
			for (const endpoint of Object.values(endpoints)) endpoint.reset();
			await service.stop();
		},
		/** Request listeners of the two origins. */
		listeners: {
			issuer(request, response) {
				const isDocument = request.url.startsWith('/.well-known/');
				return (isDocument ? discovery : tokenService).handle(request, response);
			},
			api: api.handle,
		},
	};
	instance.reset();
	return instance;
}

function issuedTokenId(body) {
	return typeof body?.access_token === 'string' ? tokenId(body.access_token) : undefined;
}
