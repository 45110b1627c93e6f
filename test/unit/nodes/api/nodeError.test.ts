import { ExpressionError, NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { AuroraCredentialError } from '../../../../lib/http/credentialError';
import { AuroraError } from '../../../../lib/http/errors';
import { toNodeError } from '../../../../nodes/Aurora/api/nodeError';

import { everythingVisibleIn } from '../../support/secrets';

const node = {
	name: 'Aurora',
	type: 'n8n-nodes-aurora.aurora',
	parameters: {},
} as unknown as INode;

test('a failure with a status becomes an API error that says the same', () => {
	const error = toNodeError(node, new AuroraError('Aurora has nothing there', 'Check it.', 404), 3);
	expect(error).toBeInstanceOf(NodeApiError);
	expect(error).toMatchObject({
		message: 'Aurora has nothing there',
		description: 'Check it.',
		httpCode: '404',
		context: { itemIndex: 3 },
	});
});

test.each([400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 504])(
	'n8n has no words of its own for status %i',
	(status) => {
		const error = toNodeError(node, new AuroraError('What happened', 'What to do', status), 0);
		expect(error).toMatchObject({ message: 'What happened', description: 'What to do' });
	},
);

test('a failure without a status becomes an operation error', () => {
	const error = toNodeError(node, new AuroraError("'Field' is empty", 'Give a name.'), 0);
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error).toMatchObject({
		message: "'Field' is empty",
		description: 'Give a name.',
		context: { itemIndex: 0 },
	});
});

test('without an item there is no index', () => {
	expect(toNodeError(node, new AuroraError('a', 'b')).context.itemIndex).toBeUndefined();
	expect(toNodeError(node, new AuroraError('a', 'b', 500)).context.itemIndex).toBeUndefined();
});

test('an error of n8n passes, with the index of the item unless it has one', () => {
	const own = new NodeOperationError(node, 'Node does not have any credentials set');
	expect(toNodeError(node, own, 5)).toBe(own);
	expect(own.context.itemIndex).toBe(5);
	expect(toNodeError(node, own, 6).context.itemIndex).toBe(5);
});

test('an expression that fails is told with the index of the item', () => {
	const error = toNodeError(node, new ExpressionError('No such field'), 4);
	expect(error).toMatchObject({ message: 'No such field', context: { itemIndex: 4 } });
});

test('anything else says that it is unexpected, with its words', () => {
	for (const thrown of [new TypeError('x is not a function'), 'x is not a function']) {
		expect(toNodeError(node, thrown, 1)).toMatchObject({
			message: 'Something unexpected happened in the Aurora node',
			description: 'x is not a function',
			context: { itemIndex: 1 },
		});
	}
	expect(toNodeError(node, new Error('x'.repeat(9_000))).description).toHaveLength(500);
});

test('a refusal of the credential says what to do', () => {
	const refused = new AuroraCredentialError(
		"'Client ID' of the Aurora credential is empty",
		'Fill it in.',
	);
	expect(toNodeError(node, refused, 0)).toMatchObject({
		message: "'Client ID' of the Aurora credential is empty",
		description: 'Fill it in.',
	});
});

test.each([undefined, 404])('words of the user do not change the message (status %s)', (status) => {
	const message = "No account has a field 'employeePermit'";
	expect(toNodeError(node, new AuroraError(message, 'Check it.', status)).message).toBe(message);
});

test('no request, answer or token hangs on to the error, however deep one looks', () => {
	const thrown = Object.assign(new AuroraError('What happened', 'What to do', 500), {
		config: { headers: { Authorization: 'Bearer canary' } },
		cause: { response: { data: 'canary' }, request: { headers: { Authentication: 'canary' } } },
	});
	const unexpected = Object.assign(new Error('oops'), { config: { auth: 'canary' } });
	for (const error of [toNodeError(node, thrown, 0), toNodeError(node, unexpected, 0)]) {
		const everything = everythingVisibleIn(error);
		expect(everything).toContain('Aurora');
		expect(everything).not.toContain('canary');
		expect(JSON.stringify(error)).not.toContain('canary');
	}
});
