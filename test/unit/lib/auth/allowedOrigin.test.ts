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

describe('the token may go to the API', () => {
	test.each<[string, Partial<OutgoingRequest>]>([
		['by its address', { url: `${API}/Accounts` }],
		['by the name that the older helper has for it', { uri: `${API}/Accounts` }],
		['by both names', { uri: `${API}/Accounts`, url: `${API}/Accounts` }],
		['by a path and a base', { url: '/Accounts?a=1', baseURL: API }],
		['by a path without a slash and a base', { url: 'Accounts', baseURL: `${API}/` }],
		['by nothing but a base', { url: '', baseURL: API }],
		['by its address and a base', { url: `${API}/Accounts`, baseURL: API }],
		['in capitals', { url: `HTTPS://${HOST.toUpperCase()}/Accounts` }],
		['with its own port', { url: `https://${HOST}:443/Accounts` }],
		['with blanks around', { url: ` ${API}/Accounts\n` }],
		['with another host in the query', { url: `${API}/Accounts?next=https://elsewhere.example/` }],
		['with another host in the path', { url: `${API}//elsewhere.example/` }],
	])('%s', (_how, request) => {
		expect(forbidden(request)).toBeUndefined();
	});
});

describe('the token may not go', () => {
	test.each<[string, Partial<OutgoingRequest>]>([
		['to another host', { url: 'https://elsewhere.example/Accounts' }],
		['to another host by the older name', { uri: 'https://elsewhere.example/Accounts' }],
		['to Dev', { url: 'https://dev.client.integration.aurora.co.uk/Accounts' }],
		['to the token service', { url: 'https://auth.aurora.co.uk/oauth/token' }],
		['over plain http', { url: `http://${HOST}/Accounts` }],
		['to another port', { url: `https://${HOST}:8443/Accounts` }],
		['to a host that begins like the API', { url: `${API}.elsewhere.example/` }],
		['to a host that ends like the API', { url: `https://elsewhere-${HOST}/` }],
		['to a host below the API', { url: `https://evil.${HOST}/` }],
		['to a host with a dot at its end', { url: `https://${HOST}./Accounts` }],
		['to a host behind a user name', { url: `${API}@elsewhere.example/` }],
		['to a host behind a user name and a password', { url: `${API}:443@elsewhere.example/` }],
		['to a host behind a backslash', { url: `https://elsewhere.example\\@${HOST}/` }],
		['to an address without scheme', { url: `//elsewhere.example/`, baseURL: API }],
		['to a host behind backslashes', { url: '\\\\elsewhere.example/', baseURL: API }],
		['to a host behind a slash and a backslash', { url: '/\\elsewhere.example/', baseURL: API }],
		['to a host behind a tab', { url: '/\t/elsewhere.example/', baseURL: API }],
		['to a host behind blanks', { url: ' //elsewhere.example/', baseURL: API }],
		['to an address that wins over the base', { url: 'https://elsewhere.example/', baseURL: API }],
		[
			'to a base that wins over the address',
			{ url: `${API}/`, baseURL: 'https://elsewhere.example' },
		],
		['to another base', { url: '/Accounts', baseURL: 'https://elsewhere.example' }],
		['to a base behind a user name', { url: '/', baseURL: `${API}@elsewhere.example` }],
		['to no address', {}],
		['to a path without base', { url: '/Accounts' }],
		['to a text that is no address', { url: 'https://' }],
		['to code', { url: 'javascript:alert(1)', baseURL: API }],
		['to data', { url: 'data:text/plain,hello' }],
		['to a file', { url: 'file:///etc/passwd' }],
	])('%s', (_where, request) => {
		expect(forbidden(request)).toBeDefined();
	});

	// n8n's older helper sends to `url ?? uri`, others to `uri`: both have to lead to the API.
	test.each<[string, Partial<OutgoingRequest>]>([
		['to a url beside a harmless uri', { uri: `${API}/`, url: 'https://elsewhere.example/' }],
		['to a uri beside a harmless url', { uri: 'https://elsewhere.example/', url: `${API}/` }],
		['to a blob of the API, which is on this machine', { url: `blob:${API}/Accounts` }],
	])('%s', (_where, request) => {
		expect(forbidden(request)).toBeDefined();
	});
});

it('says where the token may go, and where the request was going, without its path', () => {
	const { message, description } = forbidden({ url: 'https://elsewhere.example/canary?canary' })!;
	expect(message).toContain(API);
	expect(description).toContain('https://elsewhere.example.');
	expect(description).toContain('Live');
	expect(`${message}${description}`).not.toContain('canary');
});

test.each([
	['anywhere on the origin of a custom API, not only below its path', 'https://x.example'],
	[
		'to a custom API without encryption, if that is what the credential says',
		'http://127.0.0.1:80',
	],
])('may lead %s', (_where, origin) => {
	const custom = { ...live, apiBaseUrl: `${origin}/v1`, apiOrigin: new URL(origin).origin };
	expect(forbidden({ url: `${origin}/v2` }, custom)).toBeUndefined();
});

// Seen in n8n: behind HTTPS_PROXY, of which the request says nothing, the token reached the proxy.
describe('a certificate', () => {
	const local = { ...live, apiOrigin: 'http://127.0.0.1' };

	test.each<[string, Partial<OutgoingRequest>]>([
		['by the name of the newer helper', { skipSslCertificateValidation: true }],
		['by the name of the older helper', { rejectUnauthorized: false }],
	])('has to be checked, %s', (_how, unchecked) => {
		for (const settings of [live, settingsOf(customFields())]) {
			const { message } = forbidden({ url: settings.apiBaseUrl, ...unchecked }, settings)!;
			expect(message).toContain('certificate is not checked');
		}
		expect(forbidden({ url: 'http://127.0.0.1/', ...unchecked }, local)).toBeUndefined();
	});

	test.each<[string, Partial<OutgoingRequest>]>([
		['without being told', {}],
		['as told', { skipSslCertificateValidation: false, rejectUnauthorized: true }],
	])('is checked %s', (_how, checked) => {
		expect(forbidden({ url: API, ...checked })).toBeUndefined();
	});
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
