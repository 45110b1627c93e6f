import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { poll } from './support/n8nClient.mjs';
import { getById, getMany, search } from './support/parameters.mjs';
import { useWorld } from './support/world.mjs';

const world = await useWorld();
const { custom, counts, aurora, workflowOf, run, output, failure } = world;

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
		const messages = wrong.map(({ id }) => `There is no account with the ID '${id}'`);

		it('goes on, to the regular output: one item for each input item', async () => {
			const execution = await run(getEach(), { items, onError: 'continueRegularOutput' });
			assert.equal(execution.status, 'success');
			assert.deepEqual(execution.items('Aurora').map(inputOf), numbers(30));
			const json = execution.json('Aurora');
			const errors = json.filter(({ error }) => error);
			assert.deepEqual(
				errors.map(({ error }) => error.message),
				messages,
			);
			for (const { error, ...others } of errors) {
				assert.deepEqual([error.statusCode, error.retryable, others], [404, false, {}]);
				assert.match(error.description, /^Check the ID in 'Account'/);
			}
			assert.deepEqual(json.filter(({ error }) => !error).map(idOf), found.map(idOf));
		});

		it('goes on, to the error output: each item on the way that it belongs to', async () => {
			const execution = await run(getEach(), { items, onError: 'continueErrorOutput' });
			assert.equal(execution.status, 'success');
			assert.deepEqual(execution.json('Aurora', 0).map(idOf), found.map(idOf));
			const failed = execution.items('Aurora', 1);
			assert.deepEqual(
				failed.map(({ json }) => json.error.message),
				messages,
			);
			const input = failed.map(({ json: { id, note } }) => ({ id, note }));
			assert.deepEqual(input, wrong, 'the input fields are still there');
			assert.deepEqual(
				failed.map(inputOf),
				numbers(10).map((index) => index * 3),
			);
		});

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

	for (const requestsAtOnce of [1, 10, 50]) {
		it(`keeps the order of many items with ${requestsAtOnce} requests at once, and never more`, async () => {
			custom.setAccounts(60);
			const items = numbers(120).map((index) => ({ id: ((index * 7) % 60) + 1 }));
			holdUntilInFlight(requestsAtOnce);
			const execution = await run(getEach({ requestsAtOnce }), { items });
			assert.deepEqual(execution.json('Aurora').map(idOf), items.map(idOf));
			assert.deepEqual(execution.items('Aurora').map(inputOf), numbers(120));
			assert.equal(custom.api.maxInFlight, requestsAtOnce);
			assert.deepEqual(counts(), { token: 1, api: 60 }, 'one request for each ID');
		});
	}

	describe('Get Many', () => {
		it('lists for each item, paired, and gives the same hint once', async () => {
			const limited = getMany({ returnAll: false, limit: '={{ $json.limit }}' });
			const items = [{ limit: 2 }, { limit: 1 }, { limit: 2 }];
			const execution = await run(limited, { items });
			assert.deepEqual(execution.json('Aurora').map(idOf), [1, 2, 1, 1, 2]);
			assert.deepEqual(execution.items('Aurora').map(inputOf), [0, 0, 1, 2, 2]);
			assert.deepEqual(execution.hints('Aurora'), [
				"Not all accounts were returned. Turn on 'Return All', or raise 'Limit', to get the others.",
			]);
		});

		it('returns as many as the limit says, and hints how many there are', async () => {
			custom.dialect({ envelope: 'items-totalCount' });
			const execution = await run(getMany({ returnAll: false, limit: 5 }));
			assert.deepEqual(execution.json('Aurora'), custom.accounts.slice(0, 5));
			assert.deepEqual(execution.hints('Aurora'), [
				"5 accounts returned, but there are 12. Turn on 'Return All', or raise 'Limit', to get the others.",
			]);
			const all = await run(getMany({ returnAll: false, limit: 12 }));
			assert.deepEqual(all.hints('Aurora'), [], 'nothing is left out');
		});
	});

	it('Search finds 1,000 values in one listing, and gives a failing item its own error', async () => {
		custom.setAccounts(500);
		custom.dialect({ paging: 'link-header', pageSize: 100 });
		const items = numbers(1000).map((index) => ({ wanted: ((index * 3) % 500) + 1 }));
		items[7].wanted = '';
		const parameters = search('id', 'equals', '={{ $json.wanted }}');
		const execution = await run(parameters, { items, onError: 'continueRegularOutput' });
		assert.deepEqual(
			execution.json('Aurora').map(({ id, error }) => id ?? error.message),
			items.map(({ wanted }) => wanted || "'Value' is empty"),
		);
		assert.deepEqual(execution.items('Aurora').map(inputOf), numbers(1000));
		assert.deepEqual(counts(), { token: 1, api: 5 });
	});

	for (const [place, parameters] of [
		['a resource', { resource: '__CUSTOM_API_CALL__', operation: '' }],
		['an operation', { resource: 'account', operation: '__CUSTOM_API_CALL__' }],
	]) {
		it(`refuses n8n's own Custom API Call as ${place} with a sentence`, async () => {
			const { message, description } = await failure(parameters);
			assert.equal(message, 'The Aurora node does not support custom API calls');
			assert.match(description, /^(Choose|Choose one of these:) /);
			assert.deepEqual(counts(), { token: 0, api: 0 });
		});
	}

	describe('a cancelled execution', () => {
		const startGetEach = async (options, items) =>
			await (await workflowOf(aurora(getEach(options)))).start(items);

		it('ends a long wait and sends no further request', async () => {
			const retryAfter = 8;
			custom.api.always({ status: 429, headers: { 'retry-after': String(retryAfter) } });
			const execution = await startGetEach({}, manyItems(20));
			await poll('the first request', async () => custom.api.count || undefined);
			assert.equal((await execution.stop()).status, 'canceled');
			// The moment at which the next request would come, had the wait not ended.
			const due = custom.api.requests[0].at + (retryAfter + 1) * 1000;
			await poll('the end of the wait', async () => Date.now() > due || undefined);
			assert.equal(custom.api.count, 1);
		});

		it('starts none of the requests that were waiting for their turn', async () => {
			const gate = Promise.withResolvers();
			custom.api.next({}); // the first item goes alone
			custom.api.always(async () => void (await gate.promise));
			const execution = await startGetEach({ requestsAtOnce: 3 }, manyItems(20));
			await poll('three requests at once', async () => custom.api.inFlight === 3 || undefined);
			assert.equal((await execution.stop()).status, 'canceled');
			await poll('their end', async () => custom.api.inFlight === 0 || undefined);
			gate.resolve();
			// n8n has done other things since: whatever it had in line is through.
			await output(getById('1'));
			assert.equal(custom.api.count, 5);
		});
	});

	/**
	 * Holds the requests after the first, which goes alone, until so many are open and n8n has had
	 * every occasion to send one too many.
	 */
	function holdUntilInFlight(count) {
		let released;
		const release = async () => {
			await poll(
				`${count} requests at once`,
				async () => custom.api.inFlight >= count || undefined,
			);
			// Whatever n8n had begun by then goes out before it has done all this.
			await (await workflowOf()).run();
		};
		custom.api.next({});
		custom.api.always(async () => void (await (released ??= release())));
	}
});
