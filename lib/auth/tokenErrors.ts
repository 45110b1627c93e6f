import { AuroraCredentialError } from '../http/credentialError';
import type { Answer } from '../http/http';
import { isRecord } from '../util/json';
import { withoutSecrets } from '../http/redact';
import { secretsOf, type AuroraSettings } from './settings';
import { plainText } from './tokenResponse';

/**
 * Says why the token service refused, and which field to look at.
 *
 * The status decides: Auth0 says `access_denied` for a wrong secret (401) and for an audience that
 * isn't granted (403) alike.
 *
 * @param answer with a status from 400 to 499
 */
export function tokenRefusal(settings: AuroraSettings, answer: Answer): AuroraCredentialError {
	const { label, audience } = settings;
	const said = saidBy(answer, settings);
	if (answer.status === 401 || said.code === 'invalid_client') {
		return new AuroraCredentialError(
			`Aurora ${label} does not accept this 'Client ID' and 'Client Secret'`,
			`Check both in the credential, and that 'Environment' is the one they were issued for (now ${label}): those of Dev don't work on Live and the other way round. ${otherClientAuthentication(settings)}${said.text}`,
		);
	}
	if (said.code === 'unauthorized_client' || said.code === 'unsupported_grant_type') {
		return new AuroraCredentialError(
			`Aurora ${label} does not allow client credentials for this 'Client ID'`,
			`Ask Aurora to allow the grant type client_credentials for it. ${said.text}`,
		);
	}
	if (answer.status === 403 || said.code === 'access_denied' || said.code === 'invalid_target') {
		return new AuroraCredentialError(
			`Aurora ${label} knows this 'Client ID' but grants it no access to the API`,
			`Check that the credential's 'Environment' is the one that the client was issued for (now ${label}), or ask Aurora to grant the client the audience ${audience}. ${said.text}`,
		);
	}
	return new AuroraCredentialError(
		`The token service of Aurora ${label} refused the request (status ${answer.status})`,
		`Check the fields of the credential. ${said.text}`,
	);
}

function otherClientAuthentication(settings: AuroraSettings): string {
	const other = settings.clientAuthentication === 'body' ? 'Header' : 'Body';
	return `If they are right, try '${other}' in 'Send Client Credentials In'. `;
}

function saidBy({ json }: Answer, settings: AuroraSettings): { code: string; text: string } {
	if (!isRecord(json)) return { code: '', text: '' };
	const code = typeof json.error === 'string' ? json.error : '';
	const words = json.error_description ?? json.error;
	if (!words) return { code, text: '' };
	const clean = withoutSecrets(plainText(words, 2000), secretsOf(settings));
	return { code, text: `The token service says: ${plainText(clean, 300)}` };
}
