// The lists of fields, through n8n-core's own context and HTTP client.
import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { Aurora } from '../../../../../nodes/Aurora/Aurora.node';
import { AuroraTrigger } from '../../../../../nodes/Aurora/AuroraTrigger.node';

import { liveApi, type Reply } from '../../../support/auroraLive';
import { prepareDropdown } from '../../../support/execution';

const [node, trigger] = [new Aurora(), new AuroraTrigger()];
const { searchFields } = node.methods.listSearch;

function opened(
	reply: Reply,
	parameters: IDataObject = {},
	type: typeof node | typeof trigger = node,
) {
	const received = liveApi(() => reply);
	const context = prepareDropdown({ type, parameters: { resource: 'account', ...parameters } });
	const names = (choices: INodePropertyOptions[]) => choices.map(({ value }) => value);
	return {
		paths: () => received.map(({ path }) => path),
		one: async (filter?: string) =>
			names((await searchFields.call(context, filter)).results as INodePropertyOptions[]),
		several: async () => names(await type.methods.loadOptions.getFields.call(context)),
	};
}

const account = {
	id: 1,
	owner: { email: 'a', at: { city: 'b' } },
	contacts: [{ phone: 1 }],
	tags: ['x'],
};

test('are those of the first records, nested ones with dots', async () => {
	const { one, several, paths } = opened([200, [{ id: 0, owner: null }, account, { late: 1 }]]);
	const values = ['id', 'owner.email', 'owner.at.city', 'contacts.phone', 'tags', 'late'];
	expect(await one()).toEqual(values);
	expect((await several()).filter((name) => !values.includes(name as string))).toEqual([
		'owner',
		'owner.at',
		'contacts',
	]);
	expect(paths()).toEqual(Array(2).fill('/Accounts?orderBy=id%20asc'));
});

test('of one choice are searched', async () => {
	expect(await opened([200, [account]]).one(' EMAIL ')).toEqual(['owner.email']);
});

test.each([node, trigger])(
	'$description.name: are those of the chosen collection',
	async (type) => {
		const parameters = { resource: 'record', collection: '/Sites', operation: 'getAll' };
		const { several, paths } = opened([200, { data: [{ city: 1 }], more: true }], parameters, type);
		expect(await several()).toEqual(['city']);
		// One page is enough.
		expect(paths()).toEqual(['/Sites?orderBy=id%20asc']);
	},
);

test.each(['one', 'several'] as const)('a failure is no empty list: %s', async (kind) => {
	const { [kind]: read } = opened([200, { a: 1 }]);
	await expect(read()).rejects.toThrow(/^No list was found in Aurora's response\. .*'List Field'/);
	expect(await opened([200, []])[kind]()).toEqual([]);
});
