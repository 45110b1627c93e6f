import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { poll } from './support/n8nClient.mjs';
import { getById } from './support/parameters.mjs';
import { useWorld } from './support/world.mjs';

const world = await useWorld();
const { custom, aurora, workflowOf, run, output } = world;

const getEach = (options) => getById('={{ $json.id }}', options);
const numbers = (count) => Array.from({ length: count }, (_, index) => index);
const manyItems = (count) => numbers(count).map((index) => ({ id: ((index * 7) % 12) + 1 }));
const paths = () => custom.api.requests.map(({ path }) => path);
const inputOf = ({ pairedItem }) => pairedItem.item;
const idOf = ({ id }) => id;

/** The operations of the resource Account, for one item and for many. */
describe('accounts', () => {
	it('Get finds every account, whatever its id', async () => {
		const odd = ['a/b', 'a b', 'ä€😀', '../x', '%2e%2e', 'a?b=c', 'a#b', '…', 'a+b', '"'];
		const ids = [3, 4, 5, ...odd, 'AUR-000001'];
		custom.setAccounts(ids.map((id) => ({ id, name: `Account ${id}` })));
		const items = [3, '4', ' 5 ', ...ids.slice(3)].map((id) => ({ id }));
		assert.deepEqual((await output(getEach(), { items })).map(idOf), ids);
		const expected = ids.map((id) => `/Accounts/${encodeURIComponent(id)}`);
		assert.deepEqual(paths().toSorted(), expected.toSorted());
	});

	describe('with an item that fails', () => {
		const items = numbers(30).map((index) => ({
			id: index % 3 === 0 ? `none-${index}` : (index % 12) + 1,
			note: `item ${index}`,
		}));
		const wrong = items.filter((_, index) => index % 3 === 0);
		const found = items.filter((_, index) => index % 3 !== 0);

		for (const [onError, output] of [
			['continueRegularOutput', 0],
			['continueErrorOutput', 1],
		]) {
			it(`goes on: each item once, a failed one with its error alone: ${onError}`, async () => {
				const execution = await run(getEach(), { items, onError });
				assert.equal(execution.status, 'success');
				const good = execution.json('Aurora', 0).filter(({ error }) => !error);
				assert.deepEqual(good.map(idOf), found.map(idOf));
				const failed = execution.items('Aurora', output).filter(({ json }) => json.error);
				assert.deepEqual(
					failed.map(inputOf),
					numbers(10).map((index) => index * 3),
				);
				for (const [at, { json }] of failed.entries()) {
					const { error, ...others } = json;
					const { description, ...told } = error;
					const message = `There is no account with the ID '${wrong[at].id}'`;
					assert.deepEqual(told, { message, statusCode: 404, retryable: false });
					assert.match(description, /^Check the ID in 'Account'/);
					// On the way to the error output n8n adds the fields of the input item.
					assert.deepEqual(others, output === 1 ? wrong[at] : {});
				}
			});
		}

		it('stops at the first one, and says which it is and what to do', async () => {
			const three = [{ id: 1 }, { id: 'none' }, { id: 2 }];
			const execution = await run(getEach({ requestsAtOnce: 1 }), { items: three });
			assert.equal(execution.status, 'error');
			const { message, description, httpCode, itemIndex } = execution.error('Aurora');
			assert.equal(message, "There is no account with the ID 'none'");
			assert.match(
				description,
				/^Check the ID in 'Account'.* Aurora says: Account none not found\./,
			);
			assert.deepEqual([httpCode, itemIndex], ['404', 1]);
			assert.deepEqual(paths(), ['/Accounts/1', '/Accounts/none']);
		});
	});

	it('ends a long wait when the execution is cancelled, and sends no further request', async () => {
		const retryAfter = 8;
		custom.api.always({ status: 429, headers: { 'retry-after': String(retryAfter) } });
		const execution = await (await workflowOf(aurora(getEach()))).start(manyItems(20));
		await poll('the first request', async () => custom.api.count || undefined);
		assert.equal((await execution.stop()).status, 'canceled');
		// The moment at which the next request would come, had the wait not ended.
		const due = custom.api.requests[0].at + (retryAfter + 1) * 1000;
		await poll('the end of the wait', async () => Date.now() > due || undefined);
		assert.equal(custom.api.count, 1);
	});
});
