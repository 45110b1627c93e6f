import { readSettings } from '../../../../lib/auth/settings';
import { credentialFields, customFields } from '../../support/credentialFields';
import { wordsOf } from '../../support/failure';

it('are read without the blanks that pasting adds', () => {
	const pasted = { clientId: ' some-client\n', clientSecret: '\tsome secret ' };
	expect(readSettings(credentialFields(pasted))).toMatchObject({
		clientId: 'some-client',
		clientSecret: 'some secret',
	});
});

it('have the defaults of the credential where a field says nothing', () => {
	const { clientId, clientSecret } = credentialFields();
	expect(readSettings({ clientId, clientSecret })).toMatchObject({
		label: 'Live',
		clientAuthentication: 'body',
		tokenHeader: 'both',
		useDiscovery: false,
	});
});

it('allow the token for the origin of the API and no other', () => {
	const fields = customFields({ apiBaseUrl: 'https://API.example.com:443/v1/' });
	expect(readSettings(fields).apiOrigin).toBe('https://api.example.com');
});

it('are checked once for all items of a workflow', () => {
	const fields = customFields();
	expect(readSettings({ ...fields })).toBe(readSettings(fields));
});

it('are those of the credential at hand, not of the one that was read before', () => {
	const fields = customFields({ issuerUrl: 'https://auth.example.com' });
	const changes: Array<Record<string, string | boolean>> = [
		{ environment: 'dev' },
		{ clientId: 'other' },
		{ clientSecret: 'other' },
		{ clientAuthentication: 'header' },
		{ tokenHeader: 'authorization' },
		{ useDiscovery: true },
		{ apiBaseUrl: 'https://other.example.com' },
		{ tokenUrl: 'https://other.example.com' },
		{ audience: 'urn:other' },
	];
	for (const change of changes) {
		const before = readSettings(fields);
		expect(readSettings({ ...fields, ...change })).not.toEqual(before);
		expect(readSettings(fields)).toEqual(before);
	}
});

test.each([
	['clientId', 'Client ID', ''],
	['clientId', 'Client ID', ' \n'],
	['clientId', 'Client ID', undefined],
	['clientSecret', 'Client Secret', ''],
	['clientSecret', 'Client Secret', '\t'],
	['clientSecret', 'Client Secret', null],
])('are refused by name when %s is empty', async (field, label, value) => {
	const words = await wordsOf(() => readSettings(credentialFields({ [field]: value as string })));
	expect(words).toContain(`'${label}'`);
});

describe('the key of the token', () => {
	const fields = customFields({ clientId: 'client', clientSecret: 'secret' });
	const discovering = {
		...fields,
		useDiscovery: true,
		issuerUrl: 'https://auth.example.com',
	};
	const key = (other = {}) => readSettings({ ...fields, ...other }).tokenKey;
	const keyWithDiscovery = (other = {}) => readSettings({ ...discovering, ...other }).tokenKey;

	test.each([
		['clientId', 'other'],
		['clientSecret', 'other'],
		['clientAuthentication', 'header'],
		['apiBaseUrl', 'https://other.example.com'],
		['apiBaseUrl', 'https://api.example.com:8443'],
		['tokenUrl', 'https://auth.example.com/other'],
		['audience', 'urn:other'],
	])('differs when only %s differs', (field, value) => {
		expect(key({ [field]: value })).not.toBe(key());
	});

	it('differs between Dev, Live and Custom', () => {
		const keys = ['dev', 'live', 'custom'].map((environment) => key({ environment }));
		expect(new Set(keys).size).toBe(3);
	});

	it('differs when only the issuer differs, with discovery', () => {
		const issuerUrl = 'https://other.example.com';
		expect(keyWithDiscovery({ issuerUrl })).not.toBe(keyWithDiscovery());
	});

	it('differs when the token endpoint is discovered instead of given', () => {
		expect(keyWithDiscovery()).not.toBe(key());
	});

	it('does not mix up one field with its neighbour', () => {
		const one = key({ clientId: 'a', clientSecret: 'bc' });
		expect(key({ clientId: 'ab', clientSecret: 'c' })).not.toBe(one);
		expect(key({ clientId: 'a","b', clientSecret: 'c' })).not.toBe(one);
	});

	test.each([
		['the header that carries the token', { tokenHeader: 'authorization' }],
		['blanks around the client', { clientId: ' client ', clientSecret: 'secret\n' }],
		['a slash at the end of the API', { apiBaseUrl: 'https://api.example.com/' }],
		['the issuer, without discovery', { issuerUrl: 'https://other.example.com' }],
		['the stored token', { accessToken: 'x', accessTokenExpiresAt: '1', accessTokenKey: 'y' }],
	])('stays the same with another value of %s', (_what, other) => {
		expect(key(other)).toBe(key());
	});

	it('stays the same with another token URL, with discovery', () => {
		const tokenUrl = 'https://other.example.com';
		expect(keyWithDiscovery({ tokenUrl })).toBe(keyWithDiscovery());
	});

	it('does not give away the secret', () => {
		expect(key({ clientSecret: 'canary' })).not.toContain('canary');
		expect(key()).toMatch(/^[0-9a-f]{64}$/);
	});
});
