import { tokenStatusError } from '../../../../lib/auth/tokenResponse';
import { answer } from '../../support/answers';
import { settingsOf } from '../../support/credentialFields';

const error = (status: number, body: unknown = '', fields = {}, retryAfter?: number) => {
	const response = answer(body, { status, url: 'https://auth.example.com/token' });
	return tokenStatusError(settingsOf(fields), response, { retryAfter });
};

const REJECTED = [
	'Aurora rejected the Client ID or Client Secret',
	/'Environment' .*now Live/,
] as const;
const NO_GRANT = [
	'Aurora does not allow the client credentials grant',
	/client_credentials/,
] as const;
const NO_ACCESS = [
	'Aurora knows this client ID but gives it no access',
	/'Environment'.*audience/,
] as const;
const UNAVAILABLE = [
	'The token service auth.example.com is not available',
	/may be right/,
] as const;
const BY_PROXY = [
	'A proxy or firewall between n8n and auth.example.com',
	/proxy settings/,
] as const;
const OTHER = ['The token service auth.example.com rejected the request', /fields of/] as const;

test.each<[number, string, readonly [string, RegExp]]>([
	// As Auth0 says it: access_denied means both, the status tells them apart.
	[401, 'access_denied', REJECTED],
	[401, '', REJECTED],
	[400, 'invalid_client', REJECTED],
	[403, 'invalid_client', REJECTED],
	[201, 'invalid_client', REJECTED],
	[302, 'access_denied', NO_ACCESS],
	[403, 'access_denied', NO_ACCESS],
	[403, '', BY_PROXY],
	[407, '', BY_PROXY],
	[400, 'access_denied', NO_ACCESS],
	[400, 'invalid_target', NO_ACCESS],
	// Here the code decides, not the status.
	[403, 'unauthorized_client', NO_GRANT],
	[400, 'unauthorized_client', NO_GRANT],
	[400, 'unsupported_grant_type', NO_GRANT],
	[400, 'invalid_request', OTHER],
	[404, '', OTHER],
	[408, '', UNAVAILABLE],
	[500, 'access_denied', UNAVAILABLE],
	[503, '', UNAVAILABLE],
	[
		429,
		'access_denied',
		['The rate limit of the token service auth.example.com', /exhausted quota/],
	],
	[399, '', ['The token service auth.example.com did not issue a usable token', /status 399/]],
])('%d %s is explained', (status, code, [message, description]) => {
	const said = error(status, code ? { error: code } : '<html></html>');
	expect(said.message).toContain(message);
	expect(said.description).toMatch(description);
});

it.each([408, 429, 404])('says the status %d, which tells more to whoever runs it', (status) => {
	expect(error(status).message).toMatch(new RegExp(` \\(status ${status}\\)$`));
});

it('names the environment and the audience that were asked for', () => {
	const { description } = error(403, {}, { environment: 'dev' });
	expect(description).toContain('now Dev');
	expect(description).toContain('https://dev.client.integration.aurora.co.uk');
});

test.each([
	['Header', 'body'],
	['Body', 'header'],
])("suggests '%s' to who sends the client in the %s", (other, clientAuthentication) => {
	const { description } = error(401, {}, { clientAuthentication });
	expect(description).toContain(`'${other}' in 'Send Client Credentials In'`);
});

test.each([
	[429, undefined, 'Try again later.'],
	[503, undefined, 'Try again later.'],
	[429, 31_000, 'Try again in 31 seconds.'],
	[503, 7_200_000, 'Try again in 2 hours.'],
])('%d, and so many milliseconds to wait: %j', (status, retryAfter, said) => {
	const failure = error(status, '', {}, retryAfter);
	expect(failure.description).toContain(said);
	expect(failure.details.retryAfter).toBe(retryAfter);
});

describe('the words of the token service', () => {
	const descriptionOf = (body: unknown) => error(403, body).description;

	it('are in the description, on one line and cut', () => {
		const error_description = `Not\r\nyours ${'x'.repeat(1000)}`;
		const description = descriptionOf({ error: 'access_denied', error_description });
		expect(description).toContain(' The token service says: Not yours x');
		expect(description.length).toBeLessThan(700);
	});

	it('are its code when it has no description', () => {
		expect(descriptionOf({ error: 'invalid_scope' })).toMatch(/says: invalid_scope$/);
	});

	test.each(['', 'null', [], 'text', {}, { error: '' }, { error: 5, a: 'x'.repeat(1_000_000) }])(
		'are left out when there are none: %#',
		(body) => {
			expect(descriptionOf(body)).not.toMatch(/says|undefined|\s$/);
		},
	);
});
