import type { IExecuteFunctions } from 'n8n-workflow';

import { chosenOperation } from '../../../../nodes/Aurora/operations/chosenOperation';
import { resources } from '../../../../nodes/Aurora/resources';

import { refusal } from '../../support/refusal';

function chosen(resource: string, operation: string) {
	const parameters: Record<string, string> = { resource, operation };
	const context = { getNodeParameter: (name: string) => parameters[name] };
	return chosenOperation(context as unknown as IExecuteFunctions, resources);
}

test.each(
	resources.flatMap(({ value, operations }) => operations.map((each) => [value, each] as const)),
)('%s $value', (resource, operation) => {
	expect(chosen(resource, operation.value)).toBe(operation);
});

test.each([
	['account', 'delete', "The operation 'delete' does not exist"],
	['account', 'send', "The operation 'send' does not exist"],
	['invoice', 'get', "The resource 'invoice' does not exist"],
])('%s → %s is refused with what there is', (resource, operation, message) => {
	expect(refusal(() => chosen(resource, operation))).toMatchObject({
		message,
		description:
			'Choose one of these: Account → Get Many, Account → Get, Account → Search, Record → Get Many, Record → Get, Record → Search, API Request → Send.',
	});
});

test.each([
	['account', '__CUSTOM_API_CALL__'],
	['__CUSTOM_API_CALL__', ''],
])("n8n's Custom API Call (%s, %s) is refused with what to use instead", (resource, operation) => {
	expect(refusal(() => chosen(resource, operation))).toMatchObject({
		message: 'The Aurora node does not support custom API calls',
		description:
			"Choose the resource 'API Request' here, or use the HTTP Request node with this credential.",
	});
});
