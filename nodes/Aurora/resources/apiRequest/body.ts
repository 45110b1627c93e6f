import type { IHttpRequestMethods, INodeProperties } from 'n8n-workflow';

import { AuroraError } from '../../../../lib/http/errors';
import { isRecord, parseJson } from '../../../../lib/util/json';
import type { ApiRequest } from '../../api/sendAuthenticated';
import { refuseIncomplete } from '../../api/url';
import { asText, choiceOption, pairsOption, readField } from '../../operations/option';
import type { OperationCall } from '../../operations/operation';

/** Methods that send a body. */
export const WITH_BODY: IHttpRequestMethods[] = ['DELETE', 'PATCH', 'POST', 'PUT'];

const TYPES = {
	'form-urlencoded': 'application/x-www-form-urlencoded',
	json: 'application/json',
	raw: 'text/plain; charset=utf-8',
} as const;

const contentType = choiceOption<keyof typeof TYPES>(
	{
		displayName: 'Body Content Type',
		name: 'contentType',
		description:
			'Format of the body. A Content-Type header overrides the type that is sent with it.',
		displayOptions: { show: { method: WITH_BODY } },
	},
	[
		{ name: 'Form URL-Encoded', value: 'form-urlencoded' },
		{ name: 'JSON', value: 'json' },
		{ name: 'Raw Text', value: 'raw' },
	],
	'json',
);

const structured = { method: WITH_BODY, contentType: ['form-urlencoded', 'json'] };

const specifyBody = choiceOption(
	{ displayName: 'Specify Body', name: 'specifyBody', displayOptions: { show: structured } },
	[
		{ name: 'Using Fields Below', value: 'keypair' },
		{ name: 'Using JSON', value: 'json' },
	],
	'json',
);

const pairs = pairsOption(
	{
		displayName: 'Body Fields',
		name: 'bodyFields',
		description: 'Fields to send. An expression keeps its type in JSON, other values are text.',
		displayOptions: { show: { ...structured, specifyBody: ['keypair'] } },
		one: 'Field',
		exampleName: 'name',
		exampleValue: 'Northfield Foods',
	},
	(value) => value,
);

/** The fields of a body, named as in n8n's HTTP Request node. */
export const bodyFields: INodeProperties[] = [
	contentType.field,
	specifyBody.field,
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		default: '',
		description:
			'JSON. For Form URL-Encoded, an object whose fields are sent as a form. Leave empty to send no body.',
		displayOptions: { show: { ...structured, specifyBody: ['json'] } },
	},
	pairs.field,
	{
		displayName: 'Body Text',
		name: 'rawBody',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		description: 'Text, sent as it is written',
		displayOptions: { show: { method: WITH_BODY, contentType: ['raw'] } },
	},
];

/**
 * The body that the user entered, and the header that says what it is.
 *
 * @returns nothing when no body is wanted
 * @throws AuroraError when it can't be sent as it is written
 */
export function readBody(
	parameter: OperationCall['parameter'],
): Pick<ApiRequest, 'body' | 'headers'> {
	const type = readField(contentType, parameter);
	const body = bodyText(type, parameter);
	refuseIncomplete(body, "'Body'");
	return body === '' ? {} : { body, headers: { 'Content-Type': TYPES[type] } };
}

function bodyText(type: keyof typeof TYPES, parameter: OperationCall['parameter']): string {
	if (type === 'raw') return asText(parameter('rawBody', ''));
	const fields =
		readField(specifyBody, parameter) === 'keypair' ? readField(pairs, parameter) : undefined;
	const given = fields ? Object.fromEntries(fields) : parameter('body', '');
	const text = jsonText(given);
	return type === 'json' || text === '' ? text : formText(fields ?? fieldsOf(given));
}

/** A text is validated and otherwise left as it is; what an expression made is serialized. */
function jsonText(given: unknown): string {
	const text = typeof given === 'string' ? given.trim() : undefined;
	if (given === undefined || given === null || text === '') return '';
	try {
		if (text === undefined) return JSON.stringify(given, refuseInfinite) ?? '';
		JSON.parse(text, refuseInfinite);
	} catch {
		throw invalidJson(
			'Check quotes, commas and brackets, or use an expression such as {{ JSON.stringify($json) }}. A number may be neither NaN nor larger than 1.8e308.',
		);
	}
	return text;
}

/** JSON.parse reads 1e400 as Infinity, and JSON.stringify writes that as null. */
function refuseInfinite(_name: string, value: unknown): unknown {
	if (typeof value !== 'number' || Number.isFinite(value)) return value;
	throw new RangeError();
}

/** The fields of a JSON object; one that holds a list comes once for each entry. */
function fieldsOf(given: unknown): Array<[string, unknown]> {
	const object = typeof given === 'string' ? parseJson(given) : given;
	if (!isRecord(object)) throw invalidJson('A form is made of one JSON object with its fields.');
	return Object.entries(object).flatMap(([name, value]) =>
		[value].flat().map((each): [string, unknown] => [name, each]),
	);
}

function formText(fields: Array<[string, unknown]>): string {
	const texts = fields.map((pair) => pair.map(asText));
	refuseIncomplete(texts.flat().join(' '), "'Body'");
	return new URLSearchParams(texts as Array<[string, string]>).toString();
}

function invalidJson(advice: string): AuroraError {
	return new AuroraError("'Body' is not valid JSON", advice);
}
