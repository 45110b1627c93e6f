import type { INodeProperties } from 'n8n-workflow';

import { AuroraError } from '../../../../lib/http/errors';
import { readListing } from '../../api/paginate';
import type { Operation } from '../../operations/operation';
import { optionsField } from '../../operations/optionFields';
import { numberIn } from '../../operations/optionValues';
import { itemsOf } from '../../operations/items';

import { accountsUrl, DOCUMENTED_ORDER, type SortRule } from './urls';

const fields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
	{
		displayName: 'Sort',
		name: 'sort',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Sort Rule',
		default: {},
		description: 'Order of the accounts. Without a rule they come by ID, ascending.',
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
	},
	optionsField(),
];

/** Gets the accounts, or the first ones. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many accounts',
	description: 'Retrieve a list of accounts',
	fields,
	async run({ client, parameter, hint, ...call }) {
		const options = call.options();
		const limit =
			parameter('returnAll', false) === true
				? Number.POSITIVE_INFINITY
				: readLimit(parameter('limit', 50));
		const url = accountsUrl(client.settings, readSort(parameter('sort.by', [])), options.query);
		const { records, more } = await readListing(
			client,
			{ ...options.request, url },
			options.listing,
			limit,
		);
		if (more) hint(leftOut(records.length, more, records.length === limit));
		return itemsOf(records);
	},
};

function readLimit(limit: unknown): number {
	return numberIn({ limit: limit as number }, 'limit', 'Limit', 50, 1, Number.MAX_SAFE_INTEGER);
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
			'Give the name of one field, such as name, and add a further rule for each further field.',
		);
	});
	return order.length > 0 ? order : DOCUMENTED_ORDER;
}

function leftOut(got: number, more: number | true, isLimited: boolean): string {
	const all = more === true ? 'there are more' : `there are ${more}`;
	const advice = isLimited
		? "Turn on 'Return All', or raise 'Limit',"
		: "Set 'Pagination' in the options";
	return `${got} accounts returned, but ${all}. ${advice} to get the others.`;
}
