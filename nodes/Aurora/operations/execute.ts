import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { AuroraError } from '../../../lib/http/errors';
import { toNodeError, withAdvice } from '../api/nodeError';

import { Clients } from './clients';
import { unknownChoice, type Operation, type Resource } from './operation';
import { maxConcurrentItems, readOptions } from './options';
import { Parameters } from './parameters';

/**
 * Runs the chosen operation for every input item, several at a time.
 *
 * @returns the outputs in the order of the inputs, each paired to its input item
 * @throws NodeApiError or NodeOperationError with the index of the item, unless the node is set to
 *   continue: then that item's output is one item with `error`, an object
 */
export async function runOperations(
	context: IExecuteFunctions,
	resources: Resource[],
): Promise<INodeExecutionData[]> {
	const input = context.getInputData();
	const outputs: INodeExecutionData[][] = input.map(() => []);
	const parameters = new Parameters(context);
	const clients = new Clients(context);
	/** What operations tell beside their output, and the input items that it is about. */
	const hints = new Map<string, Set<number>>();
	let operation: Operation | undefined;
	const runItem = async (itemIndex: number) => {
		const parameter = (name: string, fallback?: unknown) =>
			parameters.get(name, itemIndex, fallback);
		const output = await outputOf(context, itemIndex, async () => {
			operation ??= chosenOperation(context, resources);
			return await operation.run({
				context,
				input: input[itemIndex],
				...(await clients.forItem(itemIndex)),
				parameter,
				locator: (name) => parameters.locator(name, itemIndex),
				options: () => readOptions(parameter('options', {}) as IDataObject),
				hint: (message) => hints.set(message, (hints.get(message) ?? new Set()).add(itemIndex)),
			});
		});
		// Not copied, as there may be a hundred thousand.
		const pairedItem = { item: itemIndex };
		for (const item of output) item.pairedItem = pairedItem;
		outputs[itemIndex] = output;
	};
	try {
		// The first goes alone: if the credential doesn't work, one request finds out and not fifty.
		if (input.length > 0) await runItem(0);
		await inParallel(1, input.length, concurrencyIn(parameters), runItem);
	} finally {
		clients.end();
	}
	const texts = [...hints].map(([message, { size }]) =>
		size === input.length ? message : `${size} of ${input.length} input items: ${message}`,
	);
	context.addExecutionHints(
		...texts.map((message) => ({ message, location: 'outputPane' }) as const),
	);
	const told = isTool(context) ? texts : [];
	const notes = told.map((hint) => ({ json: { hint }, pairedItem: { item: 0 } }));
	return [...outputs.flat(), ...notes];
}

/** @throws AuroraError also for Custom API Call, which n8n offers in the list but doesn't carry out */
function chosenOperation(context: IExecuteFunctions, resources: Resource[]): Operation {
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
	throw resource
		? unknownChoice('operation', operationValue, known)
		: unknownChoice('resource', resourceValue, known);
}

/** A model reads the output and the message of an error, but no hint and no description. */
function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/** As the first item says; if it says nothing that can be used, it has failed for that. */
function concurrencyIn(parameters: Parameters): number {
	const { name, default: standard } = maxConcurrentItems.field;
	try {
		const given = parameters.get(`options.${name}`, 0, standard);
		return maxConcurrentItems.read({ [name]: given as number });
	} catch {
		return 1;
	}
}

async function outputOf(
	context: IExecuteFunctions,
	itemIndex: number,
	run: () => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	try {
		return await run();
	} catch (thrown) {
		const error = toNodeError(context.getNode(), thrown, itemIndex);
		if (!context.continueOnFail()) throw isTool(context) ? withAdvice(error) : error;
		const { message, description } = error;
		const { status = null, isRetryable = false } = thrown instanceof AuroraError ? thrown : {};
		const told = { message, description: description ?? '', statusCode: status };
		// All n8n versions take an item with nothing but `error` for a failed one.
		return [{ json: { error: { ...told, retryable: isRetryable } } }];
	}
}

/** Runs a task for each index, so many at once; after a failure no further one is begun. */
async function inParallel(
	start: number,
	end: number,
	atOnce: number,
	task: (index: number) => Promise<void>,
): Promise<void> {
	const indexes = (function* () {
		for (let index = start; index < end; index++) yield index;
	})();
	const worker = async () => {
		// An error in one loop ends the generator, and so all loops.
		for (const index of indexes) await task(index);
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
}
