import { failureIn, isProblemList } from '../../../../nodes/Aurora/api/failureIn';

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
		...['A1', '1-2', '-1x'].map((code) => ({ code, data: [] })),
		{ status: ['error'], data: [] },
		{ meta: { page: 1 }, data: [] },
	])('with %j is a success', (body) => {
		expect(isFailure(body)).toBe(false);
	});

	test.each([
		...[1, true, 'No.', ['x'], { code: 5 }].map((error) => ({ error })),
		{ code: 1, msg: 'failed', data: null },
		{ code: 500, message: null, details: [] },
		{ status: 500, data: [] },
		{ code: -12, data: [] },
		{ message: 'The request is invalid', violations: [{ field: 'a' }] },
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
		{ status: 500, data: [{ id: 1 }] },
	])('with %j is what it seems', (body) => {
		expect(failureIn(body, answer(body), body.data.length === 0)).toBeUndefined();
	});

	test('is a failure where records came with the status and the words of an error', () => {
		const body = { status: 500, message: 'shard down', data: [{ id: 1 }] };
		expect(failureIn(body, answer(body), false)?.description).toContain('shard down');
		const failed = { status: 'failed', data: [{ id: 1 }] };
		expect(failureIn(failed, answer(failed), false)).toBeDefined();
	});

	test('202 with words and no record is no empty list', () => {
		const body = { message: 'queued', data: [] };
		expect(failureIn(body, answer(body, { status: 202 }))).toBeDefined();
		expect(failureIn(body, answer(body))).toBeUndefined();
		const wordless = { data: [] };
		expect(failureIn(wordless, answer(wordless, { status: 202 }))).toBeUndefined();
	});
});

test.each<[holder: Record<string, unknown>, name: string, isProblem: boolean]>([
	[{ message: 'The request is invalid' }, 'details', true],
	[{ errorMsg: 'null pointer' }, 'validationErrors', true],
	[{ message: 'The request is invalid' }, 'items', false],
	...[null, false, '', 'null'].map((message): [Record<string, unknown>, string, boolean] => [
		{ message },
		'details',
		false,
	]),
	[{}, 'details', false],
	[{ message: 'OK' }, 'details', false],
	[{ message: 'The request is invalid', success: true }, 'details', false],
	[{ message: 'The request is invalid', code: 200 }, 'details', false],
])('beside %j, %s is a list of what is wrong: %s', (holder, name, isProblem) => {
	expect(isProblemList(holder, name)).toBe(isProblem);
});
