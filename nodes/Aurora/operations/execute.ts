import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { AuroraApiClient } from '../api/client';
import { toNodeError } from '../api/nodeError';

import { chosenOperation } from './chosenOperation';
import type { OperationCall, Resource } from './operation';
import { readOptions } from './options';
import { Parameters } from './parameters';
import { maxConcurrentItems } from './requestOptions';

/**
 * Runs the chosen operation for every input item, several at a time.
 *
 * @returns the outputs in the order of the inputs, each paired to its input item
 * @throws NodeApiError or NodeOperationError with the index of the item, unless the node is set to
 *   continue: then that item's output is one item with `error` (what happened) and `message` (what to do)
 */
export async function runOperations(
	context: IExecuteFunctions,
	resources: Resource[],
): Promise<INodeExecutionData[]> {
	const outputs: INodeExecutionData[][] = context.getInputData().map(() => []);
	const parameters = new Parameters(context);
	const prepared = prepare(context, resources, parameters);
	const shared = sharedAmongItems(context);
	const runItem = async (itemIndex: number) => {
		const output = await outputOf(context, itemIndex, async () => {
			const { client, operation } = await prepared();
			const parameter = (name: string, fallback?: unknown) =>
				parameters.get(name, itemIndex, fallback);
			return await operation.run({
				context,
				client,
				parameter,
				locator: (name) => parameters.locator(name, itemIndex),
				options: () => readOptions(parameter('options', {}) as IDataObject),
				...shared,
			});
		});
		outputs[itemIndex] = output.map((item) => ({ ...item, pairedItem: { item: itemIndex } }));
	};
	const end = async () =>
		await prepared().then(
			({ client }) => client.end(),
			() => {},
		);
	// The first goes alone: if the credential doesn't work, one request finds out and not fifty.
	if (outputs.length > 0) await runItem(0);
	const { concurrency } = await prepared().catch(() => ({ concurrency: 1 }));
	await inParallel(outputs.length, 1, concurrency, runItem).finally(end);
	return outputs.flat();
}

/** What all items need, made when the first one asks for it. */
function prepare(context: IExecuteFunctions, resources: Resource[], parameters: Parameters) {
	const make = async () => ({
		operation: chosenOperation(context, resources),
		concurrency: maxConcurrentItems.read(parameters.get('options', 0, {}) as IDataObject),
		client: await AuroraApiClient.open(context),
	});
	let made: ReturnType<typeof make> | undefined;
	return async () => await (made ??= make());
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
		if (!context.continueOnFail()) throw error;
		// n8n knows an item with exactly these fields as a failed one, and sends it to the error output;
		// n8n up to 2.30 only if neither is empty.
		const { message, description } = error;
		return [{ json: description ? { error: message, message: description } : { error: message } }];
	}
}

function sharedAmongItems(context: IExecuteFunctions): Pick<OperationCall, 'once' | 'hint'> {
	const made = new Map<string, Promise<unknown>>();
	const hinted = new Set<string>();
	return {
		once: async <T>(key: string, make: () => Promise<T>) => {
			const value = made.get(key) ?? make();
			made.set(key, value);
			return (await value) as T;
		},
		hint: (message) => {
			if (hinted.has(message)) return;
			hinted.add(message);
			context.addExecutionHints({ message, location: 'outputPane' });
		},
	};
}

/** Runs a task for each index, at most so many at once; after a failure no further one is begun. */
async function inParallel(
	end: number,
	start: number,
	atOnce: number,
	task: (index: number) => Promise<void>,
): Promise<void> {
	let next = start;
	const stop = async (error: unknown) => {
		next = end;
		return await Promise.reject(error);
	};
	const worker = async () => {
		while (next < end) await task(next++).catch(stop);
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, Math.max(0, end - start)) }, worker));
}
