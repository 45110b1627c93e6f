import {
	forbiddenRequest,
	forbidRedirects,
	type OutgoingRequest,
} from '../../../../lib/auth/allowedOrigin';
import { API } from '../../support/answers';
import { customFields, settingsOf } from '../../support/credentialFields';

const { host: HOST } = new URL(API);
const live = settingsOf({ environment: 'live' });

const forbidden = (request: Partial<OutgoingRequest>, settings = live) =>
	forbiddenRequest(settings, request as OutgoingRequest);

test.each<Partial<OutgoingRequest>>([
	{ url: `${API}/Accounts` },
	{ uri: `${API}/Accounts` },
	{ uri: `${API}/Accounts`, url: `${API}/Accounts` },
	{ url: '/Accounts?a=1', baseURL: API },
	{ url: 'Accounts', baseURL: `${API}/` },
	{ url: '', baseURL: API },
	{ url: `${API}/Accounts`, baseURL: API },
	{ url: `HTTPS://${HOST.toUpperCase()}/Accounts` },
	{ url: `https://${HOST}:443/Accounts` },
	{ url: ` ${API}/Accounts\n` },
	{ url: `${API}/Accounts?next=https://elsewhere.example/` },
	{ url: `${API}//elsewhere.example/` },
])('the token may go to the API: %j', (request) => {
	expect(forbidden(request)).toBeUndefined();
});

test.each<Partial<OutgoingRequest>>([
	...[
		'https://elsewhere.example/Accounts',
		'https://dev.client.integration.aurora.co.uk/Accounts',
		'https://auth.aurora.co.uk/oauth/token',
		`http://${HOST}/Accounts`,
		`https://${HOST}:8443/Accounts`,
		`${API}.elsewhere.example/`,
		`https://elsewhere-${HOST}/`,
		`https://evil.${HOST}/`,
		`https://${HOST}./Accounts`,
		`${API}@elsewhere.example/`,
		`${API}:443@elsewhere.example/`,
		`https://elsewhere.example\\@${HOST}/`,
		'/Accounts',
		'https://',
		'data:text/plain,hello',
		'file:///etc/passwd',
		// On this machine.
		`blob:${API}/Accounts`,
	].flatMap((url) => [{ url }, { uri: url }]),
	...[
		'//elsewhere.example/',
		'\\\\elsewhere.example/',
		'/\\elsewhere.example/',
		'/\t/elsewhere.example/',
		' //elsewhere.example/',
		'https://elsewhere.example/',
		'javascript:alert(1)',
	].map((url) => ({ url, baseURL: API })),
	{ url: `${API}/`, baseURL: 'https://elsewhere.example' },
	{ url: '/Accounts', baseURL: 'https://elsewhere.example' },
	{ url: '/', baseURL: `${API}@elsewhere.example` },
	{},
	// n8n's older helper sends to `url ?? uri`, others to `uri`: both have to lead to the API.
	{ uri: `${API}/`, url: 'https://elsewhere.example/' },
	{ uri: 'https://elsewhere.example/', url: `${API}/` },
])('the token may not go elsewhere: %j', (request) => {
	expect(forbidden(request)).toBeDefined();
});

it('says where the token may go, and where the request was going, without its path', () => {
	const { message, description } = forbidden({ url: 'https://elsewhere.example/canary?canary' })!;
	expect(message).toContain(API);
	expect(description).toContain('https://elsewhere.example.');
	expect(description).toContain('Live');
	expect(`${message}${description}`).not.toContain('canary');
});

// Not only below the path of the API, and without encryption if that is what the credential says.
test.each(['https://x.example', 'http://127.0.0.1:80'])('may go anywhere on %s', (origin) => {
	const custom = { ...live, apiBaseUrl: `${origin}/v1`, apiOrigin: new URL(origin).origin };
	expect(forbidden({ url: `${origin}/v2` }, custom)).toBeUndefined();
});

// Seen in n8n: behind HTTPS_PROXY, of which the request says nothing, the token reached the proxy.
test.each<[boolean, Partial<OutgoingRequest>]>([
	[true, { skipSslCertificateValidation: true }],
	[true, { rejectUnauthorized: false }],
	[false, { skipSslCertificateValidation: false, rejectUnauthorized: true }],
	[false, {}],
])('a certificate has to be checked, also of a custom API: %j for %j', (isRefused, options) => {
	for (const settings of [live, settingsOf(customFields())]) {
		const error = forbidden({ url: settings.apiBaseUrl, ...options }, settings);
		expect(error?.message.includes('certificate is not checked') ?? false).toBe(isRefused);
	}
	const local = { ...live, apiOrigin: 'http://127.0.0.1' };
	expect(forbidden({ url: 'http://127.0.0.1/', ...options }, local)).toBeUndefined();
});

it('keeps n8n from following redirects, by the names of both of its helpers', () => {
	const request = { url: API, maxRedirects: 5, followRedirect: true, followAllRedirects: true };
	forbidRedirects(request);
	expect(request).toEqual({
		url: API,
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		maxRedirects: 0,
		followRedirect: false,
		followAllRedirects: false,
	});
});
