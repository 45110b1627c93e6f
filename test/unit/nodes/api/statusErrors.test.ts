import {
	notJsonError,
	redirectError,
	statusError,
} from '../../../../nodes/Aurora/api/statusErrors';

import { answer, API, webPage, type AnswerParts } from '../../support/answers';

const failure = (status: number, body: unknown = '', parts: AnswerParts = {}, wait?: number) =>
	statusError(answer(body, { ...parts, status }), { retryAfter: wait });

/** What the API is quoted with. */
const saidOf = (body: unknown) => failure(400, body).description.split('Aurora says: ')[1];

describe('what a status means, and what to do', () => {
	test.each([
		[400, 'Aurora could not process the request', 'Check the fields of this operation.'],
		[
			401,
			'Aurora rejected the access token twice',
			"In the credential, check 'Environment', and 'Send Token In' if",
		],
		[403, 'This client may not do this in Aurora', 'Ask Aurora to allow it'],
		[408, 'Aurora did not receive the whole request in time', 'Try again later.'],
		[409, 'The request conflicts with the current state in Aurora', 'Read the'],
		[410, 'This is gone from Aurora', 'Check the fields'],
		[423, 'This is locked in Aurora', 'Try again later.'],
		[511, 'The network that n8n is in requires a sign-in', 'Sign in'],
		[422, 'Aurora rejected the values of the request', 'Check the fields of this operation.'],
		[
			429,
			"Aurora's rate limit was reached",
			"Raise 'Max Retries', lower 'Max Concurrent Items' if the node has it",
		],
		[500, 'Aurora has an internal error', 'If it repeats with the same input, check the values.'],
		[503, 'The Aurora API is not available at the moment', 'Try again later.'],
		[407, 'A proxy or firewall between n8n and Aurora refused the request', 'proxy settings'],
		[403, 'A proxy or firewall between n8n and Aurora refused the request', 'runs it', '<html>'],
	])('%i', (status, message, advice, body = '') => {
		const error = failure(status, body);
		expect(error).toMatchObject({ message: `${message} (status ${status})`, status });
		expect(error.description).toContain(advice);
	});

	test.each([
		[429, 90_000, / Try again in 90 seconds\.$/],
		[503, 3_600_000, /^Try again in 60 minutes\.$/],
		[500, 5_000, /^Try again in 5 seconds\. If it repeats/],
	])('%i that asks to wait %i ms says so', (status, wait, advice) => {
		expect(failure(status, '', {}, wait).description).toMatch(advice);
	});
});

test.each<[number, AnswerParts['headers'], string, string]>([
	[
		401,
		{ 'www-authenticate': ['Basic realm="a, b"', 'Bearer error="invalid_token", scope="a b"'] },
		'{}',
		'Reason: invalid_token. Required scope: a b. Aurora says: {}',
	],
	[
		403,
		{ 'www-authenticate': 'Bearer error=insufficient_scope, error_description="Not you"' },
		'',
		'Reason: insufficient_scope, Not you.',
	],
	[403, { via: '1.1 squid' }, '<html><title>No</title>', 'Page: No. Proxy: 1.1 squid.'],
	[401, { 'www-authenticate': 'Negotiate' }, '', 'Wanted instead of the token: Negotiate.'],
	[503, { via: '1.1 squid' }, '<html><title>Busy</title>', 'Page: Busy. Proxy: 1.1 squid.'],
	[407, { 'proxy-authenticate': 'Basic realm="gate"' }, '', 'Proxy: Basic realm="gate".'],
	[404, { 'www-authenticate': 'Bearer error="x"', via: '1.1 cdn' }, '', 'operation.'],
])('%i with %j and %j tells who refuses, and why', (status, headers, body, said) => {
	expect(failure(status, body, { headers }).description.endsWith(` ${said}`)).toBe(true);
});

describe('what the API says is quoted:', () => {
	test.each<[string, unknown, string]>([
		['message', { message: 'No such account' }, 'No such account'],
		['a message that is a number', { message: 5 }, '5'],
		['error_description (RFC 6749)', { error: 'x', error_description: 'No grant' }, 'No grant'],
		['detail (RFC 9457)', { title: 'Bad', detail: 'id is no number' }, 'id is no number'],
		['title (RFC 9457)', { type: 'about:blank', title: 'Bad id' }, 'Bad id'],
		['the next one after an empty text', { message: '', detail: 'Bad id' }, 'Bad id'],
		['the next one after an empty object', { message: {}, detail: 'Bad id' }, 'Bad id'],
		['the next one after null', { message: null, detail: 'Bad id' }, 'Bad id'],
		['error as a text', { error: 'Bad id' }, 'Bad id'],
		['error as an object', { error: { code: 7, message: 'Bad id' } }, 'Bad id'],
		['error as an object without words', { error: { code: 7 } }, '{"code":7}'],
		['errors of fields', { errors: [{ field: 'id' }] }, '[{"field":"id"}]'],
		['errors beside their title', { title: 'Bad', errors: { a: ['x'] } }, 'Bad {"a":["x"]}'],
		['unknown fields', { reason: 'Bad id' }, '{"reason":"Bad id"}'],
		['a list', ['Bad id'], '["Bad id"]'],
		['a text', 'Bad id', 'Bad id'],
		['a text about HTML', 'see <html> there', 'see <html> there'],
		['a JSON text', '"Bad id"', 'Bad id'],
		['broken JSON', '{"message":"Bad', '{"message":"Bad'],
		['control characters as blanks', { message: 'a\r\nb\tc\u0000\u2028d\u202Ee' }, 'a b c d e'],
		['as it is up to 500 characters', { message: 'x'.repeat(500) }, 'x'.repeat(500)],
		['shortened beyond that', { message: 'x'.repeat(501) }, `${'x'.repeat(499)}…`],
		['a long text, shortened', 'x'.repeat(500_000), `${'x'.repeat(499)}…`],
		['a long list, shortened', ['x'.repeat(5_000)], `["${'x'.repeat(497)}…`],
	])('%s', (_, body, said) => {
		expect(saidOf(body)).toBe(said);
	});

	test('not an empty body or a web page', () => {
		for (const response of [answer('', { status: 404 }), webPage('404', 404)])
			expect(statusError(response).description).toBe('Check the fields of this operation.');
	});

	test.each(['x-request-id', 'x-correlation-id', 'request-id', 'traceparent'])(
		'the ID in %s, by which Aurora finds the request',
		(name) => {
			const headers = { 'x-request-id': '', [name]: 'r-1\n' };
			expect(failure(400, { message: 'Oops' }, { headers }).description).toMatch(
				/Aurora says: Oops Request ID: r-1$/,
			);
		},
	);
});

describe('a good status with', () => {
	test.each([
		['the type of a web page', webPage('Sign in'), 'Sign in'],
		['the looks of one', answer('\n <html><title lang="en">Sign in</title></html>'), 'Sign in'],
		['a long title', webPage('x'.repeat(200)), `${'x'.repeat(99)}…`],
	])('%s', (_, page, title) => {
		const { message, description } = notJsonError(page);
		expect(message).toBe('Aurora responded with a web page instead of data');
		expect(description).toContain("Check 'Environment' in the credential.");
		expect(description.split('Title of the page: ')[1]).toBe(title);
	});

	test('a web page without a title', () => {
		expect(notJsonError(answer('<!doctype html>')).description).toMatch(/credential\.$/);
	});

	test('broken JSON, which is quoted with its beginning', () => {
		const error = notJsonError(answer(`{"a":\n"${'b'.repeat(500)}`, { status: 201 }));
		expect(error.message).toBe("Aurora's response could not be parsed as JSON");
		expect(error.status).toBe(201);
		expect(error.description).toMatch(/ Try again\. It begins with: \{"a": "b{92}…$/);
	});

	test('a blank body, which has nothing to quote', () => {
		expect(notJsonError(answer(' \n')).description).toMatch(/Try again\. It is blank\.$/);
	});

	test.each([webPage('Sign in'), answer('{"id":')])(
		'nothing that can be read, after a request that must not be repeated',
		(response) => {
			const { description } = notJsonError(response, false);
			expect(description).toContain('may have been carried out: look in Aurora before');
			expect(description).not.toMatch(/try again/i);
		},
	);
});

test.each([
	[new URL('https://login.example.com/path?secret=1'), 'https://login.example.com.'],
	[undefined, 'an address that could not be parsed.'],
	[new URL('javascript:1'), 'an address that could not be parsed.'],
])('a redirect to %s names its server alone', (target, said) => {
	const { message, description, status } = redirectError(
		answer('', { status: 302, headers: { location: 'x' } }),
		target,
		'GET',
	);
	expect(status).toBe(302);
	expect(message).toBe('Aurora redirects the request to another address (status 302)');
	expect(description).toContain(`so that the token stays with ${API}`);
	expect(description).toContain(`leads to ${said}`);
});
