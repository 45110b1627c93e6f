import type { IExecuteFunctions } from 'n8n-workflow';

import { account } from '../../../../nodes/Aurora/resources/account';
import { apiRequest } from '../../../../nodes/Aurora/resources/apiRequest/apiRequest';
import { chosenOperation } from '../../../../nodes/Aurora/operations/chosenOperation';

import { refusal } from '../../support/refusal';

const resources = [account, apiRequest];

function chosen(resource: string, operation: string) {
	const parameters: Record<string, string> = { resource, operation };
	const context = { getNodeParameter: (name: string) => parameters[name] };
	return chosenOperation(context as unknown as IExecuteFunctions, resources);
}

test.each(
	resources.flatMap((resource) => resource.operations.map((each) => [resource, each] as const)),
)('$value $value', (resource, operation) => {
	expect(chosen(resource.value, operation.value)).toBe(operation);
});

const known =
	'Choose one of these: Account → Get, Account → Get Many, Account → Search, API Request → Send.';

test('an operation that does not exist is refused with those that do', () => {
	expect(refusal(() => chosen('account', 'delete'))).toMatchObject({
		message: "The operation 'delete' does not exist",
		hint: known,
	});
	expect(refusal(() => chosen('account', 'send')).message).toBe(
		"The operation 'send' does not exist",
	);
});

test('so is a resource', () => {
	expect(refusal(() => chosen('invoice', 'get'))).toMatchObject({
		message: "The resource 'invoice' does not exist",
		hint: known,
	});
});

test.each([
	['account', '__CUSTOM_API_CALL__'],
	['__CUSTOM_API_CALL__', ''],
])("n8n's Custom API Call (%s, %s) is refused with what to use instead", (resource, operation) => {
	expect(refusal(() => chosen(resource, operation))).toMatchObject({
		message: 'The Aurora node does not do custom API calls',
		hint: "Choose the resource 'API Request' here, or use the HTTP Request node with this credential.",
	});
});
