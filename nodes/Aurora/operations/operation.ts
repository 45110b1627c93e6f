import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { AuroraError } from '../../../lib/http/errors';
import type { AuroraApiClient } from '../api/client';

import type { ReadOptions } from './options';

/** What an operation has at hand for one input item. */
export interface OperationCall {
	context: IExecuteFunctions;
	input: INodeExecutionData;
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
	 * Does something once for all items with the same credential that ask for the same key.
	 *
	 * @param make called for the first item that asks; the others wait for its outcome
	 */
	once<T>(key: string, make: () => Promise<T>): Promise<T>;
	/** Tells something beside the output, such as that more was there. */
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
	/** What stands below the node's name: a JavaScript expression of `$parameter`. */
	subtitle: string;
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
	/** Shown for each of its operations. */
	fields: INodeProperties[];
	operations: Operation[];
}

/** Says that there is no such resource or operation. @param known what there is */
export function unknownChoice(what: string, value: string, known: string[]): AuroraError {
	return new AuroraError(
		`The ${what} '${value}' does not exist`,
		`Choose one of these: ${known.join(', ')}.`,
	);
}

/** The field that chooses a resource; the first one is the default. */
export function resourceField(resources: Array<Pick<Resource, 'name' | 'value'>>): INodeProperties {
	const [{ value: first }] = resources;
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value }) => ({ name, value })),
		default: first,
	};
}

/**
 * The Operation field of a resource, its own fields, and those of its operations, each shown only
 * where it belongs.
 */
export function resourceFields({ value, fields, operations }: Resource): INodeProperties[] {
	const [{ value: first }] = operations;
	const selector: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: operations.map(({ value: operation, name, action, description }) => ({
			value: operation,
			name,
			action,
			description,
		})),
		default: first,
	};
	const everywhere = operations.map((operation) => operation.value);
	return [
		selector,
		...fields.map((field) => shownFor(value, everywhere, field)),
		...operations.flatMap((operation) =>
			operation.fields.map((field) => shownFor(value, [operation.value], field)),
		),
	];
}

function shownFor(resource: string, operation: string[], field: INodeProperties): INodeProperties {
	const { displayOptions } = field;
	const show = { resource: [resource], operation, ...displayOptions?.show };
	return { ...field, displayOptions: { ...displayOptions, show } };
}

/** A parameter for a subtitle, a JavaScript expression: as it is entered, as its value may not be known yet. */
export function entered(name: string): string {
	return `String($rawParameter["${name}"] ?? "").replace(/^=/, "")`;
}

/** The subtitle of the node, that of the chosen operation, as a JavaScript expression of `$parameter`. */
export function subtitleFor(resources: Resource[]): string {
	const choices = resources.flatMap(({ value: resource, operations }) =>
		operations.map((operation) => ({ resource, ...operation })),
	);
	return choices.reduceRight(
		(otherwise, { resource, value, subtitle: words }) =>
			`$parameter["resource"] === "${resource}" && $parameter["operation"] === "${value}" ? ${words} : ${otherwise}`,
		'""',
	);
}
