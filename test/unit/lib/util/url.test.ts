import { decodedPart, isSecureUrl, parseUrl, withoutTrailingSlash } from '../../../../lib/util/url';

describe('a secret may be sent', () => {
	test.each([
		'https://api.example.com',
		'https://api.example.com:8443/v1?a=1',
		'http://localhost:5678/x',
		'http://127.0.0.1:5678/x',
		'http://127.10.20.30/x',
		'http://[::1]:5678/x',
	])('to %s', (address) => {
		expect(isSecureUrl(new URL(address))).toBe(true);
	});
});

describe('no secret may be sent', () => {
	test.each([
		['to plain http', 'http://api.example.com'],
		['to a host that begins like this machine', 'http://localhost.example.com'],
		['to a host that ends like this machine', 'http://example.com.127.0.0.1.nip.io'],
		['to a host that begins like the address of this machine', 'http://127.0.0.1.example.com'],
		['to another scheme', 'ftp://api.example.com'],
		['to another scheme on this machine', 'ftp://localhost'],
		['behind a user name', 'https://someone@api.example.com'],
		['behind a password', 'https://:word@api.example.com'],
	])('%s', (_where, address) => {
		expect(isSecureUrl(new URL(address))).toBe(false);
	});
});

test.each([
	['https://api.example.com/v1', undefined, 'https://api.example.com/v1'],
	['/v2', 'https://api.example.com/v1', 'https://api.example.com/v2'],
	['/v2', undefined, undefined],
	['api.example.com', undefined, undefined],
	['/v2', 'api.example.com', undefined],
])('%j at %j is %j', (address, base, url) => {
	expect(parseUrl(address, base)?.href).toBe(url);
});

test.each([
	['https://api.example.com/v1//', 'https://api.example.com/v1'],
	['https://api.example.com/v1', 'https://api.example.com/v1'],
])('%s ends as %s', (address, without) => {
	expect(withoutTrailingSlash(address)).toBe(without);
});

test.each([
	['Invoice%20A%2F1', 'Invoice A/1'],
	['100%', undefined],
	['%C3%28', undefined],
])('%j without its percent-encoding is %j', (part, text) => {
	expect(decodedPart(part)).toBe(text);
});
