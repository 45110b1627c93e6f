import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { AuroraError } from '../http/errors';
import { choiceOf, plainText, sha256, trimmed } from '../util/text';
import { formEncoded, isSecureUrl, parseUrl, withoutTrailingSlash } from '../util/url';

/** An instance of Aurora: where its API is, and where its tokens come from. */
export interface Environment {
	/** As the user knows it: `Live`, `Dev` or `Custom`. */
	label: string;
	/** API address without a slash at its end. */
	apiBaseUrl: string;
	tokenUrl: string;
	/** OpenID issuer without a slash at its end. */
	issuerUrl: string;
	audience: string;
}

/** The two instances of Aurora's page on authentication: token endpoints, discovery and audiences. */
export const documentedEnvironments: Readonly<Record<'live' | 'dev', Environment>> = {
	live: {
		label: 'Live',
		apiBaseUrl: 'https://api.client.integration.aurora.co.uk',
		tokenUrl: 'https://auth.aurora.co.uk/oauth/token',
		issuerUrl: 'https://auth.aurora.co.uk',
		audience: 'https://api.client.integration.aurora.co.uk',
	},
	dev: {
		label: 'Dev',
		apiBaseUrl: 'https://dev.client.integration.aurora.co.uk',
		tokenUrl: 'https://aurora-dev.uk.auth0.com/oauth/token',
		issuerUrl: 'https://aurora-dev.uk.auth0.com',
		audience: 'https://dev.client.integration.aurora.co.uk',
	},
};

const CLIENT_IN = ['body', 'header'] as const;

const TOKEN_IN = ['both', 'authorization', 'authentication'] as const;

/** What a credential says, checked and without surrounding spaces. */
export interface AuroraSettings extends Environment {
	clientId: string;
	clientSecret: string;
	/** Where client ID and secret go in a token request: one of them, never both (RFC 6749, 2.3). */
	clientAuthentication: (typeof CLIENT_IN)[number];
	/**
	 * Which request headers carry the token. Aurora's page says `Authentication`, the standard is
	 * `Authorization` (RFC 6750, 2.1); whether the page has a slip can't be told from here. Both are
	 * sent by default, so it works either way.
	 */
	tokenHeader: (typeof TOKEN_IN)[number];
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
	const { useDiscovery: discovery, clientAuthentication, tokenHeader } = credentials;
	const useDiscovery = readChoice(discovery, 'Use OpenID Discovery', ['false', 'true']) === 'true';
	const environment = readEnvironment(credentials, useDiscovery);
	const { apiBaseUrl, issuerUrl, tokenUrl, audience } = environment;
	const settings = {
		...environment,
		clientId: readText(credentials.clientId, 'Client ID'),
		clientSecret: readText(credentials.clientSecret, 'Client Secret'),
		clientAuthentication: readChoice(clientAuthentication, 'Send Client Credentials In', CLIENT_IN),
		tokenHeader: readChoice(tokenHeader, 'Send Token In', TOKEN_IN),
		useDiscovery,
		apiOrigin: new URL(apiBaseUrl).origin,
	};
	const { apiOrigin, clientId, clientSecret, clientAuthentication: clientIn } = settings;
	const issuedBy = useDiscovery ? issuerUrl : tokenUrl;
	// Everything that decides which token comes back, and who may see it. Hashed, because it is stored.
	const identity = [apiOrigin, issuedBy, audience, clientId, clientSecret, clientIn];
	return { ...settings, tokenKey: sha256(JSON.stringify(identity)) };
}

/** What must not be seen of a credential, beside its tokens: the secret, and ID and secret as Basic sends them. */
export function secretsOf(settings: AuroraSettings): string[] {
	return [settings.clientSecret, basicCredentials(settings)];
}

/** Client ID and secret for HTTP Basic: each part form-encoded first (RFC 6749, 2.3.1). */
export function basicCredentials({ clientId, clientSecret }: AuroraSettings): string {
	return Buffer.from([clientId, clientSecret].map(formEncoded).join(':')).toString('base64');
}

/**
 * The environment that a credential names.
 *
 * @param credentials the decrypted fields
 * @param useDiscovery whether the token endpoint is that of the discovery document
 * @returns for `custom`, the fields that are needed, checked; the others are empty
 * @throws AuroraError naming the field that is empty or not a full address
 */
function readEnvironment(
	credentials: ICredentialDataDecryptedObject,
	useDiscovery: boolean,
): Environment {
	const given = readText(credentials.environment, 'Environment');
	const name = readChoice(given, 'Environment', ['live', 'dev', 'custom']);
	if (name !== 'custom') return documentedEnvironments[name];
	return {
		label: 'Custom',
		apiBaseUrl: withoutTrailingSlash(readUrl(credentials.apiBaseUrl, 'API Base URL')),
		tokenUrl: useDiscovery ? '' : readUrl(credentials.tokenUrl, 'Token URL'),
		issuerUrl: useDiscovery
			? withoutTrailingSlash(readUrl(credentials.issuerUrl, 'Issuer URL'))
			: '',
		audience: readText(credentials.audience, 'Audience'),
	};
}

/**
 * A field's text without the spaces and line breaks that pasting adds.
 *
 * @throws AuroraError naming the field when nothing is left
 */
function readText(value: unknown, field: string): string {
	const text = trimmed(value);
	if (text) return text;
	throw new AuroraError(
		`'${field}' in the Aurora credential is empty`,
		`Open the credential and fill in '${field}'.`,
	);
}

/**
 * One of the choices of a field, the first one where it is not set.
 *
 * @throws AuroraError naming the field and its choices
 */
function readChoice<T extends string>(value: unknown, field: string, choices: readonly T[]): T {
	const choice = value === undefined ? choices[0] : choiceOf(choices, value);
	if (choice !== undefined) return choice;
	throw new AuroraError(
		`'${field}' in the Aurora credential is unknown: ${plainText(value, 40)}`,
		`Open the credential and choose another '${field}'. An expression must return one of ${choices.join(', ')}.`,
	);
}

function readUrl(value: unknown, field: string): string {
	const url = parseUrl(readText(value, field));
	if (url && isSecureUrl(url) && !url.search && !url.hash) return url.href;
	throw new AuroraError(
		`'${field}' in the Aurora credential must be a full address, such as https://api.example.com`,
		`Open the credential and enter '${field}' as an https address without a user name, query or fragment. Plain http is accepted for this machine only (localhost, 127.0.0.1).`,
	);
}
