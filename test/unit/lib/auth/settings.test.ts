import { readSettings, secretsOf } from '../../../../lib/auth';
import { credentialFields, customFields, settingsOf } from '../../support/credentialFields';
import { wordsOf } from '../../support/failure';

it('are read without surrounding spaces, and with the defaults of the credential', () => {
	const pasted = {
		environment: 'live',
		clientId: ' some-client\n',
		clientSecret: '\tsome secret ',
	};
	expect(readSettings(pasted)).toMatchObject({
		label: 'Live',
		clientId: 'some-client',
		clientSecret: 'some secret',
		clientAuthentication: 'body',
		tokenHeader: 'both',
		useDiscovery: false,
	});
});

it('allow the token for the origin of the API and no other', () => {
	const fields = customFields({ apiBaseUrl: 'https://API.example.com:443/v1/' });
	expect(readSettings(fields).apiOrigin).toBe('https://api.example.com');
});

test.each([
	['clientId', 'Client ID', ''],
	['clientId', 'Client ID', ' \n'],
	['clientId', 'Client ID', undefined],
	['clientSecret', 'Client Secret', '\t'],
	['clientSecret', 'Client Secret', null],
])('are refused by name when %s is empty', async (field, label, value) => {
	const words = await wordsOf(() => readSettings(credentialFields({ [field]: value as string })));
	expect(words).toContain(`'${label}' in the Aurora credential is empty`);
});

it('name the secret, and ID and secret as HTTP Basic sends them', () => {
	const settings = settingsOf({ clientId: 'my-client', clientSecret: 'p&s' });
	expect(secretsOf(settings)).toEqual(['p&s', Buffer.from('my-client:p%26s').toString('base64')]);
});

describe('the key of the token', () => {
	const key = (fields = {}) =>
		readSettings(customFields({ clientId: 'client', clientSecret: 'secret', ...fields })).tokenKey;
	const discovery = { useDiscovery: true, issuerUrl: 'https://auth.example.com' };

	test.each([
		['the client', {}, { clientId: 'other' }],
		['the secret', {}, { clientSecret: 'other' }],
		['where the client goes', {}, { clientAuthentication: 'header' }],
		['the API', {}, { apiBaseUrl: 'https://other.example.com' }],
		['the port of the API', {}, { apiBaseUrl: 'https://api.example.com:8443' }],
		['the token endpoint', {}, { tokenUrl: 'https://auth.example.com/other' }],
		['the audience', {}, { audience: 'urn:other' }],
		['the environment', { environment: 'dev' }, { environment: 'live' }],
		['the issuer, with discovery', discovery, { issuerUrl: 'https://other.example.com' }],
		['discovery', {}, discovery],
		[
			'the border between two fields',
			{ clientId: 'a', clientSecret: 'bc' },
			{ clientId: 'ab', clientSecret: 'c' },
		],
		['a quote in a field', { clientId: 'a', clientSecret: 'b' }, { clientId: 'a","b' }],
	])('differs when only %s differs', (_what, one, other) => {
		expect(key({ ...one, ...other })).not.toBe(key(one));
	});

	test.each([
		['the header that carries the token', {}, { tokenHeader: 'authorization' }],
		['spaces around the client', {}, { clientId: ' client ', clientSecret: 'secret\n' }],
		['a slash at the end of the API', {}, { apiBaseUrl: 'https://api.example.com/' }],
		['the issuer, without discovery', {}, { issuerUrl: 'https://other.example.com' }],
		['the token URL, with discovery', discovery, { tokenUrl: 'https://other.example.com' }],
		['the stored token', {}, { accessToken: 'x', accessTokenExpiresAt: '1', accessTokenKey: 'y' }],
	])('stays the same with another value of %s', (_what, one, other) => {
		expect(key({ ...one, ...other })).toBe(key(one));
	});

	it('does not give away the secret', () => {
		expect(key()).toMatch(/^[0-9a-f]{64}$/);
	});
});
