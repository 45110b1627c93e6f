import { createHash } from 'node:crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { readCredentialChoice, readEnvironment, readText, type Environment } from './environments';
import type { TokenHeader } from './tokenHeader';

/** What a credential says, checked and without surrounding spaces. */
export interface AuroraSettings extends Environment {
	clientId: string;
	clientSecret: string;
	/** Where client ID and secret go in a token request: one of them, never both (RFC 6749, 2.3). */
	clientAuthentication: 'body' | 'header';
	tokenHeader: TokenHeader;
	useDiscovery: boolean;
	/** The only origin that may see the token. */
	apiOrigin: string;
	/** Names the token: two credentials share one exactly if every one of these settings is equal. */
	tokenKey: string;
}

/**
 * Reads a credential.
 *
 * @param credentials the decrypted fields
 * @throws AuroraError naming the first field that can't be used; no request is made before
 */
export function readSettings(credentials: ICredentialDataDecryptedObject): AuroraSettings {
	const discovery = readCredentialChoice(credentials.useDiscovery, 'Use OpenID Discovery', [
		'false',
		'true',
	]);
	const useDiscovery = discovery === 'true';
	const environment = readEnvironment(credentials, useDiscovery);
	const settings = {
		...environment,
		clientId: readText(credentials.clientId, 'Client ID'),
		clientSecret: readText(credentials.clientSecret, 'Client Secret'),
		clientAuthentication: readCredentialChoice(
			credentials.clientAuthentication,
			'Send Client Credentials In',
			['body', 'header'],
		),
		tokenHeader: readCredentialChoice(credentials.tokenHeader, 'Send Token In', [
			'both',
			'authorization',
			'authentication',
		]),
		useDiscovery,
		apiOrigin: new URL(environment.apiBaseUrl).origin,
	} as const;
	return { ...settings, tokenKey: tokenKeyOf(settings) };
}

// Everything that decides which token comes back, and who may see it. Hashed, because it is stored.
function tokenKeyOf(settings: Omit<AuroraSettings, 'tokenKey'>): string {
	const identity = [
		settings.apiOrigin,
		settings.useDiscovery ? settings.issuerUrl : settings.tokenUrl,
		settings.audience,
		settings.clientId,
		settings.clientSecret,
		settings.clientAuthentication,
	];
	return createHash('sha256').update(JSON.stringify(identity)).digest('hex');
}

/** What must not be seen of a credential, beside its tokens: the secret, and ID and secret as Basic sends them. */
export function secretsOf({ clientId, clientSecret }: AuroraSettings): string[] {
	return [clientSecret, basicCredentials(clientId, clientSecret)];
}

/** Client ID and secret for HTTP Basic: each part form-encoded first (RFC 6749, 2.3.1). */
export function basicCredentials(clientId: string, clientSecret: string): string {
	const encoded = [clientId, clientSecret].map((part) =>
		new URLSearchParams({ '': part }).toString().slice(1),
	);
	return Buffer.from(encoded.join(':')).toString('base64');
}
