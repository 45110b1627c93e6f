import {
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type ICredentialsHelper,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INodeParameters,
} from 'n8n-workflow';

import { AuroraApi } from '../../../credentials/AuroraApi.credentials';
import { readSettings } from '../../../lib/auth/settings';

/** What a person fills in, for an environment; each call is another client, so no test shares a token. */
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

/** The fields together with a token that n8n has stored with them and that has an hour to live. */
export function withStoredToken(
	fields: ICredentialDataDecryptedObject = credentialFields(),
	accessToken = 'canary-token-stored',
): ICredentialDataDecryptedObject {
	return {
		...fields,
		accessToken,
		accessTokenExpiresAt: String(Date.now() + 3_600_000),
		accessTokenKey: readSettings(fields).tokenKey,
	};
}

/**
 * One stored credential, and what n8n does with it: a stand-in for n8n's own CredentialsHelper, which
 * needs a database. Its order of things is n8n's (packages/cli/src/credentials-helper.ts).
 */
export class CredentialStore {
	private readonly type = new AuroraApi();

	/** How often the credential was read and decrypted. */
	reads = 0;

	constructor(public stored: ICredentialDataDecryptedObject) {}

	/** As n8n hands it to a node. */
	get helper(): ICredentialsHelper {
		return {
			getParentTypes: () => [],
			isCredentialUsableByNode: () => true,
			getCredentialsProperties: () => this.type.properties,
			getDecrypted: async () => {
				this.reads++;
				return NodeHelpers.getNodeParameters(
					this.type.properties,
					{ ...this.stored } as INodeParameters,
					true,
					false,
					null,
					null,
				) as ICredentialDataDecryptedObject;
			},
			authenticate: async (
				credentials: ICredentialDataDecryptedObject,
				_type: string,
				request: IHttpRequestOptions,
			) => {
				const { authenticate } = this.type;
				if (typeof authenticate !== 'function') throw new Error('authenticate is no function');
				return await authenticate(credentials, request);
			},
			preAuthentication: async (
				helpers: IHttpRequestHelper,
				credentials: ICredentialDataDecryptedObject,
				_type: string,
				_node: unknown,
				expired: boolean,
			) => {
				if (credentials.accessToken !== '' && !expired) return undefined;
				const output = await this.type.preAuthentication.call(helpers, credentials);
				this.stored = { ...this.stored, ...output } as ICredentialDataDecryptedObject;
				return Object.assign(credentials, output);
			},
		} as unknown as ICredentialsHelper;
	}
}
