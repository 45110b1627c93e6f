import type { INodeProperties } from 'n8n-workflow';

import { listingOptionFields } from '../operations/listingOptions';
import { optionsOf, requestOptionFields } from '../operations/optionFields';

const ignoreFields: INodeProperties = {
	displayName: 'Ignore Fields',
	name: 'ignoreFields',
	type: 'string',
	default: '',
	placeholder: 'e.g. lastSeenAt, balance.updatedAt',
	description:
		'Changes of these fields are ignored. Separate names with commas, use dots for nested fields. For fields that differ in every answer.',
};

/** The fields of the trigger; n8n adds Poll Times by itself. */
export const triggerFields: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'multiOptions',
		required: true,
		options: [
			{
				name: 'Account Created',
				value: 'accountCreated',
				description: 'An account appears in the listing',
			},
			{
				name: 'Account Removed',
				value: 'accountRemoved',
				description: 'An account is no longer in the listing',
			},
			{
				name: 'Account Updated',
				value: 'accountUpdated',
				description: 'A field of an account changes',
			},
		],
		default: ['accountCreated'],
	},
	optionsOf([...requestOptionFields, ...listingOptionFields, ignoreFields]),
];
