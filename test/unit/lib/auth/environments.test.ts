import { readEnvironment } from '../../../../lib/auth/environments';
import { customFields } from '../../support/credentialFields';
import { documented, documentedEnvironmentNames } from '../../support/documentedAddresses';
import { wordsOf } from '../../support/failure';

describe.each(documentedEnvironmentNames)('the environment %s', (name) => {
	const environment = readEnvironment({ environment: name });

	test.each([
		['API host', environment.apiBaseUrl, documented[name].api],
		['token endpoint', environment.tokenUrl, documented[name].tokenUrl],
		['audience', environment.audience, documented[name].audience],
		[
			'discovery document',
			`${environment.issuerUrl}/.well-known/openid-configuration`,
			documented[name].discovery,
		],
	])('has the documented %s', (_what, used, fact) => {
		expect(used).toBe(fact);
	});

	it('ignores what was left over in the fields of a custom one', () => {
		expect(readEnvironment({ ...customFields(), environment: name })).toEqual(environment);
	});
});

it('is Live when the credential does not say', () => {
	expect(readEnvironment({}).label).toBe('Live');
	expect(readEnvironment({ environment: ' ' }).label).toBe('Live');
});

it('is read without surrounding blanks', () => {
	expect(readEnvironment({ environment: ' dev\n' }).label).toBe('Dev');
});

it('is refused with its name when nobody knows it', async () => {
	const words = await wordsOf(() => readEnvironment({ environment: 'staging' }));
	expect(words).toMatch(/'Environment': staging/);
	const long = await wordsOf(() => readEnvironment({ environment: 'x'.repeat(41) }));
	expect(long).toContain(`'Environment': ${'x'.repeat(40)}\n`);
});

describe('a custom environment', () => {
	const custom = (fields = {}) => readEnvironment(customFields(fields));

	it('takes its addresses from the fields, without blanks around them', () => {
		const pasted = {
			apiBaseUrl: ' https://api.example.com/v1/\n',
			tokenUrl: '\thttps://auth.example.com/oauth/token ',
			audience: ' urn:example ',
		};
		expect(custom(pasted)).toEqual({
			label: 'Custom',
			apiBaseUrl: 'https://api.example.com/v1',
			tokenUrl: 'https://auth.example.com/oauth/token',
			issuerUrl: '',
			audience: 'urn:example',
		});
	});

	it('asks with discovery for the issuer instead of the token endpoint', () => {
		const fields = { useDiscovery: true, tokenUrl: '', issuerUrl: 'https://auth.example.com/' };
		expect(custom(fields)).toMatchObject({ tokenUrl: '', issuerUrl: 'https://auth.example.com' });
	});

	it('has no slashes at the end of the API', () => {
		expect(custom({ apiBaseUrl: 'https://api.example.com/v1//' }).apiBaseUrl).toBe(
			'https://api.example.com/v1',
		);
	});

	// A token endpoint may end with a slash, and answers nowhere else then.
	it('keeps a slash at the end of the token URL', () => {
		const tokenUrl = 'https://auth.example.com/o/token/';
		expect(custom({ tokenUrl }).tokenUrl).toBe(tokenUrl);
	});

	describe.each([
		['apiBaseUrl', 'API Base URL', {}],
		['tokenUrl', 'Token URL', {}],
		['issuerUrl', 'Issuer URL', { useDiscovery: true }],
	])('%s', (field, label, others) => {
		const given = (value: unknown) => () => custom({ ...others, [field]: value as string });

		test.each([
			['empty', ''],
			['blank', ' \t\n'],
			['missing', undefined],
			['a number', 42],
		])('is refused by name when %s', async (_how, value) => {
			expect(await wordsOf(given(value))).toContain(`'${label}'`);
		});

		test.each([
			['plain http', 'http://api.example.com'],
			['http to a host that only begins like this machine', 'http://localhost.example.com'],
			['http to a host that only ends like this machine', 'http://example.com.127.0.0.1.nip.io'],
			[
				'http to a host that begins with the address of this machine',
				'http://127.0.0.1.example.com',
			],
			['another scheme to this machine', 'ftp://localhost'],
			['a user name', 'https://someone@api.example.com'],
			['a password', 'https://:word@api.example.com'],
			['a query', 'https://api.example.com/?a=1'],
			['a fragment', 'https://api.example.com/#a'],
			['no scheme', 'api.example.com'],
			['another scheme', 'ftp://api.example.com'],
			['words', 'the address of the API'],
		])('is refused by name with %s', async (_what, address) => {
			const words = await wordsOf(given(address));
			expect(words).toContain(`'${label}'`);
			expect(words).toMatch(/https address/);
		});

		test.each([
			'http://localhost:5678/x',
			'http://127.0.0.1:5678/x',
			'http://127.10.20.30/x',
			'http://[::1]:5678/x',
		])('may be %s, on this machine', (address) => {
			expect(Object.values(given(address)())).toContain(address);
		});
	});

	test.each([
		['empty', ''],
		['missing', undefined],
	])('is refused when Audience is %s', async (_how, audience) => {
		expect(await wordsOf(() => custom({ audience }))).toContain("'Audience'");
	});
});
