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

test.each([
	['Live', { environment: 'live' }],
	['Dev', { environment: ' dev\n' }],
])('is %s when the credential says %j', (label, fields) => {
	expect(readEnvironment(fields).label).toBe(label);
});

test.each([undefined, '', ' ', 5])(
	'is refused, and never Live, when it is %j',
	async (environment) => {
		const words = await wordsOf(() =>
			readEnvironment(environment === undefined ? {} : { environment }),
		);
		expect(words).toMatch(/^'Environment' in the Aurora credential is empty\n/);
	},
);

it('is refused with its name when nobody knows it', async () => {
	const words = await wordsOf(() => readEnvironment({ environment: 'staging' }));
	expect(words).toMatch(/'Environment' .* is unknown: staging\n/);
	const long = await wordsOf(() => readEnvironment({ environment: 'x'.repeat(41) }));
	expect(long).toContain(`unknown: ${'x'.repeat(40)}\n`);
});

describe('a custom environment', () => {
	const custom = (fields = {}) => readEnvironment(customFields(fields));

	it('takes its addresses from the fields, without spaces around them and slashes at the end of the API', () => {
		const pasted = {
			apiBaseUrl: ' https://api.example.com/v1//\n',
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
			['blank', ' \t\n'],
			['missing', undefined],
			['a number', 42],
		])('is refused by name when %s', async (_how, value) => {
			expect(await wordsOf(given(value))).toContain(`'${label}' in the Aurora credential is empty`);
		});

		test.each([
			['plain http', 'http://api.example.com'],
			['a query', 'https://api.example.com/?a=1'],
			['a fragment', 'https://api.example.com/#a'],
			['no scheme', 'api.example.com'],
		])('is refused by name with %s', async (_what, address) => {
			const words = await wordsOf(given(address));
			expect(words).toContain(`'${label}' in the Aurora credential must be a full address`);
			expect(words).toContain(`enter '${label}' as an https address`);
		});

		it('may be on this machine', () => {
			expect(Object.values(given('http://localhost:5678/x')())).toContain(
				'http://localhost:5678/x',
			);
		});
	});

	it('is refused without Audience', async () => {
		expect(await wordsOf(() => custom({ audience: ' ' }))).toContain("'Audience'");
	});
});
