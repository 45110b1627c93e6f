import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { Provider, errors } from 'oidc-provider';
import { closeServer, listen } from './servers.mjs';

class Refusal extends errors.CustomOIDCProviderError {
	constructor(status, error, description) {
		super(error, description);
		this.status = status;
		this.statusCode = status;
	}
}

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
		const answer = await forward(port, {
			method,
			path,
			body,
			headers: {
				...headers,
				// Auth0 answers in JSON whatever is asked for
				accept: 'application/json',
				'content-length': Buffer.byteLength(body),
				'x-forwarded-host': issuer.host,
				'x-forwarded-proto': issuer.protocol.slice(0, -1),
			},
		});
		if (answer.body?.error !== 'invalid_client') return answer;
		return { ...answer, body: { error: 'access_denied', error_description: 'Unauthorized' } };
	};
	return { respond, stop: () => closeServer(server) };
}

async function createProvider(tokens, settings) {
	const { issuer, audience: knownAudience, clientId } = tokens.claims;
	const provider = new Provider(issuer, {
		adapter: (model) => ({
			find: async (id) =>
				model === 'Client' && id === clientId
					? {
							client_id: clientId,
							client_secret: settings.clientSecret,
							grant_types: ['client_credentials'],
							redirect_uris: [],
							response_types: [],
						}
					: undefined,
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
				defaultResource: (ctx) => grantedAudience(ctx.oidc.body.audience, knownAudience, settings),
				getResourceServerInfo: (ctx, resource) => {
					grantedAudience(ctx.oidc.body.audience, knownAudience, settings);
					return {
						audience: resource,
						scope: '',
						accessTokenFormat: 'jwt',
						jwt: { sign: { alg: 'RS256' } },
					};
				},
			},
		},
	});
	provider.proxy = true;
	return provider;
}

function grantedAudience(audience, knownAudience, { audienceGranted }) {
	if (typeof audience !== 'string' || audience === '') {
		throw new Refusal(403, 'access_denied', 'Non-global clients are not allowed access to APIv1');
	}
	if (audience !== knownAudience)
		throw new Refusal(403, 'access_denied', `Service not enabled within domain: ${audience}`);
	if (!audienceGranted) {
		throw new Refusal(
			403,
			'access_denied',
			`Client is not authorized to access "${audience}". You need to create a "client-grant" associated to this API.`,
		);
	}
	return audience;
}

function forward(port, { method, path, headers, body }) {
	return new Promise((resolve, reject) => {
		const request = http.request(
			{ host: '127.0.0.1', port, method, path, headers: { ...headers, connection: 'close' } },
			async (response) => {
				try {
					const text = (await response.setEncoding('utf8').toArray()).join('');
					const {
						connection,
						'keep-alive': keepAlive,
						'transfer-encoding': encoding,
						'content-length': length,
						...kept
					} = response.headers;
					const isJson = kept['content-type']?.startsWith('application/json');
					resolve({
						status: response.statusCode,
						headers: kept,
						body: isJson ? JSON.parse(text) : text,
					});
				} catch (error) {
					reject(error);
				}
			},
		);
		request.on('error', reject);
		request.end(body);
	});
}
