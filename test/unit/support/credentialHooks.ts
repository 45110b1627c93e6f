import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { authenticateRequest, provideToken } from '../../../lib/auth';
import type { HttpRequest } from '../../../lib/http/sendRequest';

import { API } from './answers';
import { credentialFields } from './credentialFields';

/** A request as n8n's newer helper hands it to `authenticate`. */
export const newRequest = (url = `${API}/Accounts`) => ({ url, headers: {} });

/** A request as n8n's older helper does. */
export const oldRequest = (uri = `${API}/Accounts`) => ({
	uri,
	url: undefined as never,
	headers: {},
});

/** The fields as n8n reads them from its database: another object for each request. */
export const read = (stored: ICredentialDataDecryptedObject) => ({
	accessToken: 'none',
	...stored,
});

/**
 * Sends a request.
 *
 * @returns the token that it leaves with
 */
export function send(credentials: ICredentialDataDecryptedObject, request = newRequest()): string {
	const { headers } = authenticateRequest(credentials, request);
	return (headers as Record<string, string>).Authorization.replace('Bearer ', '');
}

/** A token service inside the test, and n8n as it uses the credential's hooks with it. */
export class CredentialHooks {
	/** How often a token was asked for. */
	tokenRequests = 0;

	/** What the token service answers; it issues another token each time. */
	answer = (): { statusCode: number; body: object } => ({
		statusCode: 200,
		body: { access_token: `token-${++issued}`, token_type: 'Bearer', expires_in: 3600 },
	});

	/** Anything else than a token request is a mistake in these tests. */
	http: HttpRequest = async ({ method, url }) => {
		expect([method, url]).toEqual(['POST', 'https://auth.aurora.co.uk/oauth/token']);
		this.tokenRequests++;
		const { statusCode, body } = this.answer();
		return { statusCode, headers: {}, body: JSON.stringify(body) };
	};

	/** What n8n does after a 401: stores the new token, in its database and in the object it has. */
	async renew(credentials: ICredentialDataDecryptedObject) {
		const output = await provideToken(credentials, this.http);
		return Object.assign(credentials, output as ICredentialDataDecryptedObject);
	}

	/** A request for which n8n is told that there is no token, and then gets one. */
	async sendAnew(credentials: ICredentialDataDecryptedObject, request = newRequest()) {
		expect(() => send(credentials, request)).toThrow(/No valid/);
		await this.renew(credentials);
		return send(credentials, request);
	}

	/** A credential that was used once: its token is stored and in memory. */
	async used(fields = credentialFields()) {
		const credentials = read(fields);
		const token = await this.sendAnew(credentials);
		this.tokenRequests = 0;
		return { stored: { ...fields, ...credentials }, token, credentials };
	}
}
let issued = 0;

/** The token that was issued last. */
export const latestToken = () => `token-${issued}`;
