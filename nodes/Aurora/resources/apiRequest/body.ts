import type { IHttpRequestMethods, INodeProperties } from 'n8n-workflow';

import { AuroraError } from '../../../../lib/http/errors';
import { isRecord, parseJson } from '../../../../lib/util/json';
import { hasLoneSurrogate } from '../../../../lib/util/text';
import type { ApiRequest } from '../../api/sendAuthenticated';
import { pairsOption, textPairs } from '../../operations/option';
import type { OperationCall } from '../../operations/operation';

/** Methods that send a body. */
export const WITH_BODY: IHttpRequestMethods[] = ['DELETE', 'PATCH', 'POST', 'PUT'];

const TYPES: Readonly<Record<string, string>> = {
	'form-urlencoded': 'application/x-www-form-urlencoded',
	json: 'application/json',
	raw: 'text/plain; charset=utf-8',
};

const structured = { method: WITH_BODY, contentType: ['form-urlencoded', 'json'] };

const pairs = pairsOption({
	displayName: 'Body Fields',
	name: 'bodyFields',
	description: 'Fields to send. An expression keeps its type in JSON, other values are text.',
	displayOptions: { show: { ...structured, specifyBody: ['keypair'] } },
	one: 'Field',
	exampleName: 'name',
	exampleValue: 'Northfield Foods',
});

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
	const body = whole(bodyText(contentType, parameter));
	return body === '' ? {} : { body, headers: { 'Content-Type': TYPES[contentType] } };
}

function bodyText(contentType: string, parameter: OperationCall['parameter']): string {
	if (contentType === 'raw') {
		const [[, text]] = textPairs([['', parameter('rawBody', '')]]);
		return text;
	}
	const isForm = contentType !== 'json';
	if (parameter('specifyBody', 'json') === 'keypair') {
		const fields = pairs.read({ bodyFields: parameter('bodyFields', {}) as object });
		return isForm ? formText(fields) : serialized(Object.fromEntries(fields));
	}
	const text = jsonText(parameter('body', ''));
	if (!isForm || text === '') return text;
	const object = parseJson(text);
	if (!isRecord(object)) throw invalidBody('A form is made of one JSON object with its fields.');
	const fields = Object.entries(object).flatMap(
		([name, value]): Array<[string, unknown]> =>
			Array.isArray(value) ? value.map((each) => [name, each]) : [[name, value]],
	);
	return formText(fields);
}

function formText(fields: Array<[string, unknown]>): string {
	const texts = textPairs(fields).map(([name, value]) => [whole(name), whole(value)]);
	return new URLSearchParams(texts as Array<[string, string]>).toString();
}

/** UTF-8 has no bytes for a part of a character. */
function whole(text: string): string {
	if (!hasLoneSurrogate(text)) return text;
	throw new AuroraError(
		"'Body' contains an incomplete character",
		'A text was cut in the middle of a character, such as an emoji. Enter the whole text.',
	);
}

/** A text is validated and otherwise left as it is; what an expression made is serialized. */
function jsonText(given: unknown): string {
	if (given === undefined || given === null) return '';
	if (typeof given !== 'string') return serialized(given);
	const text = given.trim();
	if (text === '') return '';
	try {
		JSON.parse(text, finite);
	} catch (thrown) {
		throw asAuroraError(thrown);
	}
	return text;
}

function serialized(value: unknown): string {
	try {
		return JSON.stringify(value, finite) ?? '';
	} catch (thrown) {
		throw asAuroraError(thrown);
	}
}

/** JSON.parse reads 1e400 as Infinity, and JSON.stringify writes that as null. */
function finite(_name: string, value: unknown): unknown {
	if (typeof value !== 'number' || Number.isFinite(value)) return value;
	throw new AuroraError(
		"'Body' contains a number that JSON can't hold",
		'NaN, Infinity and numbers such as 1e400 are lost on the way. Correct the number, or send it as text.',
	);
}

function asAuroraError(thrown: unknown): AuroraError {
	if (thrown instanceof AuroraError) return thrown;
	return invalidBody(
		'Check quotes, commas and brackets, or use an expression such as {{ JSON.stringify($json) }}.',
	);
}

function invalidBody(advice: string): AuroraError {
	return new AuroraError("'Body' is not valid JSON", advice);
}
