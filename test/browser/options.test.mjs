import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { auroraNode, chain, manualTrigger } from '../e2e/support/workflows.mjs';
import { session } from './support/session.mjs';

const FOR_ALL = [
	'Items Property',
	'Max Retries',
	'Pagination',
	'Query Parameters',
	'Requests at Once',
	'Timeout',
];
const FOR_PAGES = ['First Page', 'Page Parameter', 'Page Size', 'Page Size Parameter'];
const FOR_OFFSETS = ['Offset Parameter', 'Page Size', 'Page Size Parameter'];

/** Options that only mean something for one kind of pagination are offered for that kind alone. */
describe('the options of a listing', () => {
	let credential;
	before(async () => {
		const { rest, sandbox } = session.world;
		credential = await rest.createCredential({ data: sandbox.live.credential });
	});
	const open = async (options) => {
		const parameters = { resource: 'account', operation: 'getAll', options };
		await session.editor.openNode(
			chain([manualTrigger(), auroraNode({ name: 'Aurora', parameters, credential })]),
			'Aurora',
		);
	};

	it('offers the names of pages and offsets when they are chosen, and not otherwise', async () => {
		const { editor } = session;
		await open({});
		assert.deepEqual(await editor.offeredOptions(), FOR_ALL);
		await editor.addOption('Pagination');
		const others = FOR_ALL.filter((name) => name !== 'Pagination');
		for (const [choice, more] of [
			['Page Number', FOR_PAGES],
			['Offset', FOR_OFFSETS],
			['Off', []],
			['Automatic', []],
		]) {
			await editor.choose(editor.parameter('pagination'), choice);
			assert.deepEqual(await editor.offeredOptions(), [...others, ...more].sort(), choice);
		}
	});

	it('adds them, follows them, and takes them away with the choice they belong to', async () => {
		const { editor } = session;
		const { live } = session.world.sandbox;
		live.dialect({ paging: 'page', pageSize: 5, names: { page: 'seite' } });
		await open({ pagination: 'page' });
		await editor.addOption('Page Parameter');
		await editor.addOption('Page Size');
		const field = editor.parameter('pageParameter').getByTestId('parameter-input-field');
		await field.fill('seite');
		await editor.parameter('pageSize').locator('input').fill('5');
		await editor.execute();
		const { rows } = await editor.table(12);
		assert.equal(rows.length, 12);
		assert.match(live.api.requests.at(-1).path, /seite=3/);

		await editor.choose(editor.parameter('pagination'), 'Offset');
		await field.waitFor({ state: 'hidden' });
		assert.ok(await editor.parameter('pageSize').isVisible(), 'Page Size belongs to both');
	});
});
