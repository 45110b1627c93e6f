import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { Provider, errors } from 'oidc-provider';
import { closeServer, listen } from './servers.mjs';

const accessDenied = (description) =>
	Object.assign(new errors.CustomOIDCProviderError('access_denied', description), {
		status: 403,
		statusCode: 403,
	});

/**
 * The token service, discovery document and JWKS of one instance: an OpenID provider that answers as Auth0 does.
 * It runs on a server of its own behind the endpoints, which are thus able to change or withhold its answers.
 * @param {object} options
 * @param {import('./accessTokens.mjs').AccessTokens} options.tokens
 * @param {{ clientSecret: string, tokenLifetimeSeconds: number, audienceGranted: boolean }} options.settings read at every request
 * @returns {Promise<{ respond: (request: import('./endpoint.mjs').LoggedRequest) => Promise<import('./endpoint.mjs').Answer>, stop: () => Promise<void> }>}
 */
export async function startTokenService({ tokens, settings }) {
	const provider = await createProvider(tokens, settings);
	const server = http.createServer(provider.callback());
	const port = await listen(server);
	const issuer = new URL(tokens.claims.issuer);

	const respond = async ({ method, path, headers, body }) => {
		const response = await fetch(`http://127.0.0.1:${port}${path}`, {
			method,
			body: body || undefined,
			headers: {
				...picked(Object.entries(headers), ['authorization', 'content-type']),
				// Auth0 answers in JSON whatever is asked for
				accept: 'application/json',
				'x-forwarded-host': issuer.host,
				'x-forwarded-proto': issuer.protocol.slice(0, -1),
			},
		});
		const kept = ['cache-control', 'content-type', 'pragma', 'www-authenticate'];
		const answer = { status: response.status, headers: picked(response.headers, kept) };
		const text = await response.text();
		if (!/^application\/json\b/.test(answer.headers['content-type']))
			return { ...answer, body: text };
		const json = JSON.parse(text);
		const isUnknownClient = json.error === 'invalid_client';
		const denied = { error: 'access_denied', error_description: 'Unauthorized' };
		return { ...answer, body: isUnknownClient ? denied : json };
	};
	return { respond, stop: () => closeServer(server) };
}

const picked = (headers, names) =>
	Object.fromEntries([...headers].filter(([name]) => names.includes(name)));

async function createProvider(tokens, settings) {
	const { issuer, clientId } = tokens.claims;
	const client = () => ({
		client_id: clientId,
		client_secret: settings.clientSecret,
		grant_types: ['client_credentials'],
		redirect_uris: [],
		response_types: [],
	});
	const audienceOf = ({ oidc }) => {
		const { audience } = oidc.body;
		const refusal = audienceRefusal(audience, tokens.claims.audience, settings.audienceGranted);
		if (refusal) throw accessDenied(refusal);
		return audience;
	};
	const provider = new Provider(issuer, {
		adapter: (model) => ({
			find: async (id) => (model === 'Client' && id === clientId ? client() : undefined),
		}),
		jwks: { keys: [await tokens.signingJwk()] },
		cookies: { keys: [randomBytes(16).toString('hex')] },
		routes: { token: '/oauth/token', jwks: '/.well-known/jwks.json' },
		clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
		ttl: { ClientCredentials: () => settings.tokenLifetimeSeconds },
		extraTokenClaims: () => ({ generation: tokens.generation }),
		features: {
			devInteractions: { enabled: false },
			userinfo: { enabled: false },
			clientCredentials: { enabled: true },
			resourceIndicators: {
				enabled: true,
				// Auth0 names the API in `audience`, not in the standard `resource`
				defaultResource: audienceOf,
				getResourceServerInfo: (context) => ({
					audience: audienceOf(context),
					scope: '',
					accessTokenFormat: 'jwt',
					jwt: { sign: { alg: 'RS256' } },
				}),
			},
		},
	});
	provider.proxy = true;
	return provider;
}

/** What Auth0 says when a client may not have a token for an audience. */
function audienceRefusal(audience, known, isGranted) {
	if (!audience) return 'Non-global clients are not allowed access to APIv1';
	if (audience !== known) return `Service not enabled within domain: ${audience}`;
	if (isGranted) return undefined;
	return `Client is not authorized to access "${audience}". You need to create a "client-grant" associated to this API.`;
}
