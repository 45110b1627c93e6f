import { CHECK_FIELDS } from '../../../../lib/http/apiStatuses';
import { AuroraError } from '../../../../lib/http/errors';
import type { HttpResponse } from '../../../../lib/http/response';
import { isRecord } from '../../../../lib/util/json';
import { notJsonError } from '../../api/statusErrors';
import { itemsOf } from '../../operations/items';
import type { Operation } from '../../operations/operation';
import { optionsField } from '../../operations/options';

import { collectionUrl, subtitleOf, titleCase, withArticle, type Descriptor } from './descriptor';
import { locatorName, recordLocator } from './locator';
import { recordUrl } from './urls';

/** Gets one record by its ID. */
export function get(descriptor: Descriptor): Operation {
	const { singular } = descriptor;
	const field = titleCase(singular);
	return {
		value: 'get',
		name: 'Get',
		action: `Get ${singular}`,
		description: `Retrieve one ${singular}, chosen from a list or by its ID`,
		subtitle: subtitleOf(`get ${singular}`, descriptor),
		fields: [recordLocator(descriptor), optionsField([], `the list in the field ${field}`)],
		async run({ client, parameter, locator, ...call }) {
			const options = call.options();
			const list = collectionUrl(descriptor, client.settings, parameter('collection', ''));
			const id = String(locator(locatorName(descriptor)) ?? '').trim();
			const url = recordUrl(list, id, options.query, singular);
			try {
				const response = await client.request({ ...options.request, url });
				return itemsOf([recordIn(response, descriptor)]);
			} catch (thrown) {
				throw notFound(thrown, id, singular);
			}
		},
	};
}

/** Names under which an envelope may hold the one record. */
const RECORD_NAMES = ['data', 'item', 'result', 'value', 'record'];

function recordIn(
	response: HttpResponse,
	{ value, singular }: Descriptor,
): Record<string, unknown> {
	const body = response.body.length === 0 ? {} : response.json();
	if (body === undefined) throw notJsonError(response);
	const record = Array.isArray(body) && body.length === 1 ? (body[0] as unknown) : body;
	if (!isRecord(record) || Object.keys(record).length === 0) {
		throw new AuroraError(
			`Aurora responded without ${withArticle(singular)}`,
			`The address of one ${singular} is a convention, Aurora does not document it. Use Search or Get Many instead.`,
			{ status: response.status },
		);
	}
	const inner = [value, ...RECORD_NAMES].map((name) => record[name]).find(isRecord);
	return inner && !('id' in record) ? inner : record;
}

function notFound(thrown: unknown, id: string, noun: string): unknown {
	if (!(thrown instanceof AuroraError) || thrown.status !== 404) return thrown;
	const said = thrown.description.replace(CHECK_FIELDS, '').trim();
	return new AuroraError(
		`There is no ${noun} with the ID '${id.slice(0, 80)}'`,
		`Check the ID in '${titleCase(noun)}', and that 'Environment' in the credential is the one that holds the ${noun}. ${said}`,
		{ status: 404 },
	);
}
