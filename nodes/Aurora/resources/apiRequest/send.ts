import type { IDataObject, IHttpRequestMethods, INodeProperties } from 'n8n-workflow';

import { CHECK_FIELDS } from '../../../../lib/http/apiStatuses';
import { AuroraError } from '../../../../lib/http/errors';
import { isIdempotent } from '../../../../lib/http/retryPolicy';
import type { ApiRequest } from '../../api/sendAuthenticated';
import { CHECK_WHETHER_DONE } from '../../api/statusErrors';
import { apiUrl, refuseGaps, withQuery } from '../../api/url';
import { entered, type Operation, type Resource } from '../../operations/operation';
import { choiceOption, readField } from '../../operations/option';
import { headers, queryParameters, requestOptionsField } from '../../operations/options';

import { bodyFields, readBody, WITH_BODY } from './body';
import { isWebPage, responseItems } from './responseItems';

const METHODS: IHttpRequestMethods[] = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'];

const methodChoice = choiceOption(
	{ displayName: 'Method', name: 'method', description: 'The HTTP method' },
	METHODS.map((method) => ({ name: method, value: method })),
	'GET',
);

const PAGE =
	'Aurora responded with a web page. A login page or a proxy may be in between, or the address belongs to a website.';

const fields: INodeProperties[] = [
	methodChoice.field,
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
const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send API request',
	description: 'Send any request to the Aurora API',
	subtitle: `${entered('method')} + " " + ${entered('path')}`,
	fields,
	async run({ context, client, parameter, hint, ...call }) {
		const options = call.options();
		const method = readField(methodChoice, parameter);
		const address = apiUrl(client.settings, String(parameter('path', '') ?? ''));
		const hasBody = WITH_BODY.includes(method);
		if (hasBody) refuseGaps(client.settings, address, method);
		const content = hasBody ? readBody(parameter) : {};
		const request: ApiRequest = {
			...options.request,
			method,
			url: withQuery(withQuery(address, options.query), readField(queryParameters, parameter)),
			headers: merged(content.headers, options.headers, readField(headers, parameter)),
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

/** Any other request to the API. */
export const apiRequest: Resource = {
	value: 'apiRequest',
	name: 'API Request',
	fields: [],
	operations: [send],
};

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
