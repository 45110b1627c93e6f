import type { IExecuteFunctions } from 'n8n-workflow';

import { AuroraError } from '../../../lib/http/errors';
import type { Operation, Resource } from './operation';

/**
 * The operation that the node is set to.
 *
 * @throws AuroraError for one that this node doesn't have, such as n8n's own Custom API Call, which
 *   n8n offers in the list but doesn't carry out
 */
export function chosenOperation(context: IExecuteFunctions, resources: Resource[]): Operation {
	const resourceValue = context.getNodeParameter('resource', 0) as string;
	const operationValue = context.getNodeParameter('operation', 0, '') as string;
	if ([resourceValue, operationValue].includes('__CUSTOM_API_CALL__')) {
		throw new AuroraError(
			'The Aurora node does not support custom API calls',
			"Choose the resource 'API Request' here, or use the HTTP Request node with this credential.",
		);
	}
	const resource = resources.find(({ value }) => value === resourceValue);
	const operation = resource?.operations.find(({ value }) => value === operationValue);
	if (operation) return operation;
	const known = resources.flatMap(({ name, operations }) =>
		operations.map((each) => `${name} → ${each.name}`),
	);
	throw new AuroraError(
		resource
			? `The operation '${operationValue}' does not exist`
			: `The resource '${resourceValue}' does not exist`,
		`Choose one of these: ${known.join(', ')}.`,
	);
}
