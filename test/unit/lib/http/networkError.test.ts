import { errorCode, networkFailure } from '../../../../lib/http/networkError';

const failure = (code?: string) =>
	networkFailure(Object.assign(new Error('canary'), { code }), 'auth.example.com');

test.each([
	// code, what is said, the request can have arrived, worth another try
	['ENOTFOUND', /could not be looked up/, false, true],
	['EAI_AGAIN', /could not be looked up/, false, true],
	['ECONNREFUSED', /refused the connection/, false, true],
	['EHOSTUNREACH', /refused the connection/, false, true],
	['ENETUNREACH', /refused the connection/, false, true],
	['ETIMEDOUT', /did not answer in time/, true, true],
	['ECONNABORTED', /did not answer in time/, true, true],
	['ESOCKETTIMEDOUT', /did not answer in time/, true, true],
	['CERT_HAS_EXPIRED', /certificate .* not trusted/, false, false],
	['DEPTH_ZERO_SELF_SIGNED_CERT', /certificate .* not trusted/, false, false],
	['SELF_SIGNED_CERT_IN_CHAIN', /certificate .* not trusted/, false, false],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /certificate .* not trusted/, false, false],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /certificate .* not trusted/, false, false],
	['ERR_TLS_CERT_ALTNAME_INVALID', /certificate .* not trusted/, false, false],
	['EPROTO', /certificate .* not trusted/, false, false],
	['ECONNRESET', /broke/, true, true],
	['EPIPE', /broke/, true, true],
	['ERR_NETWORK', /broke/, true, true],
	['', /broke/, true, false],
	[undefined, /broke/, true, false],
])('%s is explained and tells whether to try again', (code, said, maySend, passing) => {
	const { reason, ...rest } = failure(code);
	expect(reason).toMatch(said);
	expect(reason).toContain('auth.example.com');
	expect(rest).toMatchObject({ maySend, passing });
	expect(rest.hint).not.toBe('');
});

it('has no code in reason and advice: n8n replaces whole messages that contain one', () => {
	for (const code of ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EAI_AGAIN']) {
		const { reason, advice, hint } = failure(code);
		expect(`${reason}${advice}`).not.toContain(code);
		expect(hint).toBe(`${advice} Code: ${code}.`);
	}
});

test.each([
	'Domain not allowed: This credential is restricted from accessing auth.example.com.',
	'No allowed domains specified. Configure allowed domains or change restriction setting.',
])('knows how n8n itself forbids a request: %s', (message) => {
	const { reason, advice, maySend, passing } = networkFailure(
		new Error(message),
		'auth.example.com',
	);
	expect(reason).toContain('auth.example.com');
	expect(advice).toContain("'Allowed HTTP Request Domains'");
	expect([maySend, passing]).toEqual([false, false]);
	const quoted = networkFailure(new Error(`The service said: ${message}`), 'auth.example.com');
	expect(quoted.reason).toMatch(/broke/);
});

it('names a host that is not found without its port', () => {
	const { reason } = networkFailure({ code: 'ENOTFOUND' }, 'auth.example.com:8443');
	expect(reason).toContain('the name auth.example.com could');
});

it('says nothing of what the HTTP client threw but its code', () => {
	expect(JSON.stringify(failure('ECONNRESET'))).not.toContain('canary');
	expect(failure('ECONNRESET').hint).toContain('ECONNRESET');
});

describe('the code', () => {
	it('is found in what caused the error', () => {
		const cause = new Error('outer', { cause: { code: 'ECONNREFUSED' } });
		expect(errorCode(new Error('outermost', { cause }))).toBe('ECONNREFUSED');
	});

	it('is looked for in three causes', () => {
		const caused = (depth: number): object =>
			depth === 0 ? { code: 'EPIPE' } : { cause: caused(depth - 1) };
		expect(errorCode(caused(3))).toBe('EPIPE');
		expect(errorCode(caused(4))).toBe('');
	});

	it('is found where n8n up to 2.30 puts it', () => {
		expect(errorCode({ httpCode: 'ECONNREFUSED' })).toBe('ECONNREFUSED');
		expect(errorCode({ code: ['A'], httpCode: 'EPIPE' })).toBe('EPIPE');
		expect(errorCode({ httpCode: '503', cause: { code: 'EPIPE' } })).toBe('EPIPE');
	});

	it('is that of a broken answer where n8n up to 2.30 tells its status alone', () => {
		expect(errorCode({ httpCode: '200' })).toBe('ERR_BAD_RESPONSE');
		expect(errorCode({ httpCode: '' })).toBe('');
	});

	it('is empty when there is none, whatever was thrown', () => {
		const circle: { cause?: unknown } = {};
		circle.cause = circle;
		const noCodes = [{ code: 7 }, { code: ['EPIPE'] }, { httpCode: '5XX' }, { httpCode: '1503' }];
		for (const thrown of [undefined, null, 'text', 5, {}, ...noCodes, circle]) {
			expect(errorCode(thrown)).toBe('');
		}
	});
});
