import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { AuroraError } from '../http/errors';
import { choiceOf, plainText, trimmed } from '../util/text';
import { isSecureUrl, parseUrl, withoutTrailingSlash } from '../util/url';

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

/**
 * The environment that a credential names.
 *
 * @param credentials the decrypted fields
 * @param useDiscovery whether the token endpoint is that of the discovery document
 * @returns for `custom`, the fields that are needed, checked; the others are empty
 * @throws AuroraError naming the field that is empty or not a full address
 */
export function readEnvironment(
	credentials: ICredentialDataDecryptedObject,
	useDiscovery: boolean,
): Environment {
	const given = readText(credentials.environment, 'Environment');
	const name = readCredentialChoice(given, 'Environment', ['live', 'dev', 'custom']);
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
export function readText(value: unknown, field: string): string {
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
export function readCredentialChoice<T extends string>(
	value: unknown,
	field: string,
	choices: readonly T[],
): T {
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
