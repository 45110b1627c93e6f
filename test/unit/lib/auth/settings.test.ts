import { readSettings, secretsOf } from '../../../../lib/auth';
import { customFields, settingsOf } from '../../support/credentialFields';
import { documented, documentedEnvironmentNames } from '../../support/documentedAddresses';
import { wordsOf } from '../../support/refusal';

const custom = (fields = {}) => readSettings(customFields(fields));
const discovery = { useDiscovery: true, tokenUrl: '', issuerUrl: 'https://auth.example.com/' };

test.each(documentedEnvironmentNames)('%s has the documented addresses', (name) => {
	const settings = settingsOf({ environment: ` ${name}\n` });
	const { apiBaseUrl, tokenUrl, audience, issuerUrl } = settings;
	const used = { api: apiBaseUrl, tokenUrl, audience };
	expect({ ...used, discovery: `${issuerUrl}/.well-known/openid-configuration` }).toEqual(
		documented[name],
	);
	// What was left over in the fields of a custom one counts for nothing.
	const { apiBaseUrl: left } = readSettings({ ...customFields(), environment: name });
	expect(left).toBe(apiBaseUrl);
});

it('are read without surrounding spaces, and with the defaults of the credential', () => {
	const pasted = {
		environment: 'custom',
		clientId: ' some-client\n',
		clientSecret: '\tsome secret ',
		apiBaseUrl: ' https://API.example.com:443/v1//\n',
		// A token endpoint may end with a slash, and answers nowhere else then.
		tokenUrl: '\thttps://auth.example.com/o/token/ ',
		audience: ' urn:example ',
	};
	expect(readSettings(pasted)).toMatchObject({
		label: 'Custom',
		clientId: 'some-client',
		clientSecret: 'some secret',
		clientAuthentication: 'body',
		tokenHeader: 'both',
		useDiscovery: false,
		apiBaseUrl: 'https://api.example.com/v1',
		apiOrigin: 'https://api.example.com',
		tokenUrl: 'https://auth.example.com/o/token/',
		issuerUrl: '',
		audience: 'urn:example',
	});
	expect(custom(discovery)).toMatchObject({ tokenUrl: '', issuerUrl: 'https://auth.example.com' });
});

const urls: Array<[string, string, object?]> = [
	['apiBaseUrl', 'API Base URL'],
	['tokenUrl', 'Token URL'],
	['issuerUrl', 'Issuer URL', { useDiscovery: true }],
];

test.each([
	['environment', 'Environment'],
	['clientId', 'Client ID'],
	['clientSecret', 'Client Secret'],
	['audience', 'Audience'],
	...urls,
])('are refused when %s is empty, by the name %s', async (field, label, others = {}) => {
	// Nothing is never taken for Live.
	for (const value of ['', ' \t\n', undefined, null, 42]) {
		const words = await wordsOf(() => custom({ ...others, [field]: value }));
		expect(words).toMatch(new RegExp(`^'${label}' in the Aurora credential is empty\n`));
	}
});

test.each(urls)('take only a full address for %s, or one on this machine', async (...given) => {
	const [field, label, others = {}] = given;
	const read = (address: string) => () => custom({ ...others, [field]: address });
	for (const address of [
		'http://api.example.com',
		'https://api.example.com/?a=1',
		'https://api.example.com/#a',
		'api.example.com',
	]) {
		const words = await wordsOf(read(address));
		expect(words).toContain(`'${label}' in the Aurora credential must be a full address`);
		expect(words).toContain(`enter '${label}' as an https address`);
	}
	expect(Object.values(read('http://localhost:5678/x')())).toContain('http://localhost:5678/x');
});

test.each([
	['Environment', 'environment', 'live, dev, custom'],
	['Send Client Credentials In', 'clientAuthentication', 'body, header'],
	['Send Token In', 'tokenHeader', 'both, authorization, authentication'],
	['Use OpenID Discovery', 'useDiscovery', 'false, true'],
])('are refused where %s is none of its choices', async (label, field, choices) => {
	const words = await wordsOf(() => custom({ [field]: 'nonesuch' }));
	expect(words).toMatch(`'${label}' in the Aurora credential is unknown: nonesuch\n`);
	expect(words).toContain(`An expression must return one of ${choices}.`);
});

it('take a choice in any case, and on and off as text', () => {
	const fields = { clientAuthentication: ' Header', tokenHeader: 'AUTHORIZATION' };
	expect(custom({ ...fields, ...discovery, useDiscovery: 'True' })).toMatchObject({
		clientAuthentication: 'header',
		tokenHeader: 'authorization',
		useDiscovery: true,
	});
	expect(custom({ useDiscovery: 'false' }).useDiscovery).toBe(false);
});

it('name the secret, and ID and secret as HTTP Basic sends them', () => {
	const settings = settingsOf({ clientId: 'my-client', clientSecret: 'p&s' });
	expect(secretsOf(settings)).toEqual(['p&s', Buffer.from('my-client:p%26s').toString('base64')]);
});

describe('the key of the token', () => {
	const key = (fields = {}) =>
		custom({ clientId: 'client', clientSecret: 'secret', ...fields }).tokenKey;

	test.each<[object, object]>([
		[{}, { clientId: 'other' }],
		[{}, { clientSecret: 'other' }],
		[{}, { clientAuthentication: 'header' }],
		[{}, { apiBaseUrl: 'https://other.example.com' }],
		[{}, { apiBaseUrl: 'https://api.example.com:8443' }],
		[{}, { tokenUrl: 'https://auth.example.com/other' }],
		[{}, { audience: 'urn:other' }],
		[{ environment: 'dev' }, { environment: 'live' }],
		[discovery, { issuerUrl: 'https://other.example.com' }],
		[{}, discovery],
		[
			{ clientId: 'a', clientSecret: 'bc' },
			{ clientId: 'ab', clientSecret: 'c' },
		],
		[{ clientId: 'a', clientSecret: 'b' }, { clientId: 'a","b' }],
	])('of %j differs with %j', (one, other) => {
		expect(key({ ...one, ...other })).not.toBe(key(one));
	});

	test.each<[object, object]>([
		[{}, { tokenHeader: 'authorization' }],
		[{}, { clientId: ' client ', clientSecret: 'secret\n' }],
		[{}, { apiBaseUrl: 'https://api.example.com/' }],
		[{}, { issuerUrl: 'https://other.example.com' }],
		[discovery, { tokenUrl: 'https://other.example.com' }],
		[{}, { accessToken: 'x', accessTokenExpiresAt: '1', accessTokenKey: 'y' }],
	])('of %j is the same with %j', (one, other) => {
		expect(key({ ...one, ...other })).toBe(key(one));
	});

	it('does not give away the secret', () => {
		expect(key()).toMatch(/^[0-9a-f]{64}$/);
	});
});
