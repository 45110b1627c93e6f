import { requestToken } from '../../../../lib/auth/tokenRequest';
import { settingsOf } from '../../support/credentialFields';
import { FakeTiming } from '../../support/fakeTiming';
import { httpRequest } from '../../support/n8nHost';
import { refusalOf } from '../../support/refusal';
import { everythingVisibleIn, formsOf } from '../../support/secrets';
import { networkError, serve, serveInTurn, tokenAnswer, type Reply } from '../../support/servers';

const LIVE = 'https://auth.aurora.co.uk';
const TOKEN = 'canary-token';

describe.each(['body', 'header'])('with the client in the %s, no error shows a secret', (where) => {
	const settings = settingsOf({ clientSecret: 'canary secret/+', clientAuthentication: where });
	const secrets = [...formsOf(settings.clientId, settings.clientSecret), 'canary', TOKEN];
	const expectNoSecret = async () => {
		const failure = await refusalOf(requestToken(settings, httpRequest, new FakeTiming()));
		const shown = everythingVisibleIn(failure);
		for (const secret of secrets) expect(shown).not.toContain(secret);
	};

	test.each<[string, Reply]>([
		['a wrong secret', [401, { error: 'access_denied', error_description: 'Unauthorized' }]],
		['a limit', [429, '']],
		['a redirect', [302, '', { Location: 'https://elsewhere.example/' }]],
		['a broken connection', networkError('ECONNRESET')],
		['an unknown failure of the network', new Error('broken')],
		['a token of another type', [200, { access_token: TOKEN, token_type: 'mac' }]],
		['a token that writes headers', tokenAnswer(`${TOKEN}\r\n`)],
		['a token without life', tokenAnswer(TOKEN, -1)],
		['a token with an error', [200, { access_token: TOKEN, error: 'invalid_scope' }]],
	])('after %s', async (_what, reply) => {
		serveInTurn(LIVE, reply);
		await expectNoSecret();
	});

	// Test servers do that, and some gateways.
	test.each([200, 400, 401, 403])(
		'when the token service repeats what it was sent (%d)',
		async (status) => {
			serve(LIVE, ({ body, headers }) => [
				status,
				{ error: 'invalid_request', error_description: `${body} ${headers.authorization}` },
			]);
			await expectNoSecret();
		},
	);

	// A text that is cut before the secrets are taken out of it keeps a part of one.
	test.each([200, 400])('when what it repeats is cut in the middle (%d)', async (status) => {
		serve(LIVE, (_request, before) => {
			const error_description = '.'.repeat(150 + before * 5) + settings.clientSecret;
			return [status, { error: 'invalid_request', error_description }];
		});
		for (let time = 0; time < 40; time++) await expectNoSecret();
	});
});
