import { failureIn } from '../../../../nodes/Aurora/api/failureIn';

import { answer } from '../../support/answers';

describe('a good status', () => {
	const isFailure = (body: object) => failureIn(body, answer(body)) !== undefined;

	test.each([
		...[0, '0', 'none', 'None', 'false', false, null, '', [], {}].map((error) => ({ error })),
		{ errors: 0, data: null },
		{ error: { code: 0, message: '' }, data: [] },
		{ code: 1, msg: 'success', data: null },
		{ code: 200, message: 'anything' },
		{ code: 7, message: 'Successful.' },
		{ message: 'no code' },
	])('with %j is a success', (body) => {
		expect(isFailure(body)).toBe(false);
	});

	test.each([
		...[1, true, 'No.', ['x'], { code: 5 }].map((error) => ({ error })),
		{ code: 1, msg: 'failed', data: null },
		{ code: 500, message: null, details: [] },
		{ success: false, message: 'success' },
		{ status: 'error' },
		{ Succeeded: false, Data: [] },
		{ data: [], Errors: ['x'] },
		{ statusCode: 503, message: 'down', data: [] },
		{ code: 'ERR_1', message: 'x', data: [] },
		{ code: 1001, message: 'timeout', data: [] },
		{ type: 'about:blank', title: 'Down', status: 503, items: [] },
		{ meta: { error: 'x', code: 500 }, data: [] },
		{ fault: { faultstring: 'x' }, data: [] },
		{ exception: 'NullPointer', data: [] },
		{ hasErrors: true, data: [] },
		{ data: [], error_code: 'E1' },
		{ status: 'unavailable', data: [] },
		...['false', 0, '0'].map((success) => ({ success, data: [] })),
		{ resultCode: -1, data: [] },
	])('with %j is a failure', (body) => {
		expect(isFailure(body)).toBe(true);
	});

	test.each([
		{ status: 'complete', message: 'nothing found', data: [] },
		{ status: 'unavailable', data: [{ id: 1 }] },
		{ code: 1001, message: 'cached', data: [{ id: 1 }] },
	])('with %j is what it seems', (body) => {
		expect(failureIn(body, answer(body), body.data.length === 0)).toBeUndefined();
	});

	test('is a failure where records came with the status and the words of an error', () => {
		const body = { status: 500, message: 'shard down', data: [{ id: 1 }] };
		expect(failureIn(body, answer(body), false)?.description).toContain('shard down');
	});

	test('202 with words and no record is no empty list', () => {
		const body = { message: 'queued', data: [] };
		expect(failureIn(body, answer(body, { status: 202 }))).toBeDefined();
		expect(failureIn(body, answer(body))).toBeUndefined();
	});
});
