import { explainNetworkError } from '../../../../lib/http/networkError';

const HOST = 'auth.example.com';
const explain = (thrown: unknown, host = HOST) => explainNetworkError(thrown, host);
const withCode = (code?: string) => explain(Object.assign(new Error('canary'), { code }));
const codeIn = (thrown: unknown) => / Code: (.+)\.$/.exec(explain(thrown).description)?.[1] ?? '';

const CLOSED = /^the connection to .* was closed before the response was complete$/;
const FAILED = /^the connection to .* failed$/;

test.each([
	// code, what is said, it may have reached the server, it is transient, it is a timeout
	['ENOTFOUND', /^n8n can't find /, false, true, false],
	['EAI_AGAIN', /^n8n can't find /, false, true, false],
	['ECONNREFUSED', / refused the connection$/, false, true, false],
	['EHOSTUNREACH', /^n8n has no route to /, false, true, false],
	['ENETUNREACH', /^n8n has no route to /, false, true, false],
	['ETIMEDOUT', / did not respond in time$/, true, true, true],
	['ECONNABORTED', / did not respond in time$/, true, true, true],
	['ESOCKETTIMEDOUT', / did not respond in time$/, true, true, true],
	['ERR_CANCELED', / did not respond in time$/, true, true, true],
	['CERT_HAS_EXPIRED', /certificate .* not trusted$/, false, false, false],
	['DEPTH_ZERO_SELF_SIGNED_CERT', /certificate .* not trusted$/, false, false, false],
	['SELF_SIGNED_CERT_IN_CHAIN', /certificate .* not trusted$/, false, false, false],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /certificate .* not trusted$/, false, false, false],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /certificate .* not trusted$/, false, false, false],
	['ERR_TLS_CERT_ALTNAME_INVALID', /certificate .* not trusted$/, false, false, false],
	['Z_DATA_ERROR', /could not be unpacked \(content-encoding\)$/, true, false, false],
	['EPROTO', /^the TLS handshake with .* failed$/, false, false, false],
	['ERR_SSL_WRONG_VERSION_NUMBER', /^the TLS handshake/, false, false, false],
	['ECONNRESET', CLOSED, true, true, false],
	['EPIPE', CLOSED, true, true, false],
	['ERR_BAD_RESPONSE', CLOSED, true, true, false],
	['ERR_NETWORK', FAILED, true, true, false],
	['', FAILED, true, false, false],
	[undefined, FAILED, true, false, false],
])('%s is explained', (code, said, mayHaveReachedServer, isTransient, isTimeout) => {
	const error = withCode(code);
	expect(error.reason).toMatch(said);
	expect(error.reason).toContain(HOST);
	expect(error).toMatchObject({ mayHaveReachedServer, isTransient });
	expect(error.isTimeout ?? false).toBe(isTimeout);
	// n8n replaces whole messages that contain a code; nothing else of the error may be seen.
	if (code) expect(error.reason + error.advice).not.toContain(code);
	expect(error.description).toBe(code ? `${error.advice} Code: ${code}.` : error.advice);
	expect(JSON.stringify(error)).not.toContain('canary');
});

test.each([
	'Domain not allowed: This credential is restricted from accessing auth.example.com.',
	'No allowed domains specified. Configure allowed domains or change restriction setting.',
])('knows how n8n itself forbids a request: %s', (message) => {
	const error = explain(new Error(message));
	expect(error.reason).toContain(HOST);
	expect(error.advice).toContain("'Allowed Domains'");
	expect(error).toMatchObject({ mayHaveReachedServer: false, isTransient: false });
	expect(explain(new Error(`The service said: ${message}`)).reason).toMatch(FAILED);
});

it('names a host that is not found without its port', () => {
	expect(explain({ code: 'ENOTFOUND' }, `${HOST}:8443`).reason).toBe(`n8n can't find ${HOST}`);
});

describe('the code', () => {
	const caused = (depth: number): object =>
		depth === 0 ? { code: 'EPIPE' } : { cause: caused(depth - 1) };
	const circle: { cause?: unknown } = {};
	circle.cause = circle;

	test.each<[string, unknown, string]>([
		['in what caused the error', new Error('outer', { cause: { code: 'EPIPE' } }), 'EPIPE'],
		['in three causes', caused(3), 'EPIPE'],
		['not in four', caused(4), ''],
		['where n8n up to 2.30 puts it', { code: ['A'], httpCode: 'EPIPE' }, 'EPIPE'],
		['behind a status', { httpCode: '503', cause: { code: 'EPIPE' } }, 'EPIPE'],
		[
			'for a broken response, of which n8n tells the status',
			{ httpCode: '200' },
			'ERR_BAD_RESPONSE',
		],
		['not for an empty status', { httpCode: '' }, ''],
		['not in what is no status', { httpCode: '5XX' }, ''],
		['not in a longer number', { httpCode: '1503' }, ''],
		['not in a number', { code: 7 }, ''],
		['not in a list', { code: ['EPIPE'] }, ''],
		['not in a circle', circle, ''],
		['not in nothing', undefined, ''],
		['not in null', null, ''],
		['not in a text', 'text', ''],
	])('is found %s', (_where, thrown, code) => {
		expect(codeIn(thrown)).toBe(code);
	});
});
