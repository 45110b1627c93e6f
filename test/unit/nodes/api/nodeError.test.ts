import {
	ExpressionError,
	NodeApiError,
	NodeOperationError,
	OperationalError,
	UserError,
	type INode,
} from 'n8n-workflow';

import { AuroraError, type ErrorDetails } from '../../../../lib/http/errors';
import { toNodeError } from '../../../../nodes/Aurora/api/nodeError';

import { everythingVisibleIn } from '../../support/secrets';

const node = {
	name: 'Aurora',
	type: 'n8n-nodes-aurora.aurora',
	parameters: {},
} as unknown as INode;

const failure = (details?: ErrorDetails, message = 'What happened') =>
	new AuroraError(message, 'What to do', details);

test.each([400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 504])(
	'a failure with status %i becomes an API error that says the same, and nothing of its own',
	(status) => {
		const error = toNodeError(node, failure({ status }), 3);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'What happened',
			description: 'What to do',
			httpCode: String(status),
			context: { itemIndex: 3 },
		});
	},
);

test('a failure without a status becomes an operation error that says the same', () => {
	const error = toNodeError(node, failure(), 0);
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error).toMatchObject({
		message: 'What happened',
		description: 'What to do',
		context: { itemIndex: 0 },
	});
});

test.each([{}, { status: 404 }])('words of the user stay in the message (%j)', (details) => {
	// n8n would replace it for the EPERM in it.
	const message = "No account has a field 'employeePermit'";
	expect(toNodeError(node, failure(details, message)).message).toBe(message);
});

test.each([{}, { status: 500 }])('without an item there is no index (%j)', (details) => {
	expect(toNodeError(node, failure(details)).context.itemIndex).toBeUndefined();
});

test('an error of n8n passes, with the index of the item unless it has one', () => {
	const own = new NodeOperationError(node, 'Node does not have any credentials set');
	expect(toNodeError(node, own, 5)).toBe(own);
	expect(own.context.itemIndex).toBe(5);
	expect(toNodeError(node, own, 6).context.itemIndex).toBe(5);
	const ofApi = new NodeApiError(node, { message: 'Oops' });
	expect(toNodeError(node, ofApi)).toBe(ofApi);
});

test('n8n’s errors are known by name: their classes may be those of a second n8n-workflow', () => {
	class ExpressionExtensionError extends ExpressionError {}
	class Lookalike extends Error {
		readonly context: { itemIndex?: number } = {};
		constructor(override readonly name: string) {
			super('No such field');
		}
	}
	for (const error of [
		new ExpressionError('No such field'),
		new ExpressionExtensionError('No such field'),
		...['NodeApiError', 'NodeOperationError', 'ExpressionError'].map((name) => new Lookalike(name)),
	]) {
		expect(toNodeError(node, error, 4)).toBe(error);
		expect(error).toMatchObject({ message: 'No such field', context: { itemIndex: 4 } });
	}
	const { message } = toNodeError(node, new Lookalike('SomeError'), 4);
	expect(message).toBe('Something unexpected happened in the Aurora node');
});

test.each([
	new UserError('Credential with ID "5" does not exist for type "auroraApi".'),
	new OperationalError('Credentials could not be decrypted.', { description: 'Check the key.' }),
])('an error of n8n about a credential keeps its words: %s', (error) => {
	const { message, description } = error;
	const shown = toNodeError(node, error, 1);
	expect([shown.message, shown.description]).toEqual([message, description]);
});

test('a value that is nested too deeply is told with a sentence', () => {
	const tooDeep = new RangeError('Maximum call stack size exceeded');
	expect(toNodeError(node, tooDeep).message).toBe('A value is nested too deeply');
});

test('anything else says that it is unexpected, with its words, up to 500 characters', () => {
	for (const thrown of [new TypeError('x is not a function'), 'x is not a function']) {
		expect(toNodeError(node, thrown, 1)).toMatchObject({
			message: 'Something unexpected happened in the Aurora node',
			description: 'x is not a function',
			context: { itemIndex: 1 },
		});
	}
	expect(toNodeError(node, new Error('x'.repeat(9_000))).description).toHaveLength(500);
});

test('no request, response or token hangs on to the error, however deep one looks', () => {
	const request = { headers: { Authorization: 'Bearer canary' } };
	const known = Object.assign(failure({ status: 500 }), {
		config: request,
		cause: { response: { data: 'canary' }, request },
	});
	const unexpected = Object.assign(new Error('Oops'), { config: request });
	for (const error of [toNodeError(node, known, 0), toNodeError(node, unexpected, 0)]) {
		const everything = everythingVisibleIn(error);
		expect(everything).toContain('Aurora');
		expect(everything).not.toContain('canary');
	}
});
