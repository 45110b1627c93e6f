import {
	notJsonFailure,
	redirectFailure,
	requestFailure,
	statusFailure,
} from '../../../../nodes/Aurora/api/statusErrors';

import { answer, API, webPage, type AnswerParts } from '../../support/answers';

const failure = (status: number, body: unknown = '', parts: AnswerParts = {}, wait?: number) =>
	statusFailure(answer(body, { ...parts, status }), wait);

const escaped = (text: string) => text.replace(/[{}[\]]/g, '\\$&');

describe('what each status means, and what to do', () => {
	test.each([
		[400, 'Aurora does not understand the request', 'Check the fields of this operation'],
		[
			401,
			'Aurora refuses the access token, and a new one as well',
			"Check 'Environment' and 'Send Token In'",
		],
		[
			403,
			'Aurora does not allow the client of the credential to do this',
			'Ask Aurora to allow it',
		],
		[404, 'Aurora has nothing at this address', 'Check the fields of this operation'],
		[405, 'Aurora refuses the request', 'Check the fields of this operation'],
		[408, 'Aurora did not receive the whole request in time', 'Try again later'],
		[
			409,
			'Aurora refuses the change, because it conflicts with what is there',
			'Read the current state',
		],
		[418, 'Aurora refuses the request', 'Check the fields of this operation'],
		[422, 'Aurora refuses the values of the request', 'Check the fields of this operation'],
		[429, 'Aurora receives too many requests', "Lower 'Requests at Once'"],
		[
			500,
			'The Aurora API is not working at the moment',
			'Nothing is wrong with the workflow. Try again later',
		],
		[502, 'The Aurora API is not working at the moment', 'Try again later'],
		[503, 'The Aurora API is not working at the moment', 'Try again later'],
		[504, 'The Aurora API is not working at the moment', 'Try again later'],
		[599, 'The Aurora API is not working at the moment', 'Try again later'],
	])('%i', (status, message, hint) => {
		const error = failure(status);
		expect(error.message).toBe(`${message} (status ${status})`);
		expect(error.hint).toContain(hint);
		expect(error.httpCode).toBe(status);
	});

	test('says when to try again, if the answer does', () => {
		expect(failure(429, '', {}, 90_000).hint).toContain('Try again in 90 seconds.');
		const { hint } = failure(503, '', {}, 3_600_000);
		expect(hint).toContain('Try again in 60 minutes.');
		expect(hint).not.toContain('later');
	});
});

describe('what the API says is quoted', () => {
	test.each([
		[{ message: {}, detail: 'd' }, 'd'],
		[{ message: null, detail: 'd' }, 'd'],
		[{ message: 5 }, '5'],
		[{ title: 'Bad', errors: { a: ['x'] } }, 'Bad {"a":["x"]}'],
		['see <html> there', 'see <html> there'],
	])('of %j: %s', (body, said) => {
		expect(failure(400, body).hint).toMatch(new RegExp(`Aurora says: ${escaped(said)}$`));
	});

	test('with the first number of the request that is not empty', () => {
		const headers = { 'x-request-id': '', 'x-correlation-id': 'c-1' };
		expect(failure(400, '', { headers }).hint).toContain('Request ID: c-1');
	});

	test('the title of a page, whatever its attributes', () => {
		const page = answer('<html><title lang="en">Sign in</title></html>');
		expect(notJsonFailure(page).hint).toContain('Title of the page: Sign in');
	});

	test.each([
		['message', { message: 'No such account' }, 'No such account'],
		[
			'error_description (RFC 6749)',
			{ error: 'x', error_description: 'Not granted' },
			'Not granted',
		],
		[
			'detail (RFC 9457)',
			{ type: 'about:blank', title: 'Bad', detail: 'id is no number' },
			'id is no number',
		],
		['title (RFC 9457)', { type: 'about:blank', title: 'Bad id' }, 'Bad id'],
		['error as a text', { error: 'Bad id' }, 'Bad id'],
		['error as an object', { error: { code: 7, message: 'Bad id' } }, 'Bad id'],
		[
			'errors as a list',
			{ errors: [{ field: 'id', message: 'bad' }] },
			'[{"field":"id","message":"bad"}]',
		],
		['unknown fields', { reason: 'Bad id' }, '{"reason":"Bad id"}'],
		['a list', ['Bad id'], '["Bad id"]'],
		['a text', 'Bad id', 'Bad id'],
		['a JSON text', '"Bad id"', 'Bad id'],
		['broken JSON', '{"message":"Bad', '{"message":"Bad'],
	])('%s', (_, body, says) => {
		expect(failure(400, body).hint).toBe(
			`Check the fields of this operation. Aurora says: ${says}`,
		);
	});

	test('the errors of single fields come along with their title', () => {
		const body = {
			title: 'One or more validation errors occurred.',
			errors: { Name: ['The Name field is required.'] },
		};
		expect(failure(400, body).hint).toContain('The Name field is required');
	});

	test('an empty message does not hide the next one', () => {
		expect(failure(400, { message: '', detail: 'Bad id' }).hint).toContain('Bad id');
	});

	test('an empty body and a web page are not', () => {
		expect(failure(404).hint).toBe('Check the fields of this operation.');
		expect(statusFailure(webPage('404', 404)).hint).toBe('Check the fields of this operation.');
	});

	test('in one line, without control characters', () => {
		const { hint } = failure(400, { message: 'a\r\nb\tc\u0000\u001b[31md\u2028e\u202Ef' });
		expect(hint).toContain('Aurora says: a b c [31md e f');
		expect(hint).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
	});

	test('up to 500 characters', () => {
		for (const body of [{ message: 'x'.repeat(5_000) }, 'x'.repeat(500_000), ['x'.repeat(5_000)]]) {
			const said = failure(400, body).hint.split('Aurora says: ')[1];
			expect(said).toHaveLength(500);
			expect(said).toMatch(/…$/);
		}
		expect(failure(400, { message: 'x'.repeat(500) }).hint).toMatch(/x{500}$/);
	});

	test.each(['x-request-id', 'x-correlation-id', 'request-id', 'traceparent'])(
		'with the number in %s, by which Aurora finds the request',
		(name) => {
			const { hint } = failure(500, { message: 'Oops' }, { headers: { [name]: 'r-1\n' } });
			expect(hint).toMatch(/Aurora says: Oops Request ID: r-1$/);
		},
	);
});

describe('a good status with a bad body', () => {
	test('a web page, by its type or by its looks', () => {
		for (const page of [webPage('Sign in'), answer('\n <html><title>Sign in</title></html>')]) {
			const error = notJsonFailure(page);
			expect(error.message).toBe('Aurora answered with a web page instead of data');
			expect(error.hint).toMatch(/Check 'Environment'.*Title of the page: Sign in$/);
		}
	});

	test('broken JSON, with its beginning', () => {
		const error = notJsonFailure(answer(`{"a":\n"${'b'.repeat(500)}`));
		expect(error.message).toBe('The answer of Aurora is not valid JSON');
		expect(error.hint).toMatch(/^It may have been cut off.*It begins with: \{"a": "b+…$/);
		expect(error.hint.length).toBeLessThan(220);
	});
});

test('a redirect elsewhere: where to, without the path or the query of it', () => {
	const target = new URL('https://login.example.com/path?secret=1');
	const error = redirectFailure(answer('', { status: 302 }), target);
	expect(error.message).toBe('Aurora redirects the request to another address (status 302)');
	expect(error.hint).toContain(`so that the token stays with ${API}`);
	expect(error.hint).toContain('leads to https://login.example.com.');
	expect(redirectFailure(answer('', { status: 302 }), undefined).hint).toContain(
		'an unreadable address',
	);
});

describe('no answer', () => {
	const says = (code: string, wrapped = false) => {
		const error = Object.assign(new Error(`canary ${code}`), { code });
		return requestFailure(wrapped ? new Error('n8n', { cause: error }) : error, 'api.example.com');
	};

	test.each([
		['ENOTFOUND', 'the name api.example.com could not be looked up (DNS)', 'DNS of the machine'],
		['EAI_AGAIN', 'the name api.example.com could not be looked up (DNS)', 'DNS of the machine'],
		['ECONNREFUSED', 'api.example.com refused the connection', 'The service may be down'],
		['ETIMEDOUT', 'api.example.com did not answer in time', 'Try again later'],
		['ECONNABORTED', 'api.example.com did not answer in time', 'Try again later'],
		['ECONNRESET', 'the connection to api.example.com broke', 'Code: ECONNRESET'],
		[
			'SELF_SIGNED_CERT_IN_CHAIN',
			'the TLS certificate of api.example.com is not trusted',
			'NODE_EXTRA_CA_CERTS',
		],
		[
			'CERT_HAS_EXPIRED',
			'the TLS certificate of api.example.com is not trusted',
			'Code: CERT_HAS_EXPIRED',
		],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'the TLS certificate of api.example.com is not trusted', ''],
	])('%s', (code, reason, hint) => {
		for (const error of [says(code), says(code, true)]) {
			expect(error.message).toBe(`The Aurora API can't be reached: ${reason}`);
			expect(error.hint).toContain(hint);
			expect(error.httpCode).toBeUndefined();
			expect(error.hint).not.toContain('canary');
		}
	});
});
