/** What Aurora documents (FACTS 1 to 4), typed from its page and not from the code. */
export const documented = {
	live: {
		discovery: 'https://auth.aurora.co.uk/.well-known/openid-configuration',
		tokenUrl: 'https://auth.aurora.co.uk/oauth/token',
		audience: 'https://api.client.integration.aurora.co.uk',
		api: 'https://api.client.integration.aurora.co.uk',
	},
	dev: {
		discovery: 'https://aurora-dev.uk.auth0.com/.well-known/openid-configuration',
		tokenUrl: 'https://aurora-dev.uk.auth0.com/oauth/token',
		audience: 'https://dev.client.integration.aurora.co.uk',
		api: 'https://dev.client.integration.aurora.co.uk',
	},
} as const;

export type DocumentedEnvironment = keyof typeof documented;

export const documentedEnvironmentNames: DocumentedEnvironment[] = ['live', 'dev'];
