// What the editor offers, and what of it n8n keeps in a saved workflow and hands to the nodes.
import {
	NodeHelpers,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeType,
} from 'n8n-workflow';

import { Aurora } from '../../../nodes/Aurora/Aurora.node';
import { AuroraTrigger } from '../../../nodes/Aurora/AuroraTrigger.node';
import { readOptions } from '../../../nodes/Aurora/operations/options';

const aurora = new Aurora();
const trigger = new AuroraTrigger();

const choices = (fields: INodeProperties[], name: string) =>
	(fields.find((field) => field.name === name)?.options ?? []) as INodePropertyOptions[];

const shownFor = (fields: INodeProperties[], resource: unknown, operation?: unknown) =>
	fields.filter(({ displayOptions }) => {
		const { resource: resources, operation: operations } = displayOptions?.show ?? {};
		return (
			(!resources || resources.includes(resource as string)) &&
			(!operations || operation === undefined || operations.includes(operation as string))
		);
	});

/** Every operation, and every resource of the trigger, with the fields that are shown for it. */
const uses = [aurora, trigger].flatMap(({ description: { name, properties } }) =>
	choices(properties, 'resource').flatMap(({ value: resource }) => {
		const fields = shownFor(properties, resource);
		const operations = choices(fields, 'operation');
		if (operations.length === 0) return [{ use: `${name} ${String(resource)}`, fields }];
		return operations.map(({ value }) => ({
			use: `${String(resource)} ${String(value)}`,
			fields: shownFor(fields, resource, value),
		}));
	}),
);

/** A field and those inside it, with their paths. */
function withInner(field: INodeProperties, path = field.name): Array<[string, INodeProperties]> {
	const options = (field.options ?? []) as Array<INodeProperties | INodePropertyCollection>;
	const inner = options.flatMap((option) => {
		if ('values' in option)
			return option.values.flatMap((each) =>
				withInner(each, `${path}.${option.name}.${each.name}`),
			);
		return 'type' in option ? withInner(option, `${path}.${option.name}`) : [];
	});
	return [[path, field], ...inner];
}

/** The parameters of a saved node as they are when it runs. */
function afterLoading({ description }: INodeType, saved: IDataObject): INodeParameters {
	return NodeHelpers.getNodeParameters(
		description.properties,
		saved as INodeParameters,
		true,
		false,
		{ typeVersion: 1 } as INode,
		description,
	)!;
}

test.each(uses)('$use has each field once, and in each choice its default', ({ fields }) => {
	const names = fields.map(({ name }) => name);
	expect(names).toEqual([...new Set(names)]);
	for (const [, field] of fields.flatMap((each) => withInner(each))) {
		if (field.type !== 'options') continue;
		expect(choices([field], field.name).map(({ value }) => value)).toContain(field.default);
	}
});

describe('of a workflow saved in the first edition', () => {
	const paginations: IDataObject[] = [
		{ pagination: 'auto' },
		{ pagination: 'off' },
		{ pagination: 'page', pageParameter: 'p', firstPage: 0, pageSize: 7, pageSizeParameter: 'n' },
		{ pagination: 'offset', offsetParameter: 'o', pageSize: 7, pageSizeParameter: '' },
	];
	const request = {
		maxRetries: 1,
		timeout: 5,
		queryParameters: { parameter: [{ name: 'status', value: 'new' }] },
	};
	const headers = { header: [{ name: 'X-Tenant', value: 'north' }] };
	const sort = { by: [{ field: 'name', direction: 'desc' }] };
	const accountId = { __rl: true, mode: 'list', value: '7' };
	const send = { resource: 'apiRequest', operation: 'send' };

	test.each<[string, INodeType, IDataObject, IDataObject]>([
		['Get', aurora, { operation: 'get', accountId }, {}],
		['Get Many, all', aurora, { operation: 'getAll', returnAll: true, sort }, {}],
		['Get Many', aurora, { operation: 'getAll', returnAll: false, limit: 7 }, {}],
		['Search', aurora, { operation: 'search', field: 'id', match: 'contains', value: '7' }, {}],
		['the trigger', trigger, { event: ['accountUpdated'] }, { ignoreFields: 'seen' }],
	])('nothing is lost: %s', (_, type, parameters, more) => {
		for (const pagination of paginations) {
			const options = { ...request, itemsProperty: 'some.list', ...pagination, ...more };
			const saved = { ...parameters, options };
			// Those of the trigger had no resource.
			expect(afterLoading(type, saved)).toMatchObject({ resource: 'account', ...saved });
		}
	});

	test('nothing is lost of Send, but the pagination that it no longer has', () => {
		const saved = { ...send, method: 'PUT', path: '/Sites', body: '[]' };
		const options = { ...request, headers };
		const loaded = afterLoading(aurora, { ...saved, options: { ...options, pagination: 'off' } });
		expect(loaded).toMatchObject({ ...saved, specifyBody: 'json', contentType: 'json' });
		expect(loaded.options).toEqual(options);
	});
});

test.each([
	['page', { pageParameter: 'p', firstPage: 0, pageSize: 7, pageSizeParameter: 'n' }],
	['offset', { offsetParameter: 'o', pageSize: 7, pageSizeParameter: 'n' }],
])('the group of the pagination %s reaches the node, and wins', (pagination, more) => {
	const settings = { pagination, ...more };
	const options = { pagination: 'off', pageSize: 9, paging: { settings } };
	for (const parameters of [{ resource: 'account', operation: 'getAll' }, { resource: 'record' }]) {
		const loaded = afterLoading(aurora, { ...parameters, options });
		expect(readOptions(loaded.options as IDataObject).listing).toMatchObject(settings);
	}
});

test('every list that a field loads has its method', () => {
	for (const { description, methods } of [aurora, trigger]) {
		const fields = description.properties
			.flatMap((each) => withInner(each))
			.map(([, each]) => each);
		const named = [
			...fields
				.flatMap(({ modes = [] }) => modes)
				.map((each) => each.typeOptions?.searchListMethod),
			...fields.map((each) => each.typeOptions?.loadOptionsMethod),
		];
		const offered = Object.values(methods).flatMap((each) => Object.keys(each));
		expect(offered.sort()).toEqual([...new Set(named.filter(Boolean))].sort());
	}
});

test.each([aurora, trigger])('conditions of $description.name name fields that exist', (type) => {
	const fields = type.description.properties.flatMap((field) => withInner(field));
	const names = new Set(fields.map(([path]) => path));
	for (const [path, { displayOptions }] of fields) {
		const beside = path.replace(/[^.]*$/, '');
		for (const name of Object.keys(displayOptions?.show ?? {})) {
			expect([...names]).toContain(beside + name);
		}
	}
});

test('what saved workflows hold stays: names, bounds, values and defaults', () => {
	const line = ([path, field]: [string, INodeProperties]) => {
		const { type, default: fallback, options, modes } = field;
		const isChoice = type === 'options' || type === 'multiOptions';
		const values = modes ?? (((isChoice && options) || []) as INodePropertyOptions[]);
		const names = values.map((each) => ('value' in each ? each.value : each.name)).sort();
		const { minValue, maxValue = '' } = field.typeOptions ?? {};
		const bounds = minValue === undefined ? [] : [`${minValue}–${maxValue}`];
		return `  ${path}: ${[type, ...bounds, ...names].join(' ')} = ${JSON.stringify(fallback)}`;
	};
	const places = new Map<string, string[]>();
	for (const { use, fields } of uses) {
		for (const text of fields.flatMap((field) => withInner(field)).map(line)) {
			places.set(text, [...(places.get(text) ?? []), use]);
		}
	}
	const groups = new Map<string, string[]>();
	for (const [text, where] of places) {
		const title = where.join(', ');
		groups.set(title, [...(groups.get(title) ?? []), text]);
	}
	const all = [...groups].map(([title, lines]) => [title, ...lines.sort()].join('\n'));
	expect(all.join('\n')).toMatchInlineSnapshot(`
		"account getAll, account get, account search, record getAll, record get, record search, apiRequest send
		  options.requestsAtOnce: number 1–50 = 50
		  resource: options account apiRequest record = "account"
		account getAll, account get, account search, record getAll, record get, record search
		  operation: options get getAll search = "getAll"
		account getAll, record getAll
		  returnAll: boolean = false
		  sort.by.direction: options asc desc = "asc"
		  sort.by.field: resourceLocator list name = {"mode":"list","value":"id"}
		  sort: fixedCollection = {}
		account getAll, account search, record getAll, record search
		  limit: number 1– = 50
		account getAll, account get, account search, record getAll, record get, record search, apiRequest send, auroraTrigger account, auroraTrigger record
		  options.maxRetries: number 0–10 = 4
		  options.queryParameters.parameter.name: string = ""
		  options.queryParameters.parameter.value: string = ""
		  options.timeout: number 1–3600 = 60
		  options: collection = {}
		account getAll, account get, account search, record getAll, record get, record search, auroraTrigger account, auroraTrigger record
		  options.firstPage: hidden 0– = 1
		  options.itemsProperty: string = ""
		  options.offsetParameter: hidden = "skip"
		  options.outputFields: multiOptions = []
		  options.pageParameter: hidden = "page"
		  options.pageSize: hidden 1–10000 = 100
		  options.pageSizeParameter: hidden = "pageSize"
		  options.pagination: hidden = "auto"
		  options.paging.settings.firstPage: number 0– = 1
		  options.paging.settings.offsetParameter: string = "skip"
		  options.paging.settings.pageParameter: string = "page"
		  options.paging.settings.pageSize: number 1–10000 = 100
		  options.paging.settings.pageSizeParameter: string = "pageSize"
		  options.paging.settings.pagination: options auto off offset page = "auto"
		  options.paging: fixedCollection = {}
		  options.queryParameters: fixedCollection = {}
		account get
		  accountId: resourceLocator id list = {"mode":"list","value":""}
		account search, record search
		  field: resourceLocator list name = {"mode":"list","value":"name"}
		  match: options contains equals startsWith = "equals"
		  options.ifNotFound: options error input nothing = "nothing"
		  returnAll: boolean = true
		  value: string = ""
		record getAll, record get, record search, auroraTrigger record
		  collection: string = ""
		record get
		  recordId: resourceLocator id list = {"mode":"list","value":""}
		apiRequest send
		  body: json = ""
		  bodyFields.field.name: string = ""
		  bodyFields.field.value: string = ""
		  bodyFields: fixedCollection = {}
		  contentType: options form-urlencoded json raw = "json"
		  headers.header.name: string = ""
		  headers.header.value: string = ""
		  headers: fixedCollection = {}
		  method: options DELETE GET HEAD PATCH POST PUT = "GET"
		  operation: options send = "send"
		  options.fullResponse: boolean = false
		  options.headers.header.name: string = ""
		  options.headers.header.value: string = ""
		  options.headers: hidden = {}
		  options.queryParameters: hidden = {}
		  path: string = "/Accounts"
		  queryParameters.parameter.name: string = ""
		  queryParameters.parameter.value: string = ""
		  queryParameters: fixedCollection = {}
		  rawBody: string = ""
		  specifyBody: options json keypair = "json"
		auroraTrigger account, auroraTrigger record
		  existingNotice: notice = ""
		  options.eventsPerPoll: number 1– = 1000
		  options.ignoreFields: multiOptions = []
		  options.onlyFields: multiOptions = []
		  resource: options account record = "account"
		auroraTrigger account
		  event: multiOptions accountCreated accountRemoved accountUpdated = ["accountCreated"]
		auroraTrigger record
		  event: multiOptions recordCreated recordRemoved recordUpdated = ["recordCreated"]"
	`);
});
