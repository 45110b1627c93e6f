import {
	NodeHelpers,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { account } from '../../../nodes/Aurora/resources/account';
import { apiRequest } from '../../../nodes/Aurora/resources/apiRequest/apiRequest';
import { Aurora } from '../../../nodes/Aurora/Aurora.node';
import { readOptions, readRequestsAtOnce } from '../../../nodes/Aurora/operations/options';

const aurora = new Aurora();
const { description, methods } = aurora;
const { properties } = description;

const choices = (field: INodeProperties | undefined) =>
	(field?.options ?? []) as INodePropertyOptions[];
const isShownFor = ({ displayOptions }: INodeProperties, resource: string, operation?: string) => {
	const { resource: resources, operation: operations } = displayOptions?.show ?? {};
	return (
		(!resources || resources.includes(resource)) &&
		(!operations || operation === undefined || operations.includes(operation))
	);
};

/** Every operation that the editor offers. */
const operations = choices(properties.find(({ name }) => name === 'resource')).flatMap(
	(resource) => {
		const selector = properties.find(
			(field) => field.name === 'operation' && isShownFor(field, String(resource.value)),
		);
		return choices(selector).map((operation) => ({
			resource: String(resource.value),
			operation: String(operation.value),
			offered: operation,
			fields: properties.filter((field) =>
				isShownFor(field, String(resource.value), String(operation.value)),
			),
		}));
	},
);

/** A field and those inside it, with their paths. */
function withInner(field: INodeProperties, path = field.name): Array<[string, INodeProperties]> {
	const inner = ((field.options ?? []) as Array<INodeProperties | INodePropertyCollection>).flatMap(
		(option) =>
			'values' in option
				? option.values.flatMap((value) => withInner(value, `${path}.${option.name}.${value.name}`))
				: 'type' in option
					? withInner(option, `${path}.${option.name}`)
					: [],
	);
	return [[path, field], ...inner];
}

describe.each(operations)('$resource → $operation', ({ resource, operation, offered, fields }) => {
	test('has a handler', () => {
		const found = [account, apiRequest]
			.find(({ value }) => value === resource)
			?.operations.find(({ value }) => value === operation);
		expect(found?.run).toBeInstanceOf(Function);
	});

	test('has a name, an action and a description', () => {
		expect(offered.name).toMatch(/^[A-Z]/);
		expect(offered.action).toMatch(/^[A-Z]/);
		expect(offered.description).toMatch(/^[A-Z].*[^.]$/);
	});

	test('has each field once', () => {
		const names = fields.map(({ name }) => name);
		expect(names).toEqual([...new Set(names)]);
	});

	test('every choice has its default among its values', () => {
		for (const [, field] of fields.flatMap((each) => withInner(each))) {
			if (field.type !== 'options') continue;
			expect(choices(field).map(({ value }) => value)).toContain(field.default);
		}
	});

	test('what is saved of its options is what the node reads', () => {
		// n8n drops whatever is hidden by a condition before the node runs.
		const options = fields.find(({ name }) => name === 'options');
		const unconditional = ((options?.options ?? []) as INodeProperties[])
			.filter(({ displayOptions, type }) => !displayOptions && type !== 'fixedCollection')
			.map(({ name, default: fallback }) => [name, fallback] as const);
		const saved = Object.fromEntries(unconditional);
		expect(afterLoading({ resource, operation, options: saved }).options).toEqual(saved);
	});
});

/** The parameters of a saved node as they are when it runs. */
function afterLoading(saved: IDataObject): INodeParameters {
	const node = { typeVersion: 1 } as INode;
	return NodeHelpers.getNodeParameters(
		properties,
		saved as INodeParameters,
		true,
		false,
		node,
		description,
	)!;
}

test.each([
	['page', { pageParameter: 'p', firstPage: 0, pageSize: 7, pageSizeParameter: 'n' }],
	['offset', { offsetParameter: 'o', pageSize: 7, pageSizeParameter: 'n' }],
])('the options of the pagination %s reach the node', (pagination, more) => {
	const options = { pagination, ...more };
	const saved = { resource: 'account', operation: 'getAll', options };
	expect(afterLoading(saved).options).toEqual(options);
});

test('every list that a field loads has its method', () => {
	const named = properties
		.flatMap((field) => withInner(field))
		.flatMap(([, { typeOptions, modes = [] }]) => [
			typeOptions,
			...modes.map((mode) => mode.typeOptions),
		])
		.flatMap((options) => {
			const { loadOptionsMethod, searchListMethod } = { ...options } as Record<
				string,
				string | undefined
			>;
			return [loadOptionsMethod, searchListMethod];
		})
		.filter((name) => name !== undefined);
	expect(named).toEqual(['searchAccounts']);
	for (const name of named) expect(methods.listSearch).toHaveProperty(name, expect.any(Function));
});

test('the defaults of the options are those that the node takes when they are left out', () => {
	const options = operations.find(({ operation }) => operation === 'send')!.fields.at(-1)!;
	const shown = Object.fromEntries(
		(options.options as INodeProperties[]).map(({ name, default: fallback }) => [name, fallback]),
	) as IDataObject;
	expect(readOptions(shown)).toEqual(readOptions({}));
	expect(readRequestsAtOnce(shown)).toBe(readRequestsAtOnce({}));
});

test('conditions name fields that exist', () => {
	const names = new Set(properties.flatMap((field) => withInner(field)).map(([path]) => path));
	for (const [, { displayOptions }] of properties.flatMap((field) => withInner(field))) {
		for (const name of Object.keys(displayOptions?.show ?? {})) {
			const path = name.replace(/^\//, '');
			expect(names.has(path) || names.has(`options.${path}`)).toBe(true);
		}
	}
});

test('the node needs the Aurora credential, and can be a tool', () => {
	expect(description).toMatchObject({
		name: 'aurora',
		credentials: [{ name: 'auroraApi', required: true }],
		usableAsTool: true,
		version: 1,
	});
});

test('what saved workflows hold stays: names, values and defaults', () => {
	const line = (place: string, { type, default: fallback, options, modes }: INodeProperties) => {
		const values = modes ?? (type === 'options' ? (options as INodePropertyOptions[]) : []);
		const names = values.map((each) => ('value' in each ? each.value : each.name)).sort();
		return `${place}: ${type}${names.map((name) => ` ${name}`).join('')} = ${JSON.stringify(fallback)}`;
	};
	const lines = operations.flatMap(({ resource, operation, fields }) =>
		fields
			.flatMap((field) => withInner(field))
			.map(([path, field]) => {
				if (path === 'resource') return line(path, field);
				if (path === 'operation') return line(`${resource} ${path}`, field);
				return line(`${resource} ${operation} ${path}`, field);
			}),
	);
	expect([...new Set(lines)].sort().join('\n')).toMatchInlineSnapshot(`
		"account get accountId: resourceLocator id list = {"mode":"list","value":""}
		account get options.firstPage: number = 1
		account get options.itemsProperty: string = ""
		account get options.maxRetries: number = 4
		account get options.offsetParameter: string = "skip"
		account get options.pageParameter: string = "page"
		account get options.pageSize: number = 100
		account get options.pageSizeParameter: string = "pageSize"
		account get options.pagination: options auto off offset page = "auto"
		account get options.queryParameters.parameter.name: string = ""
		account get options.queryParameters.parameter.value: string = ""
		account get options.queryParameters: fixedCollection = {}
		account get options.requestsAtOnce: number = 50
		account get options.timeout: number = 60
		account get options: collection = {}
		account getAll limit: number = 50
		account getAll options.firstPage: number = 1
		account getAll options.itemsProperty: string = ""
		account getAll options.maxRetries: number = 4
		account getAll options.offsetParameter: string = "skip"
		account getAll options.pageParameter: string = "page"
		account getAll options.pageSize: number = 100
		account getAll options.pageSizeParameter: string = "pageSize"
		account getAll options.pagination: options auto off offset page = "auto"
		account getAll options.queryParameters.parameter.name: string = ""
		account getAll options.queryParameters.parameter.value: string = ""
		account getAll options.queryParameters: fixedCollection = {}
		account getAll options.requestsAtOnce: number = 50
		account getAll options.timeout: number = 60
		account getAll options: collection = {}
		account getAll returnAll: boolean = false
		account getAll sort.by.direction: options asc desc = "asc"
		account getAll sort.by.field: string = "id"
		account getAll sort: fixedCollection = {}
		account operation: options get getAll search = "get"
		account search field: string = "name"
		account search match: options contains equals startsWith = "equals"
		account search options.firstPage: number = 1
		account search options.itemsProperty: string = ""
		account search options.maxRetries: number = 4
		account search options.offsetParameter: string = "skip"
		account search options.pageParameter: string = "page"
		account search options.pageSize: number = 100
		account search options.pageSizeParameter: string = "pageSize"
		account search options.pagination: options auto off offset page = "auto"
		account search options.queryParameters.parameter.name: string = ""
		account search options.queryParameters.parameter.value: string = ""
		account search options.queryParameters: fixedCollection = {}
		account search options.requestsAtOnce: number = 50
		account search options.timeout: number = 60
		account search options: collection = {}
		account search value: string = ""
		apiRequest operation: options send = "send"
		apiRequest send body: json = "{}"
		apiRequest send method: options DELETE GET HEAD PATCH POST PUT = "GET"
		apiRequest send options.firstPage: number = 1
		apiRequest send options.headers.header.name: string = ""
		apiRequest send options.headers.header.value: string = ""
		apiRequest send options.headers: fixedCollection = {}
		apiRequest send options.itemsProperty: string = ""
		apiRequest send options.maxRetries: number = 4
		apiRequest send options.offsetParameter: string = "skip"
		apiRequest send options.pageParameter: string = "page"
		apiRequest send options.pageSize: number = 100
		apiRequest send options.pageSizeParameter: string = "pageSize"
		apiRequest send options.pagination: options auto off offset page = "auto"
		apiRequest send options.queryParameters.parameter.name: string = ""
		apiRequest send options.queryParameters.parameter.value: string = ""
		apiRequest send options.queryParameters: fixedCollection = {}
		apiRequest send options.requestsAtOnce: number = 50
		apiRequest send options.timeout: number = 60
		apiRequest send options: collection = {}
		apiRequest send path: string = "/Accounts"
		resource: options account apiRequest = "account""
	`);
});
