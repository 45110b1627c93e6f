import type { IDataObject, IHttpRequestMethods, INodeProperties } from 'n8n-workflow';

import { CHECK_FIELDS } from '../../../../lib/http/apiStatuses';
import { AuroraError } from '../../../../lib/http/errors';
import { isIdempotent } from '../../../../lib/http/retryPolicy';
import type { ApiRequest } from '../../api/sendAuthenticated';
import { CHECK_WHETHER_DONE } from '../../api/statusErrors';
import { apiUrl, refuseGaps, withQuery } from '../../api/url';
import { entered, type Operation } from '../../operations/operation';
import { requestOptionsField } from '../../operations/options';
import { headers, queryParameters } from '../../operations/requestOptions';

import { bodyFields, readBody, WITH_BODY } from './body';
import { isWebPage, responseItems } from './responseItems';

const METHODS: IHttpRequestMethods[] = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'];

const PAGE =
	'Aurora responded with a web page. A login page or a proxy may be in between, or the address belongs to a website.';

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
	queryParameters.field,
	headers.field,
	...bodyFields,
	requestOptionsField(),
];

/** Sends one request to the Aurora API, with the token of the credential. */
export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send API request',
	description: 'Send any request to the Aurora API',
	subtitle: `${entered('method')} + " " + ${entered('path')}`,
	fields,
	async run({ context, client, parameter, hint, ...call }) {
		const options = call.options();
		const method = readMethod(parameter('method', 'GET'));
		const address = apiUrl(client.settings, String(parameter('path', '') ?? ''));
		const hasBody = WITH_BODY.includes(method);
		if (hasBody) refuseGaps(client.settings, address, method);
		const content = hasBody ? readBody(parameter) : {};
		const at = (name: string) => ({ [name]: parameter(name, {}) as IDataObject });
		const request: ApiRequest = {
			...options.request,
			method,
			url: withQuery(
				withQuery(address, options.query),
				queryParameters.read(at('queryParameters')),
			),
			headers: merged(content.headers, options.headers, headers.read(at('headers'))),
			body: content.body,
		};
		const response = await client.request(request).catch((thrown: unknown) => {
			throw withAddress(thrown, method, address, hasBody);
		});
		const mayRepeat = isIdempotent(method);
		const items = await responseItems(context, response, options.fullResponse, mayRepeat);
		const accepts = Object.entries(request.headers ?? {}).find(([name]) => /^accept$/i.test(name));
		if (isWebPage(response) && !items[0].binary && !/html/i.test(String(accepts?.[1])))
			hint(mayRepeat ? PAGE : `${PAGE} ${CHECK_WHETHER_DONE}`);
		return items;
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

/** Headers, the later ones instead of earlier ones of the same name in any case. */
function merged(...all: Array<IDataObject | undefined>): IDataObject {
	const pairs = all.flatMap((some) => Object.entries(some ?? {}));
	return Object.fromEntries(
		new Map(pairs.map((pair) => [pair[0].toLowerCase(), pair] as const)).values(),
	);
}

/** The error of a request that the API rejected, with the request and the fields to check. */
function withAddress(thrown: unknown, method: string, address: string, hasBody: boolean): unknown {
	if (!(thrown instanceof AuroraError) || !thrown.description.includes(CHECK_FIELDS)) return thrown;
	const { message, description, status } = thrown;
	const [where] = address.split('?');
	const check =
		status === 404
			? "Check 'Method' and 'Path'."
			: `Check 'Path', 'Query Parameters'${hasBody ? ", 'Headers' and 'Body'" : " and 'Headers'"}.`;
	const advice = description.replace(CHECK_FIELDS, `The request was ${method} ${where}. ${check}`);
	return new AuroraError(message, advice, { status });
}
