import { AuroraError } from '../../../../lib/http/errors';

it('says what happened and what to do, and what is known besides', () => {
	const error = new AuroraError('Not found', ' Check it. ', { status: 404, retryAfter: 5 });
	const seen = { message: 'Not found', description: 'Check it.', status: 404 };
	expect(error).toMatchObject({ ...seen, isRetryable: false, details: { retryAfter: 5 } });
	expect(error.copy()).toEqual(error);
	expect(error.copy()).toMatchObject({ description: 'Check it.', details: error.details });
	expect(error.copy()).not.toBe(error);
});

it('carries nothing that n8n would act on or store', () => {
	const error = new AuroraError('Not found', '', { status: 401 });
	expect(error).not.toHaveProperty('response');
	expect(error.cause).toBeUndefined();
});
