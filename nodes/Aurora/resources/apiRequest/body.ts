import type { IHttpRequestMethods, INodeProperties } from 'n8n-workflow';

import { AuroraError } from '../../../../lib/http/errors';
import { isRecord, parseJson } from '../../../../lib/util/json';
import type { ApiRequest } from '../../api/sendAuthenticated';
import { refuseIncomplete } from '../../api/url';
import { asText, pairsOption } from '../../operations/option';
import type { OperationCall } from '../../operations/operation';

/** Methods that send a body. */
export const WITH_BODY: IHttpRequestMethods[] = ['DELETE', 'PATCH', 'POST', 'PUT'];

const TYPES: Readonly<Record<string, string>> = {
	'form-urlencoded': 'application/x-www-form-urlencoded',
	json: 'application/json',
	raw: 'text/plain; charset=utf-8',
};

const structured = { method: WITH_BODY, contentType: ['form-urlencoded', 'json'] };

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
	{
		displayName: 'Body Content Type',
		name: 'contentType',
		type: 'options',
		options: [
			{ name: 'Form URL-Encoded', value: 'form-urlencoded' },
			{ name: 'JSON', value: 'json' },
			{ name: 'Raw Text', value: 'raw' },
		],
		default: 'json',
		description: 'What the body is. A header Content-Type overrides what the API is told about it.',
		displayOptions: { show: { method: WITH_BODY } },
	},
	{
		displayName: 'Specify Body',
		name: 'specifyBody',
		type: 'options',
		options: [
			{ name: 'Using Fields Below', value: 'keypair' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'json',
		displayOptions: { show: structured },
	},
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		default: '',
		description: 'JSON, sent as it is written. Leave empty to send no body.',
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
	const contentType = String(parameter('contentType', 'json'));
	if (!Object.hasOwn(TYPES, contentType)) {
		throw new AuroraError(
			`'Body Content Type' can't be '${contentType.slice(0, 60)}'`,
			`Use one of ${Object.keys(TYPES).join(', ')}.`,
		);
	}
	const body = bodyText(contentType, parameter);
	return body === '' ? {} : { body, headers: { 'Content-Type': TYPES[contentType] } };
}

function bodyText(contentType: string, parameter: OperationCall['parameter']): string {
	if (contentType === 'raw') return checked(asText(parameter('rawBody', '')));
	const isByFields = parameter('specifyBody', 'json') === 'keypair';
	const fields = pairs.read({ bodyFields: parameter('bodyFields', {}) as object });
	const text = jsonText(isByFields ? Object.fromEntries(fields) : parameter('body', ''));
	if (contentType === 'json' || text === '') return text;
	return formText(isByFields ? fields : fieldsOf(parameter('body', '')));
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
	return checked(text);
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
	const texts = fields.map((pair) => pair.map(asText).map(checked));
	return new URLSearchParams(texts as Array<[string, string]>).toString();
}

function checked(text: string): string {
	refuseIncomplete(text, "'Body'");
	return text;
}

function invalidJson(advice: string): AuroraError {
	return new AuroraError("'Body' is not valid JSON", advice);
}
