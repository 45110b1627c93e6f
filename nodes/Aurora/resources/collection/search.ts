import type { INodeProperties } from 'n8n-workflow';

import { AuroraError } from '../../../../lib/http/errors';
import { readListing } from '../../api/paginate';
import type { Operation } from '../../operations/operation';
import { optionsField } from '../../operations/optionFields';
import { itemsOf } from '../../operations/items';

import { accountsUrl, DOCUMENTED_ORDER } from './urls';
import { AccountIndex, type Match } from './searchIndex';

const fields: INodeProperties[] = [
	{
		displayName: 'Field',
		name: 'field',
		type: 'string',
		default: 'name',
		required: true,
		placeholder: 'e.g. owner.email',
		description: 'Field of the account to look into, with dots for nested fields',
	},
	{
		displayName: 'Match',
		name: 'match',
		type: 'options',
		options: [
			{ name: 'Contains', value: 'contains' },
			{ name: 'Equals', value: 'equals' },
			{ name: 'Starts With', value: 'startsWith' },
		],
		default: 'equals',
		description: 'How the field compares to the value. Upper and lower case are the same.',
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Northfield Foods',
		description: 'What to look for',
	},
	optionsField(),
];

/** Finds accounts by any field, in one listing that all input items share. */
export const search: Operation = {
	value: 'search',
	name: 'Search',
	action: 'Search accounts',
	description: 'Find accounts by the value of any field',
	fields,
	async run({ client, parameter, once, hint, ...call }) {
		const options = call.options();
		const field = String(parameter('field', '') ?? '').trim();
		const match = parameter('match', 'equals') as Match;
		const value = parameter('value', '');
		if (field === '')
			throw new AuroraError(
				"'Field' is empty",
				'Give the name of a field of the accounts, such as name.',
			);
		if (typeof value === 'object' && value !== null) {
			throw new AuroraError(
				"'Value' is no text",
				'It is a list or an object. Give one text or number, such as {{ $json.email }}.',
			);
		}
		if (value === undefined || value === null || String(value).trim() === '') {
			throw new AuroraError(
				"'Value' is empty",
				'Give the text to look for. To get every account, use Get Many.',
			);
		}
		const url = accountsUrl(client.settings, DOCUMENTED_ORDER, options.query);
		const index = await once(`accounts ${url} ${JSON.stringify(options.listing)}`, async () => {
			const request = { ...options.request, url };
			const { records, more } = await readListing(
				client,
				request,
				options.listing,
				Number.POSITIVE_INFINITY,
			);
			if (more) hint(onlyFirst(records.length));
			return new AccountIndex(records);
		});
		return itemsOf(index.find(field, match, value)).map(({ json }) => ({ json: { ...json } }));
	},
};

function onlyFirst(count: number): string {
	return `Only the first ${count} accounts were searched, because 'Pagination' is Off and there are more.`;
}
