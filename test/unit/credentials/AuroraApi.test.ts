import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { AuroraApi } from '../../../credentials/AuroraApi.credentials';

const type = new AuroraApi();
const field = (name: string) => type.properties.find((each) => each.name === name)!;
const shownFor = (fields: INodeParameters) =>
	type.properties
		.filter((each) => NodeHelpers.displayParameter(fields, each, null, null))
		.filter(({ type: kind }) => !['hidden', 'notice'].includes(kind))
		.map(({ name }) => name);

it('has the names that saved workflows know', () => {
	expect(type.name).toBe('auroraApi');
	expect(type.displayName).toBe('Aurora API');
	const values = (name: string) =>
		field(name).options?.map((option) => (option as INodeProperties & { value: string }).value);
	expect(values('environment')).toEqual(['live', 'dev', 'custom']);
	expect(values('clientAuthentication')).toEqual(['body', 'header']);
	expect(values('tokenHeader')).toEqual(['both', 'authorization', 'authentication']);
	const defaults = ['environment', 'clientAuthentication', 'tokenHeader', 'useDiscovery'];
	expect(defaults.map((name) => field(name).default)).toEqual(['live', 'body', 'both', false]);
});

it('requires in n8n’s sense only what it needs for every environment', () => {
	// Where Environment is an expression, n8n could not save it without the fields of Custom.
	const required = type.properties.filter((each) => each.required).map(({ name }) => name);
	expect(required).toEqual(['clientId', 'clientSecret']);
});

const client = ['environment', 'clientId', 'clientSecret'];
const custom = [...client, 'apiBaseUrl', 'audience', 'useDiscovery'];
const byExpression = '={{ $vars.environment }}';

test.each([
	['live', false, false, client, []],
	['dev', true, false, client, []],
	['dev', false, true, client, ['useDiscovery']],
	['custom', false, false, [...custom, 'tokenUrl'], []],
	['custom', true, true, [...custom, 'issuerUrl'], []],
	// n8n shows what depends on an expression.
	[byExpression, false, false, [...custom, 'tokenUrl', 'issuerUrl'], []],
	[byExpression, true, true, [...custom, 'tokenUrl', 'issuerUrl'], []],
])(
	'for %s, with discovery %j and advanced settings %j, shows what is needed',
	(environment, useDiscovery, showAdvancedSettings, needed, advanced) => {
		const last = showAdvancedSettings ? ['clientAuthentication', 'tokenHeader'] : [];
		expect(shownFor({ environment, useDiscovery, showAdvancedSettings })).toEqual([
			...needed,
			'showAdvancedSettings',
			...advanced,
			...last,
		]);
	},
);

test.each(['clientSecret', 'accessToken', 'accessTokenExpiresAt', 'accessTokenKey'])(
	'keeps %s from the browser',
	(name) => {
		expect(field(name).typeOptions?.password).toBe(true);
	},
);

it('has one field that n8n renews, and hides what belongs to it', () => {
	const renewed = type.properties.filter(({ typeOptions }) => typeOptions?.expirable);
	expect(renewed.map(({ name }) => name)).toEqual(['accessToken']);
	for (const name of ['accessToken', 'accessTokenExpiresAt', 'accessTokenKey']) {
		expect(field(name).type).toBe('hidden');
	}
});

it('never lets n8n fetch a token before it is known where the request goes', () => {
	expect(field('accessToken').default).not.toBe('');
});

it('has authenticate as an own property: n8n copies the type, and loses methods', () => {
	expect(Object.keys(type)).toContain('authenticate');
	expect(type.authenticate).toBeInstanceOf(Function);
});
