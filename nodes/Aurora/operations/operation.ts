import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ReadOptions } from './options';
import type { AuroraApiClient } from '../api/client';

/** What an operation has at hand for one input item. */
export interface OperationCall {
	context: IExecuteFunctions;
	client: AuroraApiClient;
	/**
	 * A parameter's value for the input item.
	 *
	 * @param fallback for one that is not set
	 */
	parameter(name: string, fallback?: unknown): unknown;
	/** The value of a resource locator for the input item; '' when nothing is chosen. */
	locator(name: string): unknown;
	/** The Options of the input item. */
	options(): ReadOptions;
	/**
	 * Does something once for all items of the execution that ask for the same key.
	 *
	 * @param make called for the first item that asks; the others wait for its outcome
	 */
	once<T>(key: string, make: () => Promise<T>): Promise<T>;
	/** Tells the user something beside the output, such as that more was there. Said once. */
	hint(message: string): void;
}

/** One thing that the node can do: its entry in the list, its fields, and how it is done. */
export interface Operation {
	/** Stays for ever: saved workflows hold it. */
	value: string;
	name: string;
	/** As in the list of actions of n8n's node panel. */
	action: string;
	description: string;
	/** Shown for this operation only. */
	fields: INodeProperties[];
	/** @returns the output for the input item; pairing is added by the caller */
	run(call: OperationCall): Promise<INodeExecutionData[]>;
}

/** What operations have in common: the thing that they are about. */
export interface Resource {
	/** Stays for ever: saved workflows hold it. */
	value: string;
	name: string;
	operations: Operation[];
}

/**
 * The Operation field of a resource, and the fields of each of its operations, each shown only where
 * it belongs.
 */
export function resourceFields(resource: Resource): INodeProperties[] {
	const { value: first } = resource.operations[0];
	const selector: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		options: resource.operations.map(({ value, name, action, description }) => ({
			value,
			name,
			action,
			description,
		})),
		default: first,
	};
	return [selector, ...resource.operations.flatMap((operation) => fieldsOf(resource, operation))];
}

function fieldsOf(resource: Resource, operation: Operation): INodeProperties[] {
	return operation.fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: {
				resource: [resource.value],
				operation: [operation.value],
				...field.displayOptions?.show,
			},
		},
	}));
}
