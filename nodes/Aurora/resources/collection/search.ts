import type { INodeProperties } from 'n8n-workflow';

import { AuroraError } from '../../../../lib/http/errors';
import { readListing } from '../../api/listing';
import { itemsOf } from '../../operations/items';
import type { Operation } from '../../operations/operation';
import { listOptionsField } from '../../operations/options';

import { collectionUrl, subtitleOf, type Descriptor } from './descriptor';
import { MATCHES, SearchIndex, type Match } from './searchIndex';
import { DEFAULT_ORDER, listUrl } from './urls';

const fieldsFor = ({ singular }: Descriptor): INodeProperties[] => [
	{
		displayName: 'Field',
		name: 'field',
		type: 'string',
		default: 'name',
		required: true,
		placeholder: 'e.g. owner.email',
		description: `Field of the ${singular} to search, with dots for nested fields`,
	},
	{
		displayName: 'Match',
		name: 'match',
		type: 'options',
		options: [...MATCHES],
		default: 'equals',
		description: 'How the field compares to the value. Upper and lower case are treated alike.',
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Northfield Foods',
		description: 'What to search for',
	},
	listOptionsField(),
];

/** Finds records by any field, in one list that all input items share. */
export function search(descriptor: Descriptor): Operation {
	const { singular, plural } = descriptor;
	return {
		value: 'search',
		name: 'Search',
		action: `Search ${plural}`,
		description: `Find ${plural} by the value of any field`,
		subtitle: subtitleOf(`search ${plural}`, descriptor),
		fields: fieldsFor(descriptor),
		async run({ client, parameter, once, hint, ...call }) {
			const { query, request, listing } = call.options();
			const field = readField(parameter('field', ''), plural);
			const value = readValue(parameter('value', ''), plural);
			const list = collectionUrl(descriptor, client.settings, parameter('collection', ''));
			const url = listUrl(list, DEFAULT_ORDER, query);
			const index = await once(`${url} ${JSON.stringify(listing)}`, async () => {
				const { records, more, doubt } = await readListing(
					client,
					{ ...request, url },
					listing,
					Number.POSITIVE_INFINITY,
				);
				if (more) hint(onlyFirst(records.length, plural));
				if (doubt) hint(doubt);
				return new SearchIndex(records, singular);
			});
			const found = index.find(field, parameter('match', 'equals') as Match, value);
			// Copies: several input items may find the same record.
			return itemsOf(found).map(({ json }) => ({ json: { ...json } }));
		},
	};
}

function readField(given: unknown, plural: string): string {
	const field = String(given ?? '').trim();
	if (field !== '') return field;
	throw new AuroraError(
		"'Field' is empty",
		`Enter the name of a field of the ${plural}, such as name.`,
	);
}

function readValue(value: unknown, plural: string): unknown {
	if (typeof value === 'object' && value !== null) {
		throw new AuroraError(
			"'Value' must be text or a number",
			'It is a list or an object. Enter one text or number, such as {{ $json.email }}.',
		);
	}
	if (value !== undefined && value !== null && String(value).trim() !== '') return value;
	throw new AuroraError(
		"'Value' is empty",
		`Enter the text to search for. To get all ${plural}, use Get Many.`,
	);
}

function onlyFirst(count: number, plural: string): string {
	return `Only the first ${count} ${plural} were searched, because 'Pagination' is Off and there are more.`;
}
