// A third collection: everything that a descriptor of a few lines brings along.
import type { IDataObject, INodeType } from 'n8n-workflow';

import { Aurora } from '../../../../../nodes/Aurora/Aurora.node';
import { runOperations } from '../../../../../nodes/Aurora/operations/execute';
import { resourceFields, subtitleFor } from '../../../../../nodes/Aurora/operations/operation';
import { collection } from '../../../../../nodes/Aurora/resources/collection/collection';

import { liveApi, type Reply } from '../../../support/auroraLive';
import { outcomeOf, prepareDropdown, subtitleIn } from '../../../support/execution';
import { records } from '../../../support/fakeClient';

const site = collection({ value: 'site', singular: 'site', plural: 'sites', path: '/Sites' });

/** A node that offers Sites alone. */
const { description } = new Aurora();
const [resource] = description.properties;
const type: INodeType = {
	description: {
		...description,
		subtitle: `={{ ${subtitleFor([site])} }}`,
		properties: [{ ...resource, default: 'site' }, ...resourceFields(site)],
	},
	methods: { listSearch: site.listSearch },
	async execute() {
		return [await runOperations(this, [site])];
	},
};

const siteId = { __rl: true, mode: 'id', value: '7' };
const run = async (parameters: IDataObject, reply: Reply) =>
	await outcomeOf({ type, parameters: { resource: 'site', ...parameters } }, reply);

test.each([
	['get', 'Get', 'Get site', 'Retrieve one site, chosen from a list or by its ID', 'Get Site'],
	['getAll', 'Get Many', 'Get many sites', 'Retrieve a list of sites', 'Get Many Sites: first 50'],
	[
		'search',
		'Search',
		'Search sites',
		'Find sites by the value of any field',
		'Search Sites: name equals …',
	],
])('%s has its texts and its subtitle', (operation, name, action, text, words) => {
	expect(site.name).toBe('Site');
	const found = site.operations.find(({ value }) => value === operation);
	expect(found).toMatchObject({ name, action, description: text });
	expect(subtitleIn(type, { resource: 'site', operation })).toBe(words);
});

test('no text speaks of another collection', () => {
	const texts = JSON.stringify([site, subtitleFor([site])]);
	expect(texts).not.toMatch(/account|record(?!s to (skip|request)\b)/i);
	for (const text of [
		'The site to retrieve',
		'Select the site…',
		'has no address for one site',
		'Order of the sites',
		'Field of the site to search',
	])
		expect(texts).toContain(text);
});

test('its field has a name of its own, and needs no other field', () => {
	const locator = type.description.properties.find(({ name }) => name === 'siteId');
	expect(locator).toMatchObject({ displayName: 'Site', type: 'resourceLocator' });
	expect(locator?.typeOptions).toBeUndefined();
});

const list = [{ id: 7, name: 'North' }];
const [get, noAddress] = [
	{ operation: 'get', siteId },
	/^Aurora does not document an address for a single site,/,
];
test.each<[IDataObject, Reply, string, RegExp]>([
	[
		get,
		[404, {}],
		"There is no site with the ID '7'",
		/^Check the ID in 'Site', .* holds the site\./,
	],
	[get, [200, {}], 'Aurora responded without a site', noAddress],
	[get, [200, { id: 9 }], "Aurora responded with another site, with the ID '9'", noAddress],
	[
		{ operation: 'search', field: 'nome', value: 'b' },
		[200, list],
		"No site has a field 'nome'",
		/Fields of the first site: id, name\.$/,
	],
])('messages speak of sites: %j, %j', async (parameters, reply, message, advice) => {
	const { error } = await run(parameters, reply);
	expect(error?.message).toBe(message);
	expect(error?.description).toMatch(advice);
});

test('Get Many reads the list, and speaks of sites', async () => {
	const read = await run({ operation: 'getAll', limit: 1 }, [200, records(2)]);
	expect(read.paths).toEqual(['/Sites?orderBy=id%20asc']);
	expect(read.records).toEqual([{ id: 1 }]);
	expect(read.hints).toEqual([expect.stringMatching(/^1 sites returned, but there are more\./)]);
});

test('the dropdown shows the list, and speaks of sites', async () => {
	liveApi(() => [200, list]);
	const context = prepareDropdown({ type, parameters: { resource: 'site', operation: 'get' } });
	const { results } = await site.listSearch.searchSites.call(context);
	expect(results).toEqual([{ name: 'North (7)', value: '7' }]);
	liveApi(() => [200, [{ name: 'North' }]]);
	await expect(site.listSearch.searchSites.call(context)).rejects.toThrow(
		"The sites have no field 'id', so they can't be chosen from a list. Choose the site 'By ID', or use Search.",
	);
});
