import { tokenRefusal } from '../../../../lib/auth/tokenErrors';
import { settingsOf } from '../../support/credentialFields';

const refusal = (status: number, json: unknown, fields = {}) => {
	const error = tokenRefusal(settingsOf(fields), { status, headers: {}, json });
	return { message: error.message, description: error.description ?? '' };
};

test.each<[string, number, unknown, RegExp, RegExp]>([
	// As Auth0 answers: access_denied means both, the status tells them apart.
	[
		'a wrong secret',
		401,
		{ error: 'access_denied' },
		/'Client ID' and 'Client Secret'/,
		/'Environment' .*now Live/,
	],
	[
		'an unknown client',
		401,
		undefined,
		/'Client ID' and 'Client Secret'/,
		/'Environment' .*now Live/,
	],
	['a wrong secret, said with 400', 400, { error: 'invalid_client' }, /'Client Secret'/, /Live/],
	['a wrong secret, said with 403', 403, { error: 'invalid_client' }, /'Client Secret'/, /Live/],
	[
		'an audience not granted',
		403,
		{ error: 'access_denied' },
		/no access to the API/,
		/'Environment'/,
	],
	['an audience not granted, without words', 403, '<html>', /no access to the API/, /audience/],
	[
		'an audience not granted, said with 400',
		400,
		{ error: 'access_denied' },
		/no access/,
		/audience/,
	],
	['an audience unknown', 400, { error: 'invalid_target' }, /no access to the API/, /audience/],
	[
		'a grant switched off',
		400,
		{ error: 'unauthorized_client' },
		/client credentials/,
		/client_credentials/,
	],
	[
		'a grant unknown',
		400,
		{ error: 'unsupported_grant_type' },
		/client credentials/,
		/client_credentials/,
	],
	['anything else', 400, { error: 'invalid_request' }, /status 400/, /fields of the credential/],
	['a wrong address', 404, undefined, /status 404/, /fields of the credential/],
])('%s is said as such, with what to do', (_what, status, json, message, description) => {
	const said = refusal(status, json);
	expect(said.message).toMatch(message);
	expect(said.message).toContain('Live');
	expect(said.description).toMatch(description);
});

// As Auth0 says it: here the code decides, not the status.
it('a grant switched off is said as such with 403 too', () => {
	const { message } = refusal(403, { error: 'unauthorized_client' });
	expect(message).toMatch(/client credentials/);
});

it('names the environment and the audience that were asked for', () => {
	const { message, description } = refusal(403, {}, { environment: 'dev' });
	expect(message).toContain('Aurora Dev');
	expect(description).toContain('https://dev.client.integration.aurora.co.uk');
});

it('suggests the other way to send the client', () => {
	expect(refusal(401, {}).description).toContain("'Header' in 'Send Client Credentials In'");
	const header = refusal(401, {}, { clientAuthentication: 'header' });
	expect(header.description).toContain("'Body' in 'Send Client Credentials In'");
});

describe('the words of the token service', () => {
	it('are in the hint, on one line and cut', () => {
		const error_description = `Not\r\nyours ${'x'.repeat(1000)}`;
		const { message, description } = refusal(403, { error: 'access_denied', error_description });
		expect(description).toContain('The token service says: Not yours x');
		expect(description.length).toBeLessThan(700);
		expect(message).not.toContain('yours');
	});

	it('are its code when it has no description', () => {
		expect(refusal(400, { error: 'invalid_scope' }).description).toContain('says: invalid_scope');
	});

	it('are left out when there are none', () => {
		for (const json of [undefined, null, [], 'text', {}, { error: '' }]) {
			expect(refusal(400, json).description).not.toMatch(/says|undefined|\s$/);
		}
	});
});
