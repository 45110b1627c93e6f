import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { AuroraError } from '../../../../lib/http/errors';
import { readListing } from '../../api/listing';
import { pause } from '../../api/pause';
import { fieldLocator, itemsOf } from '../../operations/fieldChoice';
import { entered, type Operation, type OperationCall } from '../../operations/operation';
import { choiceOption, readField } from '../../operations/option';
import { listOptionsField, maxConcurrentItems } from '../../operations/options';

import { subtitleOf, type Descriptor } from './descriptor';
import { limit, readMax, returnAll } from './getAll';
import { MATCHES, SearchIndex } from './searchIndex';
import { collectionUrl, listUrl } from './urls';

const ifNotFound = choiceOption(
	{
		displayName: 'If Not Found',
		name: 'ifNotFound',
		description: 'What to return for an input item for which nothing is found',
	},
	[
		{ name: 'Fail', value: 'error', description: 'The input item fails' },
		{ name: 'Return No Item', value: 'nothing', description: 'Go on without the input item' },
		{ name: 'Return the Input Item', value: 'input', description: 'Go on with the input item' },
	],
	'nothing',
);

const matchChoice = choiceOption(
	{
		displayName: 'Match',
		name: 'match',
		description: 'How the field compares to the value. Upper and lower case are treated alike.',
	},
	MATCHES,
	'equals',
);

const fieldsFor = ({ singular }: Descriptor): INodeProperties[] => [
	fieldLocator(`Field of the ${singular} to search, with dots for nested fields`, 'name'),
	matchChoice.field,
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Northfield Foods',
		description: 'What to search for',
	},
	returnAll(true).field,
	limit.field,
	listOptionsField([maxConcurrentItems, ifNotFound]),
];

/** Such as `name starts with North`. */
const CONDITION = `[${entered('field')}, ${entered('match')}.replace("W", " w"), ${entered('value')} || "…"].join(" ")`;

/** Finds records by any field, in one list that all input items share. */
export function search(descriptor: Descriptor): Operation {
	const { singular, plural } = descriptor;
	return {
		value: 'search',
		name: 'Search',
		action: `Search ${plural}`,
		description: `Find ${plural} by the value of any field`,
		subtitle: subtitleOf(`search ${plural}`, descriptor, CONDITION),
		fields: fieldsFor(descriptor),
		async run(call) {
			const { context, client, parameter, once, hint } = call;
			const { query, request, listing, outputFields } = call.options();
			const match = readField(matchChoice, parameter);
			const wish = readField(ifNotFound, (name, other) => parameter(`options.${name}`, other));
			const max = readMax(parameter, true);
			const field = readFieldName(call.locator('field'), plural);
			const value = readValue(parameter('value', ''), plural);
			const list = collectionUrl(descriptor, client.settings, parameter('collection', ''));
			const url = listUrl(list, query);
			const { index, notes } = await once(`${url} ${JSON.stringify(listing)}`, async () => {
				const reading = await readListing(client, { ...request, url }, listing, Infinity);
				const { records, more, doubt } = reading;
				const cancelled = context.getExecutionCancelSignal();
				const part = `Only the first ${records.length} ${plural} were searched, because 'Mode' of 'Pagination' is Off and there are more.`;
				return {
					index: new SearchIndex(records, singular, async () => await pause(0, cancelled)),
					notes: [more && part, doubt].filter((note) => typeof note === 'string'),
				};
			});
			notes.forEach(hint);
			const found = await index.find(field, match, value);
			if (found.length === 0) return notFound(call, wish, singular);
			if (found.length > max)
				hint(`More ${plural} match than 'Limit' allows. Raise it, or turn on 'Return All'.`);
			// Copies: several input items may find the same record.
			return itemsOf(found.slice(0, max), outputFields, hint).map(({ json }) => ({
				json: { ...json },
			}));
		},
	};
}

function notFound(
	{ input, hint }: OperationCall,
	wish: 'error' | 'nothing' | 'input',
	singular: string,
): INodeExecutionData[] {
	if (wish === 'error') {
		throw new AuroraError(
			`No ${singular} was found`,
			"Check 'Field', 'Match' and 'Value', or choose something else in 'If Not Found' in the options.",
		);
	}
	hint(`No ${singular} was found`);
	return wish === 'input' ? [{ ...input }] : [];
}

function readFieldName(given: unknown, plural: string): string {
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
