import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { AuroraTrigger } from '../../../../nodes/Aurora/AuroraTrigger.node';
import { collection } from '../../../../nodes/Aurora/resources/collection/collection';
import { eventsPerPoll, triggerFields } from '../../../../nodes/Aurora/trigger/fields';

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

describe('the fields', () => {
	const site = collection({ value: 'site', singular: 'site', plural: 'sites', path: '/Sites' });
	const ore = collection({ value: 'ore', singular: 'ore', plural: 'ores' });
	const fields = triggerFields([site, ore]);
	const shown = (resource: string) =>
		fields.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes(resource));

	test('offer every collection, with the path where that is the user’s choice', () => {
		expect(fields[0]).toMatchObject({
			name: 'resource',
			noDataExpression: true,
			options: [
				{ name: 'Site', value: 'site' },
				{ name: 'Ore', value: 'ore' },
			],
		});
		expect(shown('site').map(({ name }) => name)).toEqual(['event', 'existingNotice']);
		expect(shown('ore').map(({ name }) => name)).toEqual(['collection', 'event', 'existingNotice']);
	});

	test('have the events of a collection, the first chosen', () => {
		const [event, notice] = shown('ore').slice(-2);
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

	test('have the options of a list, and Ignore Fields', () => {
		expect(eventsPerPoll.read({})).toBe(1000);
		const names = (fields.at(-1)?.options as INodeProperties[]).map(({ name }) => name);
		expect(names).toContain('paging');
		expect(names).toEqual(expect.arrayContaining(['ignoreFields', 'eventsPerPoll']));
		expect(names).not.toContain('requestsAtOnce');
	});
});
