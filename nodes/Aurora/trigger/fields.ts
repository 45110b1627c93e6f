import type { INodeProperties } from 'n8n-workflow';

import { fieldsOption } from '../operations/fieldChoice';
import { resourceField } from '../operations/operation';
import { numberOption } from '../operations/option';
import { listOptionsField } from '../operations/options';
import type { Collection } from '../resources/collection/collection';
import { titleCase, withArticle } from '../resources/collection/descriptor';

import { eventName, EVENT_KINDS, type EventKind } from './events';

/** Names of fields of which changes do not count. */
export const ignoreFields = fieldsOption({
	displayName: 'Ignore Field Names or IDs',
	name: 'ignoreFields',
	description: 'Fields whose changes do not start the workflow, such as a time stamp',
});

/** Names of the fields of which alone changes count. */
export const onlyFields = fieldsOption({
	displayName: 'Only These Field Names or IDs',
	name: 'onlyFields',
	description: 'Fields whose changes count as an update. Leave empty for all',
});

/** How many events start one execution. */
export const eventsPerPoll = numberOption(
	{
		displayName: 'Events per Poll',
		name: 'eventsPerPoll',
		description: 'How many events one poll outputs at most. The others follow with the next polls.',
	},
	{ default: 1000, min: 1 },
);

/** Below the node's name: the chosen events, and the collection where the user named it. */
export const triggerSubtitle =
	'={{ ($parameter["resource"] === "record" ? $parameter["collection"] + ": " : "") + $parameter["event"].map((event) => event.replace(/^[a-z]+/, "").toLowerCase()).join(", ") }}';

/** The fields of the trigger; n8n adds Poll Times by itself. */
export function triggerFields(collections: Collection[]): INodeProperties[] {
	return [
		resourceField(collections),
		...collections.flatMap((collection) =>
			[...collection.fields, eventField(collection), existingNotice(collection)].map((field) => ({
				...field,
				displayOptions: { show: { resource: [collection.value] } },
			})),
		),
		listOptionsField([ignoreFields, onlyFields, eventsPerPoll]),
	];
}

function eventField({ descriptor }: Collection): INodeProperties {
	const one = withArticle(descriptor.singular);
	const descriptions: Readonly<Record<EventKind, string>> = {
		Created: `${sentenceCase(one)} is new in Aurora`,
		Updated: `A field of ${one} has changed`,
		Removed: `${sentenceCase(one)} was removed from Aurora`,
	};
	return {
		displayName: 'Trigger On',
		name: 'event',
		type: 'multiOptions',
		required: true,
		options: EVENT_KINDS.map((kind) => ({
			name: `${titleCase(descriptor.singular)} ${kind}`,
			value: eventName(descriptor, kind),
			description: descriptions[kind],
		})),
		default: [eventName(descriptor, 'Created')],
	};
}

const existingNotice = ({ descriptor }: Collection): INodeProperties => ({
	displayName: `${sentenceCase(descriptor.plural)} that exist when the workflow is published (activated) start nothing`,
	name: 'existingNotice',
	type: 'notice',
	default: '',
});

function sentenceCase(words: string): string {
	return words[0].toUpperCase() + words.slice(1);
}
