import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { readSettings, type AuroraSettings } from '../../../lib/auth/settings';

/**
 * What a person fills in. Each call is another client: what one test leaves behind in the memory of
 * the process is no token of another test.
 */
export function credentialFields(fields: ICredentialDataDecryptedObject = {}) {
	clients++;
	return {
		environment: 'live',
		clientId: `client-${clients}`,
		clientSecret: `canary-secret-${clients}`,
		...fields,
	} satisfies ICredentialDataDecryptedObject;
}
let clients = 0;

/** A complete custom environment. */
export function customFields(fields: ICredentialDataDecryptedObject = {}) {
	return credentialFields({
		environment: 'custom',
		apiBaseUrl: 'https://api.example.com',
		tokenUrl: 'https://auth.example.com/oauth/token',
		audience: 'urn:example',
		...fields,
	});
}

/** Settings as the credential reads them. */
export function settingsOf(fields: ICredentialDataDecryptedObject = {}): AuroraSettings {
	return readSettings(credentialFields(fields));
}
