import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { AuroraCredentialError } from '../http/credentialError';

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

/** The two documented instances (FACTS 1 to 4). */
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

/**
 * The environment that a credential names.
 *
 * @param credentials the decrypted fields
 * @returns for `custom`, the fields that are needed, checked; the others are empty
 * @throws AuroraCredentialError naming the field that is empty or no usable address
 */
export function readEnvironment(credentials: ICredentialDataDecryptedObject): Environment {
	const name = text(credentials.environment) || 'live';
	if (name === 'live' || name === 'dev') return documentedEnvironments[name];
	if (name !== 'custom') {
		throw new AuroraCredentialError(
			`The Aurora credential has an unknown 'Environment': ${name.slice(0, 40)}`,
			"Open the credential and choose Live, Dev or Custom in 'Environment'.",
		);
	}
	const withDiscovery = credentials.useDiscovery === true;
	return {
		label: 'Custom',
		apiBaseUrl: withoutSlash(address(credentials.apiBaseUrl, 'API Base URL')),
		tokenUrl: withDiscovery ? '' : address(credentials.tokenUrl, 'Token URL'),
		issuerUrl: withDiscovery ? withoutSlash(address(credentials.issuerUrl, 'Issuer URL')) : '',
		audience: filled(credentials.audience, 'Audience'),
	};
}

/**
 * A field's text without the blanks and line breaks that pasting adds.
 *
 * @throws AuroraCredentialError naming the field when nothing is left
 */
export function filled(value: unknown, field: string): string {
	const trimmed = text(value);
	if (trimmed) return trimmed;
	throw new AuroraCredentialError(
		`'${field}' of the Aurora credential is empty`,
		`Open the credential and fill in '${field}'.`,
	);
}

/**
 * Whether a secret may be sent to this address: https, or http on this machine.
 *
 * @param url absolute address
 */
export function isSafeAddress(url: URL): boolean {
	if (url.username || url.password) return false;
	return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

/** The address as an URL, or undefined when it is none. */
export function parseUrl(address: string, base?: string): URL | undefined {
	try {
		return new URL(address, base);
	} catch {
		return undefined;
	}
}

function address(value: unknown, field: string): string {
	const given = filled(value, field);
	const url = parseUrl(given);
	if (url && isSafeAddress(url) && !url.search && !url.hash) return url.href;
	throw new AuroraCredentialError(
		`'${field}' of the Aurora credential is not a usable address`,
		`Open the credential and give '${field}' as an https address without user name, query or fragment, such as https://api.example.com. Plain http is accepted for this machine only (localhost, 127.0.0.1).`,
	);
}

function withoutSlash(url: string): string {
	return url.replace(/\/+$/, '');
}

function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
