import type { INodeProperties } from 'n8n-workflow';

import { AuroraError } from '../../../../lib/http/errors';
import { readListing } from '../../api/listing';
import { isRefusal } from '../../api/probeRequests';
import { itemsOf } from '../../operations/items';
import type { Operation } from '../../operations/operation';
import { numberOption } from '../../operations/option';
import { listOptionsField } from '../../operations/options';

import { collectionUrl, subtitleOf, type Descriptor } from './descriptor';
import { DEFAULT_ORDER, listUrl, type SortRule } from './urls';

export const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limit = numberOption(
	{
		displayName: 'Limit',
		name: 'limit',
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
	{ default: 50, min: 1 },
);

const sort = (plural: string): INodeProperties => ({
	displayName: 'Sort',
	name: 'sort',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Sort Rule',
	default: {},
	description: `Order of the ${plural}. Without a rule they are sorted by ID, ascending.`,
	options: [
		{
			displayName: 'By',
			name: 'by',
			values: [
				{
					displayName: 'Field',
					name: 'field',
					type: 'string',
					default: 'id',
					placeholder: 'e.g. name',
					description: 'Name of the field as Aurora spells it',
				},
				{
					displayName: 'Direction',
					name: 'direction',
					type: 'options',
					options: [
						{ name: 'Ascending', value: 'asc' },
						{ name: 'Descending', value: 'desc' },
					],
					default: 'asc',
				},
			],
		},
	],
});

/** Gets the records, or the first ones. */
export function getAll(descriptor: Descriptor): Operation {
	const { plural } = descriptor;
	return {
		value: 'getAll',
		name: 'Get Many',
		action: `Get many ${plural}`,
		description: `Retrieve a list of ${plural}`,
		subtitle: subtitleOf(`get many ${plural}`, descriptor),
		fields: [returnAll, limit.field, sort(plural), listOptionsField()],
		async run({ client, parameter, hint, ...call }) {
			const { query, request, listing } = call.options();
			const max =
				parameter('returnAll', false) === true
					? Number.POSITIVE_INFINITY
					: limit.read({ limit: parameter('limit', 50) as number });
			const list = collectionUrl(descriptor, client.settings, parameter('collection', ''));
			const order = readSort(parameter('sort.by', []));
			const read = async (by: SortRule[]) =>
				await readListing(client, { ...request, url: listUrl(list, by, query) }, listing, max);
			// By ID as the last rule, so that pages don't overlap.
			const isById = order.some(({ field }) => field.toLowerCase() === 'id');
			const { records, more, doubt } = await (isById
				? read(order)
				: read([...order, ...DEFAULT_ORDER]).catch(async (thrown: unknown) => {
						if (thrown instanceof AuroraError && isRefusal(thrown.status)) return await read(order);
						throw thrown;
					}));
			if (more) hint(leftOut(records.length, more, records.length === max, plural));
			if (doubt) hint(doubt);
			return itemsOf(records);
		},
	};
}

function readSort(given: unknown): SortRule[] {
	const rules = (given ?? []) as Array<Partial<SortRule>>;
	const order = rules.map(({ field, direction }): SortRule => {
		const name = String(field ?? '').trim();
		if (name !== '' && !/[\s,]/.test(name))
			return { field: name, direction: direction === 'desc' ? 'desc' : 'asc' };
		throw new AuroraError(
			name === ''
				? "'Field' of a sort rule is empty"
				: `'Field' of a sort rule can't be '${name.slice(0, 60)}'`,
			'Enter the name of one field, such as name, and add a further rule for each further field.',
		);
	});
	return order.length > 0 ? order : DEFAULT_ORDER;
}

function leftOut(got: number, more: number | true, isLimited: boolean, plural: string): string {
	const all = more === true ? 'there are more' : `there are ${more}`;
	const advice = isLimited
		? "Turn on 'Return All', or raise 'Limit',"
		: "Set 'Pagination' in the options";
	return `${got} ${plural} returned, but ${all}. ${advice} to get the others.`;
}
