import type { IHttpRequestMethods, INodeProperties } from 'n8n-workflow';

import { AuroraError } from '../../../../lib/http/errors';
import { isRecord, parseJson } from '../../../../lib/util/json';
import type { ApiRequest } from '../../api/sendAuthenticated';
import { apiUrl, withQuery } from '../../api/url';
import type { Operation } from '../../operations/operation';
import { requestOptionsField } from '../../operations/options';

import { responseItems } from './responseItems';

const METHODS: IHttpRequestMethods[] = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'];
const WITH_BODY: IHttpRequestMethods[] = ['DELETE', 'PATCH', 'POST', 'PUT'];

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
	requestOptionsField(),
];

/** Sends any request to the Aurora API, with the token of the credential. */
export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send API request',
	description: 'Send any request to the Aurora API',
	subtitle: '$parameter["method"] + " " + $parameter["path"]',
	fields,
	async run({ context, client, parameter, ...call }) {
		const options = call.options();
		const method = readMethod(parameter('method', 'GET'));
		const request: ApiRequest = {
			...options.request,
			method,
			url: withQuery(apiUrl(client.settings, String(parameter('path', '') ?? '')), options.query),
			headers: options.headers,
			body: WITH_BODY.includes(method) ? readBody(parameter('body', '')) : undefined,
		};
		return await responseItems(context, await client.request(request));
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
	if (given === undefined || (typeof given === 'string' && given.trim() === '')) return undefined;
	const body = typeof given === 'string' ? parseJson(given) : given;
	if (body === undefined) {
		throw new AuroraError(
			"'Body' is not valid JSON",
			'Check quotes, commas and brackets, or use an expression such as {{ JSON.stringify($json) }}.',
		);
	}
	return isEmptyObject(body) ? undefined : body;
}

function isEmptyObject(value: unknown): boolean {
	return isRecord(value) && Object.keys(value).length === 0;
}
