import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useWorld } from './support/world.mjs';

const world = await useWorld();
const { custom, output } = world;

const record = (operation, more) => ({
	resource: 'record',
	operation,
	collection: '/Invoices',
	...more,
});
const byId = (value) => ({ recordId: { __rl: true, mode: 'id', value } });
const paths = () => custom.api.requests.map(({ path }) => path);
const idOf = ({ id }) => id;

/** The resource Record: any collection by its path. */
describe('records of a collection', () => {
	it('are listed, found and got like accounts, the collection by expression too', async () => {
		assert.deepEqual((await output(record('getAll', { returnAll: true }))).map(idOf), [
			...custom.accounts.map(idOf),
		]);
		assert.deepEqual((await output(record('get', byId(3)))).map(idOf), [3]);
		const found = record('search', { field: 'id', match: 'equals', value: '4' });
		assert.deepEqual((await output(found)).map(idOf), [4]);
		const items = [{ path: ' Invoices ' }, { path: '/Accounts' }];
		const byExpression = record('getAll', { limit: 1, collection: '={{ $json.path }}' });
		assert.equal((await output(byExpression, { items })).length, 2);
		assert.deepEqual(paths(), [
			'/Invoices?orderBy=id%20asc',
			'/Invoices/3',
			'/Invoices?orderBy=id%20asc',
			'/Invoices?orderBy=id%20asc',
			'/Accounts?orderBy=id%20asc',
		]);
	});
});
