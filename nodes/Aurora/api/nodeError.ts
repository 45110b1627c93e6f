import { ExpressionError, NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { AuroraCredentialError } from '../../../lib/http/credentialError';

import { AuroraError } from '../../../lib/http/errors';

/**
 * n8n's error for whatever was thrown. It is built from words alone: no request and no answer, which
 * hold the token, hang on to it, because n8n stores errors with the execution.
 *
 * @param itemIndex the input item that it belongs to
 */
export function toNodeError(
	node: INode,
	thrown: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (thrown instanceof NodeOperationError || thrown instanceof NodeApiError) {
		if (itemIndex !== undefined) thrown.context.itemIndex ??= itemIndex;
		return thrown;
	}
	// n8n's own words about an expression that can't be evaluated.
	if (thrown instanceof ExpressionError) return new NodeOperationError(node, thrown, { itemIndex });
	const { message, hint, httpCode } = asAuroraError(thrown);
	const error =
		httpCode === undefined
			? new NodeOperationError(node, message, { description: hint, itemIndex })
			: new NodeApiError(
					node,
					{ message },
					{ message, description: hint, httpCode: String(httpCode), itemIndex },
				);
	// n8n replaces a message in which it finds a code such as EPERM, also inside "employeePermit".
	error.message = message;
	return error;
}

function asAuroraError(thrown: unknown): AuroraError {
	if (thrown instanceof AuroraError) return thrown;
	if (thrown instanceof AuroraCredentialError) {
		return new AuroraError(thrown.message, thrown.description ?? '');
	}
	const words = thrown instanceof Error ? thrown.message : String(thrown);
	return new AuroraError('Something unexpected happened in the Aurora node', words.slice(0, 500));
}
