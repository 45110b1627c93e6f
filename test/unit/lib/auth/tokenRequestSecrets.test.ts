import { requestToken } from '../../../../lib/auth/tokenRequest';
import { settingsOf } from '../../support/credentialFields';
import { FakeTiming } from '../../support/fakeTiming';
import { failureOf } from '../../support/failure';
import { httpRequest } from '../../support/n8nHost';
import { everythingVisibleIn, formsOf } from '../../support/secrets';
import { networkError, serve, serveInTurn, tokenAnswer, type Reply } from '../../support/servers';

const LIVE = 'https://auth.aurora.co.uk';
const TOKEN = 'canary-token';

describe.each(['body', 'header'])('with the client in the %s, no error shows a secret', (where) => {
	const settings = settingsOf({ clientSecret: 'canary secret/+', clientAuthentication: where });
	const secrets = [...formsOf(settings.clientId, settings.clientSecret), 'canary', TOKEN];
	const request = async () => await requestToken(settings, httpRequest, new FakeTiming());

	test.each<[string, Reply]>([
		['a wrong secret', [401, { error: 'access_denied', error_description: 'Unauthorized' }]],
		['an audience that is not granted', [403, { error: 'access_denied' }]],
		['a bad request', [400, { error: 'invalid_request' }]],
		['a limit', [429, '']],
		['a broken service', [503, '']],
		['a redirect', [302, '', { Location: 'https://elsewhere.example/' }]],
		['a broken connection', networkError('ECONNRESET')],
		['a name that is unknown', networkError('ENOTFOUND')],
		['no answer in time', networkError('ECONNABORTED')],
		['a certificate', networkError('CERT_HAS_EXPIRED')],
		['an unknown failure of the network', new Error('broken')],
		['a token of another type', [200, { access_token: TOKEN, token_type: 'mac' }]],
		['a token that writes headers', tokenAnswer(`${TOKEN}\r\n`)],
		['a token without life', tokenAnswer(TOKEN, -1)],
		['a token with an error', [200, { access_token: TOKEN, error: 'invalid_scope' }]],
	])('after %s', async (_what, reply) => {
		serveInTurn(LIVE, reply);
		const shown = everythingVisibleIn(await failureOf(request()));
		for (const secret of secrets) expect(shown).not.toContain(secret);
	});

	// Test servers do that, and some gateways.
	test.each([200, 400, 401, 403])(
		'when the token service repeats what it was sent (%d)',
		async (status) => {
			serve(LIVE, ({ body, headers }) => [
				status,
				{ error: 'invalid_request', error_description: `${body} ${headers.authorization}` },
			]);
			const shown = everythingVisibleIn(await failureOf(request()));
			for (const secret of secrets) expect(shown).not.toContain(secret);
		},
	);

	async function repeatedAndCut(status: number) {
		serve(LIVE, (_request, before) => {
			const error_description = '.'.repeat(150 + before * 5) + settings.clientSecret;
			return [status, { error: 'invalid_request', error_description }];
		});
		for (let time = 0; time < 40; time++) {
			expect(everythingVisibleIn(await failureOf(request()))).not.toContain('canary');
		}
	}

	it('when what it repeats is cut in the middle', async () => {
		await repeatedAndCut(400);
	});

	// `readTokenAnswer` cuts the text before `judge` takes the secrets out: a part of one stays.
	it('when what it repeats in an answer of 200 is cut in the middle', async () => {
		await repeatedAndCut(200);
	});
});
