import type { IHttpRequestMethods, INodeProperties } from 'n8n-workflow';

import { AuroraError } from '../../../../lib/http/errors';
import type { Operation } from '../../operations/operation';
import { optionsField } from '../../operations/optionFields';
import type { ApiRequest } from '../../api/client';
import { apiUrl, withQuery } from '../../api/url';

import { answerItems } from './responseItems';

const METHODS: IHttpRequestMethods[] = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'];
const WITH_BODY: IHttpRequestMethods[] = ['DELETE', 'PATCH', 'POST', 'PUT'];

const headers: INodeProperties = {
	displayName: 'Headers',
	name: 'headers',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Header',
	default: {},
	description: 'Sent with the request. Those that carry the token are set by the credential.',
	options: [
		{
			displayName: 'Header',
			name: 'header',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. X-Tenant',
				},
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
		},
	],
};

const fields: INodeProperties[] = [
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		options: METHODS.map((method) => ({ name: method, value: method })),
		default: 'GET',
		description: 'The HTTP method',
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: '/Accounts',
		required: true,
		placeholder: 'e.g. /Accounts/1001',
		description: "Path of the API. It is added to the address of the credential's environment.",
	},
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		default: '{}',
		description: 'JSON to send',
		displayOptions: { show: { method: WITH_BODY } },
	},
	optionsField([headers]),
];

/** Sends any request to the Aurora API, with the token of the credential. */
export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send API request',
	description: 'Send a request to any address of the Aurora API',
	fields,
	async run(call) {
		const { client, parameter } = call;
		const options = call.options();
		const method = readMethod(parameter('method', 'GET'));
		const request: ApiRequest = {
			...options.request,
			method,
			url: withQuery(apiUrl(client.settings, String(parameter('path', '') ?? '')), options.query),
			headers: options.headers,
			body: WITH_BODY.includes(method) ? readBody(parameter('body', '')) : undefined,
		};
		return await answerItems(call, request, options.listing);
	},
};

function readMethod(value: unknown): IHttpRequestMethods {
	const given = String(value).trim().toUpperCase();
	const method = METHODS.find((each) => each === given);
	if (method) return method;
	throw new AuroraError(
		`'Method' can't be '${given.slice(0, 20)}'`,
		`Use one of ${METHODS.join(', ')}.`,
	);
}

function readBody(given: unknown): unknown {
	if (typeof given !== 'string') return isEmptyObject(given) ? undefined : given;
	if (given.trim() === '') return undefined;
	const body = parsed(given);
	if (body === undefined) {
		throw new AuroraError(
			"'Body' is not valid JSON",
			'Check quotes, commas and brackets, or build it with an expression such as {{ JSON.stringify($json) }}.',
		);
	}
	return isEmptyObject(body) ? undefined : body;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

function isEmptyObject(value: unknown): boolean {
	return (
		typeof value === 'object' &&
		value !== null &&
		!Array.isArray(value) &&
		Object.keys(value).length === 0
	);
}
