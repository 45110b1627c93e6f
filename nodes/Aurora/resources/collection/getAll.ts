import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { AuroraError } from '../../../../lib/http/errors';
import { isRecord } from '../../../../lib/util/json';
import { readListing } from '../../api/listing';
import { fieldLocator, itemsOf } from '../../operations/fieldChoice';
import { entered, type Operation, type OperationCall } from '../../operations/operation';
import { choiceOption, numberOption, readField, toggleOption } from '../../operations/option';
import { listOptionsField } from '../../operations/options';

import { subtitleOf, type Descriptor } from './descriptor';
import { collectionUrl, DEFAULT_ORDER, listUrl } from './urls';

/** The field that says whether all records are wanted. */
export const returnAll = (standard: boolean) =>
	toggleOption(
		{
			displayName: 'Return All',
			name: 'returnAll',
			description: 'Whether to return all results or only up to a given limit',
		},
		standard,
	);

/** How many records are wanted, where not all are. */
export const limit = numberOption(
	{
		displayName: 'Limit',
		name: 'limit',
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
	{ default: 50, min: 1 },
);

const direction = choiceOption(
	{ displayName: 'Direction', name: 'direction' },
	[
		{ name: 'Ascending', value: 'asc' },
		{ name: 'Descending', value: 'desc' },
	],
	'asc',
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
			values: [fieldLocator('The field to sort by', 'id'), direction.field],
		},
	],
});

const COUNT = `$rawParameter["returnAll"] === true ? "all" : "first " + ${entered('limit')}`;

/** Gets the records, or the first ones. */
export function getAll(descriptor: Descriptor): Operation {
	const { plural } = descriptor;
	return {
		value: 'getAll',
		name: 'Get Many',
		action: `Get many ${plural}`,
		description: `Retrieve a list of ${plural}`,
		subtitle: subtitleOf(`get many ${plural}`, descriptor, COUNT),
		fields: [returnAll(false).field, limit.field, sort(plural), listOptionsField()],
		async run({ client, parameter, hint, ...call }) {
			const { query, request, listing, outputFields } = call.options();
			const max = readMax(parameter, false);
			const list = collectionUrl(descriptor, client.settings, parameter('collection', ''));
			const url = listUrl(list, query, readSort(parameter('sort.by', [])));
			const reading = await readListing(client, { ...request, url }, listing, max);
			const { records, more, doubt } = reading;
			const isOnly = call.context.getInputData().length === 1;
			const got = isOnly ? records.length : undefined;
			if (more) hint(leftOut(got, more, records.length === max, plural));
			if (doubt) hint(doubt);
			return itemsOf(records, outputFields, hint);
		},
	};
}

/** How many records are wanted at most. @param standard of Return All */
export function readMax(parameter: OperationCall['parameter'], standard: boolean): number {
	const isAll = readField(returnAll(standard), parameter);
	return isAll ? Number.POSITIVE_INFINITY : readField(limit, parameter);
}

/** The order, by ID as the last rule so that pages don't overlap. */
function readSort(given: unknown): string {
	const order = ((given ?? []) as IDataObject[]).map((rule) => {
		const { field } = rule;
		// Text where it was saved as such.
		const name = String((isRecord(field) ? field.value : field) ?? '').trim();
		if (name !== '' && !/[\s,]/.test(name)) return `${name} ${direction.read(rule)}`;
		throw new AuroraError(
			name === ''
				? "'Field' of a sort rule is empty"
				: `'Field' of a sort rule can't be '${name.slice(0, 60)}'`,
			'Enter the name of one field, such as name, and add a further rule for each further field.',
		);
	});
	const isById = order.some((rule) => /^id /i.test(rule));
	return (isById ? order : [...order, DEFAULT_ORDER]).join(',');
}

/** @param got how many were returned; undefined where each input item has a number of its own */
function leftOut(
	got: number | undefined,
	more: number | true,
	isLimited: boolean,
	plural: string,
): string {
	const all = more === true ? 'there are more' : `there are ${more}`;
	const advice = isLimited
		? "Turn on 'Return All', or raise 'Limit',"
		: "Set 'Mode' of 'Pagination' in the options";
	return got === undefined
		? `Not all ${plural} were returned. ${advice} to get the others.`
		: `${got} ${plural} returned, but ${all}. ${advice} to get the others.`;
}
