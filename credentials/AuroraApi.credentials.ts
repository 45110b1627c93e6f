import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { authenticateRequest, connectionTest, provideToken } from '../lib/auth';

const useDiscovery = (
	instead: string,
	displayOptions: INodeProperties['displayOptions'],
): INodeProperties => ({
	displayName: 'Use OpenID Discovery',
	name: 'useDiscovery',
	type: 'boolean',
	default: false,
	description: `Whether to read the address of the token endpoint from the discovery document of the issuer, instead of ${instead}`,
	displayOptions,
});

const onlyAdvanced = { show: { showAdvancedSettings: [true] } };

const sendTokenIn: INodeProperties = {
	displayName: 'Send Token In',
	name: 'tokenHeader',
	type: 'options',
	options: [
		{ name: 'Both Headers', value: 'both' },
		{ name: 'Authorization Header', value: 'authorization' },
		{ name: 'Authentication Header', value: 'authentication' },
	],
	default: 'both',
	description:
		'Which header carries the token. Aurora documents Authentication, the HTTP standard is Authorization. Both Headers works in either case.',
	displayOptions: onlyAdvanced,
};

export class AuroraApi implements ICredentialType {
	name = 'auroraApi';

	displayName = 'Aurora API';

	icon: Icon = { light: 'file:../icons/aurora.svg', dark: 'file:../icons/aurora.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-aurora/n8n-nodes-aurora#the-credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Ask Aurora for a client ID and secret',
			name: 'clientNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{
					name: 'Live',
					value: 'live',
					description: 'For production: api.client.integration.aurora.co.uk',
				},
				{
					name: 'Dev',
					value: 'dev',
					description: 'For development and tests: dev.client.integration.aurora.co.uk',
				},
				{ name: 'Custom', value: 'custom', description: 'Another address, such as a test server' },
			],
			default: 'live',
			description:
				'The Aurora instance that the client ID was issued for. Tokens for Dev are not valid on Live, and vice versa.',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description: 'As issued by Aurora for this environment',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'As issued by Aurora together with the client ID',
		},
		{
			// Not required in n8n's sense: where Environment is an expression, it could not be saved without.
			displayName: 'API Base URL',
			name: 'apiBaseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://api.example.com',
			description: 'Address of the API, without /Accounts. The token is sent nowhere else.',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'Audience',
			name: 'audience',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://api.example.com',
			description: 'The API that the token is requested for, usually its address',
			displayOptions: { show: { environment: ['custom'] } },
		},
		useDiscovery('entering Token URL', { show: { environment: ['custom'] } }),
		{
			displayName: 'Token URL',
			name: 'tokenUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://auth.example.com/oauth/token',
			description: 'The OAuth 2.0 token endpoint',
			displayOptions: { show: { environment: ['custom'], useDiscovery: [false] } },
		},
		{
			displayName: 'Issuer URL',
			name: 'issuerUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://auth.example.com',
			description: 'Address of the OpenID issuer, without /.well-known/openid-configuration',
			displayOptions: { show: { environment: ['custom'], useDiscovery: [true] } },
		},
		{
			displayName: 'Show Advanced Settings',
			name: 'showAdvancedSettings',
			type: 'boolean',
			default: false,
			description:
				'Whether to show settings that are only needed if Aurora tells you so. While this is off, their values are not used.',
		},
		// Beside the one above, which is also shown where Environment is an expression.
		useDiscovery('using the documented address', {
			...onlyAdvanced,
			hide: { environment: ['custom', { _cnd: { startsWith: '=' } }] },
		}),
		{
			displayName: 'Send Client Credentials In',
			name: 'clientAuthentication',
			type: 'options',
			options: [
				{ name: 'Body', value: 'body' },
				{ name: 'Header', value: 'header' },
			],
			default: 'body',
			description:
				'Where the token request carries the client ID and secret. Aurora documents both. Keep Body unless Aurora tells you otherwise.',
			displayOptions: onlyAdvanced,
		},
		sendTokenIn,
		// What n8n stores with the credential: see provideToken(). Masked, so that the browser never gets it.
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			// Not empty, or n8n would request a token before authenticate() has seen where the request goes.
			default: 'none',
		},
		{
			displayName: 'Access Token Expires At',
			name: 'accessTokenExpiresAt',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'Access Token Key',
			name: 'accessTokenKey',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
	];

	// An own property, not a method: n8n copies the type, and a method would be lost. The credential
	// would then not be offered in the HTTP Request node.
	authenticate: IAuthenticate = async (credentials, requestOptions) =>
		authenticateRequest(credentials, requestOptions);

	test: ICredentialTestRequest = connectionTest;

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return await provideToken(credentials, this.helpers.httpRequest);
	}
}
