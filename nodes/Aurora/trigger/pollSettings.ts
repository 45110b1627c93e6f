import { createHash } from 'node:crypto';

import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { AuroraError } from '../../../lib/http/errors';
import { AuroraApiClient } from '../api/client';
import { listingFields } from '../operations/listingOptions';
import { unknownChoice } from '../operations/operation';
import { queryParameters, readOptions } from '../operations/options';
import type { Collection } from '../resources/collection/collection';
import { collectionUrl, listUrl } from '../resources/collection/urls';

import { pollBudget } from './budget';
import { EVENT_KINDS, eventName } from './events';
import { eventsPerPoll, ignoreFields, onlyFields } from './fields';

/** What is polled, and how. */
export type PollSettings = Awaited<ReturnType<typeof readPollSettings>>;

/**
 * @returns `request` to the first page, `kinds` of events that are wanted, `limit` of events,
 *   `ignored` and `counted` fields, `outputFields`, and `source`, which is the same as long as the list is
 * @throws AuroraError when a parameter can't be used
 */
export async function readPollSettings(context: IPollFunctions, collections: Collection[]) {
	const resource = context.getNodeParameter('resource', 'account') as string;
	const collection = collections.find(({ value }) => value === resource);
	if (!collection)
		throw unknownChoice(
			'resource',
			resource,
			collections.map(({ name }) => name),
		);
	const { descriptor } = collection;
	const chosen = ([context.getNodeParameter('event', [])] as unknown[]).flat();
	const names = EVENT_KINDS.map((kind) => eventName(descriptor, kind));
	const kinds = EVENT_KINDS.filter((_, at) => chosen.includes(names[at]));
	const unknown = chosen.filter(Boolean).find((name) => !names.includes(String(name)));
	if (kinds.length === 0 || unknown !== undefined) {
		const what = unknown === undefined ? 'is empty' : `can't be '${String(unknown).slice(0, 60)}'`;
		throw new AuroraError(`'Trigger On' ${what}`, `Use one or more of ${names.join(', ')}.`);
	}
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const { request, query, listing, outputFields } = readOptions(options);
	const [ignored, counted] = [ignoreFields.read(options), onlyFields.read(options)];
	const limit = eventsPerPoll.read(options);
	const client = await AuroraApiClient.open(context);
	client.deadline = performance.now() + (pollBudget(context) ?? Infinity);
	const entered = context.getNodeParameter('collection', '');
	const list = collectionUrl(descriptor, client.settings, entered);
	const source = sourceOf(context, [list, client.settings.clientId]);
	const page = { ...request, url: listUrl(list, query) };
	const fields = { ignored, counted, outputFields };
	return { descriptor, client, request: page, listing, kinds, limit, source, ...fields };
}

/** Options that decide about what is read and compared. */
const SOURCE_OPTIONS = [
	...[queryParameters, ignoreFields, onlyFields].map(({ field }) => field),
	...listingFields(),
];

/** Of an option that is an expression, the expression counts: its value may differ at each poll. */
function sourceOf(context: IPollFunctions, place: string[]): string {
	const options = (context.getNode().parameters.options ?? {}) as IDataObject;
	const what = [...place, ...SOURCE_OPTIONS.map(({ name }) => options[name] ?? null)];
	return createHash('sha256').update(JSON.stringify(what)).digest('base64url').slice(0, 22);
}
