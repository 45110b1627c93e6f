import type { INodePropertyOptions } from 'n8n-workflow';

import { AuroraTrigger } from '../../../../nodes/Aurora/AuroraTrigger.node';
import { collection } from '../../../../nodes/Aurora/resources/collection/collection';
import { triggerFields } from '../../../../nodes/Aurora/trigger/fields';

import { subtitleIn } from '../../support/execution';

describe('the subtitle', () => {
	const path = { resource: 'record', collection: '/Invoices' };

	test.each([
		[{}, 'created'],
		[{ event: ['accountCreated'] }, 'created'],
		[{ event: ['accountUpdated', 'accountRemoved'] }, 'updated, removed'],
		[{ event: [] }, ''],
		[path, '/Invoices: created'],
		[{ ...path, event: ['recordRemoved'] }, '/Invoices: removed'],
		[
			{ ...path, event: ['recordCreated', 'recordRemoved', 'recordUpdated'] },
			'/Invoices: created, removed, updated',
		],
	])('of %j is %j', (parameters, words) => {
		expect(subtitleIn(new AuroraTrigger(), parameters)).toBe(words);
	});

	test("of n8n's Custom API Call is empty", () => {
		const subtitle = subtitleIn(new AuroraTrigger(), { resource: '__CUSTOM_API_CALL__' });
		expect(subtitle ?? '').toBe('');
	});
});

test('a collection has its events, the first chosen', () => {
	const ore = collection({ value: 'ore', singular: 'ore', plural: 'ores' });
	const [, , event, notice] = triggerFields([ore]);
	expect(notice.displayName).toBe(
		'Ores that exist when the workflow is published (activated) start nothing',
	);
	expect(event).toMatchObject({ type: 'multiOptions', required: true, default: ['oreCreated'] });
	const options = event.options as INodePropertyOptions[];
	expect(options.map(({ name, value, description }) => [name, value, description])).toEqual([
		['Ore Created', 'oreCreated', 'An ore is new in Aurora'],
		['Ore Updated', 'oreUpdated', 'A field of an ore has changed'],
		['Ore Removed', 'oreRemoved', 'An ore was removed from Aurora'],
	]);
});
