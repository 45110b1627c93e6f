// Record: any collection, by its path, as n8n runs it.
import type { IDataObject } from 'n8n-workflow';

import { Aurora } from '../../../../nodes/Aurora/Aurora.node';

import { liveApi } from '../../support/auroraLive';
import { outcomeOf, prepareDropdown } from '../../support/execution';

const recordId = { __rl: true, mode: 'id', value: '7' };
const OPERATIONS: Array<[operation: string, fields: IDataObject, path: string]> = [
	['get', { recordId }, '/Invoices/7'],
	['getAll', {}, '/Invoices?orderBy=id%20asc'],
	['search', { field: 'id', value: '7' }, '/Invoices?orderBy=id%20asc'],
];

const run = async (
	parameters: IDataObject,
	input?: IDataObject[],
	reply: Parameters<typeof outcomeOf>[1] = [200, []],
) => {
	const all = { resource: 'record', collection: '/Invoices', ...parameters };
	return await outcomeOf({ parameters: all, input }, reply);
};

/** The entries of the dropdown, and the paths that were requested for them. */
async function dropdown(parameters: IDataObject) {
	const received = liveApi(() => [200, [{ id: 7, title: 'Invoice 7' }]]);
	const context = prepareDropdown({
		parameters: { resource: 'record', operation: 'get', ...parameters },
	});
	const { results } = await new Aurora().methods.listSearch.searchRecords.call(context);
	return { results, paths: received.map(({ path }) => path) };
}

describe.each(OPERATIONS)('%s', (operation, fields, path) => {
	test('takes the collection of each input item by an expression', async () => {
		const input = [{ path: '/Invoices' }, { path: 'Orders' }, { path: ' /Invoices' }];
		const parameters = { operation, ...fields, collection: '={{ $json.path }}' };
		const { paths, records } = await run(parameters, input, [200, [{ id: 7, total: 5 }]]);
		expect(new Set(paths)).toEqual(new Set([path, path.replace('Invoices', 'Orders')]));
		expect(records).toEqual(Array(3).fill({ id: 7, total: 5 }));
	});

	// Every rule of a path is tried in `collection/urls.test.ts`.
	test('refuses another path before any request', async () => {
		const { error, paths } = await run({ operation, ...fields, collection: '/Invoices?a=b' });
		expect(error?.message).toBe("'Collection' must not contain a query");
		expect(paths).toEqual([]);
	});

	test('has the options: Query Parameters, Max Retries, List Field', async () => {
		const queryParameters = { parameter: [{ name: 'status', value: 'new' }] };
		const options = { queryParameters, maxRetries: 1, itemsProperty: 'data' };
		const { error, paths } = await run({ operation, ...fields, options }, [{}], [503, {}]);
		const asked = `${path}${path.includes('?') ? '&' : '?'}status=new`;
		expect(error?.httpCode).toBe('503');
		expect(paths).toEqual([asked, asked]);
	});
});

describe('the dropdown', () => {
	test('lists the collection that the node is set to, and is read anew when that changes', async () => {
		expect(await dropdown({ collection: 'Invoices' })).toEqual({
			results: [{ name: 'Invoice 7 (7)', value: '7' }],
			paths: ['/Invoices?orderBy=id%20asc'],
		});
		const { properties } = new Aurora().description;
		expect(properties.find(({ name }) => name === 'recordId')?.typeOptions).toEqual({
			loadOptionsDependsOn: ['collection'],
		});
	});

	test('refuses another path', async () => {
		await expect(dropdown({ collection: ' / ' })).rejects.toThrow("'Collection' is empty");
	});
});

describe('the ID of a record', () => {
	const uuid = '0f8fad5b-d9cb-469f-a165-70867728950e';

	/** Gets a record whose address gives none, from the list. */
	const getFrom = async (list: IDataObject[], collection: string, value: string) =>
		await run(
			{ operation: 'get', collection, recordId: { ...recordId, value } },
			[{}],
			({ path }) => (path.includes('?') ? [200, list] : [404, {}]),
		);

	test.each<[path: string, field: string, id: string | number, wanted: string]>([
		['/Invoices', 'invoiceId', 17, '17'],
		['/Addresses', 'addressId', 17, '17'],
		['/SalesInvoices', 'invoiceId', 17, '17'],
		['/sales-invoices', 'invoice_id', 17, '17'],
		['/crm/Companies', 'CompanyID', '017', '017'],
		['/Boxes', 'boxKey', 17, '17'],
		['/Invoices', 'id', uuid, uuid.toUpperCase()],
	])('of %s is in %s: %s is found by %s', async (path, field, id, wanted) => {
		const list = [5, id, 18].map((each) => ({ salesId: 17, [field]: each }));
		expect((await getFrom(list, path, wanted)).records).toEqual([list[1]]);
	});

	test.each(['7', 'abc'])('%s is another one than 007 and ABC', async (wanted) => {
		const { error } = await getFrom([{ id: '007' }, { id: 'ABC' }], '/Invoices', wanted);
		expect(error?.message).toBe(`There is no record with the ID '${wanted}'`);
	});
});
