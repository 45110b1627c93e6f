// Which fields of a body the editor shows.
import { NodeHelpers } from 'n8n-workflow';

import { bodyFields } from '../../../../../nodes/Aurora/resources/apiRequest/body';

test.each<[values: Record<string, string>, shown: string[]]>([
	[{ method: 'GET', contentType: 'json', specifyBody: 'json' }, []],
	[
		{ method: 'POST', contentType: 'json', specifyBody: 'json' },
		['contentType', 'specifyBody', 'body'],
	],
	[
		{ method: 'PATCH', contentType: 'form-urlencoded', specifyBody: 'keypair' },
		['contentType', 'specifyBody', 'bodyFields'],
	],
	[{ method: 'PUT', contentType: 'raw', specifyBody: 'json' }, ['contentType', 'rawBody']],
	[{ method: 'DELETE', contentType: 'raw', specifyBody: 'keypair' }, ['contentType', 'rawBody']],
])('%j: %j', (values, shown) => {
	const names = bodyFields
		.filter((field) => NodeHelpers.displayParameter(values, field, null, null))
		.map(({ name }) => name);
	expect(names).toEqual(shown);
});
