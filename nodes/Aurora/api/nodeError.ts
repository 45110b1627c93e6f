import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { AuroraError } from '../../../lib/http/errors';

/**
 * n8n's own errors, by name: where a second n8n-workflow is installed beside the package, its classes
 * are others than n8n's.
 */
const OF_N8N = /^(Node(Api|Operation)|Expression(Extension)?)Error$/;

/**
 * n8n's error for whatever was thrown. It is built from words alone: no request and no response,
 * which hold the token, hang on to it, because n8n stores errors with the execution.
 *
 * @param itemIndex the input item that it belongs to
 */
export function toNodeError(
	node: INode,
	thrown: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (isOfN8n(thrown)) {
		if (itemIndex !== undefined) thrown.context.itemIndex ??= itemIndex;
		return thrown;
	}
	const { message, description, status } =
		thrown instanceof AuroraError ? thrown : otherError(thrown);
	const error =
		status === undefined
			? new NodeOperationError(node, message, { description, itemIndex })
			: new NodeApiError(
					node,
					{ message },
					{ message, description, httpCode: String(status), itemIndex },
				);
	// n8n replaces a message in which it finds a code such as EPERM, also inside "employeePermit".
	error.message = message;
	return error;
}

/** An error with its description in the message, for whoever is shown the message alone. */
export function withAdvice<E extends NodeApiError | NodeOperationError>(error: E): E {
	if (error.description) error.message = `${error.message}. ${error.description}`;
	return error;
}

/** Whether an error is n8n's own, made for the user. */
export function isOfN8n(thrown: unknown): thrown is NodeApiError | NodeOperationError {
	return thrown instanceof Error && OF_N8N.test(thrown.name) && 'context' in thrown;
}

/** n8n's errors for users (level info or warning), such as of a deleted credential, keep their words. */
function otherError(thrown: unknown): AuroraError {
	if (thrown instanceof Error && 'level' in thrown && /^(info|warning)$/.test(String(thrown.level)))
		return new AuroraError(
			thrown.message,
			'description' in thrown ? String(thrown.description ?? '') : '',
		);
	if (thrown instanceof RangeError && /call stack/.test(thrown.message))
		return new AuroraError(
			'A value is nested too deeply',
			'It may contain itself. Choose the fields that are wanted.',
		);
	const words = thrown instanceof Error ? thrown.message : String(thrown);
	return new AuroraError('Something unexpected happened in the Aurora node', words.slice(0, 500));
}
