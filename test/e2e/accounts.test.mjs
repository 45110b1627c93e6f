import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { inputItems } from './support/inputItems.mjs';
import { poll } from './support/n8nClient.mjs';
import { startExecution } from './support/runningExecution.mjs';
import { auroraNode } from './support/workflows.mjs';
import { startWorld } from './support/world.mjs';

/** The operations of the resource Account, for one item and for many. */
describe('accounts', () => {
	let world, sandbox, custom, rest, credential;
	before(async () => {
		world = await startWorld();
		({ sandbox, rest } = world);
		({ custom } = sandbox);
	});
	after(async () => await world?.stop());
	beforeEach(async () => {
		sandbox.reset();
		credential = await world.credentialFor(custom);
	});

	const account = (operation, parameters, onError) =>
		auroraNode({
			credential,
			onError,
			parameters: { resource: 'account', operation, ...parameters },
		});
	const byId = (value, options = {}, onError) =>
		account('get', { accountId: { __rl: true, mode: 'id', value }, options }, onError);
	/** Runs a node once for each of these items. */
	const runFor = async (items, node) =>
		await (await world.runnable(inputItems(), node)).run({ items });
	const run = async (node) => await (await world.runnable(node)).run();
	const paths = () => custom.api.requests.map(({ path }) => path);
	const inputOf = (item) => item.pairedItem.item;

	describe('Get', () => {
		it('finds accounts by a number and by a text', async () => {
			const ids = [3, '4', ' 5 '];
			const execution = await runFor(
				ids.map((id) => ({ id })),
				byId('={{ $json.id }}'),
			);
			assert.deepEqual(execution.json('Aurora'), custom.accounts.slice(2, 5));
			assert.deepEqual(paths().toSorted(), ['/Accounts/3', '/Accounts/4', '/Accounts/5']);
		});

		it('finds every account whose id needs encoding', async () => {
			const ids = [
				'a/b',
				'a b',
				'ä€😀',
				'../x',
				'%2e%2e',
				'a?b=c',
				'a#b',
				'…',
				'a+b',
				'"',
				'AUR-000001',
			];
			custom.setAccounts(ids.map((id) => ({ id, name: `Account ${id}` })));
			const execution = await runFor(
				ids.map((id) => ({ id })),
				byId('={{ $json.id }}'),
			);
			assert.deepEqual(
				execution.json('Aurora').map(({ id }) => id),
				ids,
			);
			const expected = ids.map((id) => `/Accounts/${encodeURIComponent(id)}`);
			assert.deepEqual(paths().toSorted(), expected.toSorted());
		});

		for (const id of ['..', '.', '', '   ']) {
			it(`refuses the id '${id}' without a request`, async () => {
				const { message } = (await run(byId(`={{ '${id}' }}`))).error('Aurora');
				assert.equal(message, id.trim() ? `'Account' can't be '${id}'` : "'Account' is empty");
				assert.deepEqual(world.counts(custom), { token: 0, api: 0 });
			});
		}

		it('says which account does not exist', async () => {
			const { message, description, httpCode, itemIndex } = (await run(byId('99'))).error('Aurora');
			assert.equal(message, "There is no account with the ID '99'");
			assert.match(description, /^Check the ID in 'Account'.* Aurora says: Account 99 not found\./);
			assert.equal(httpCode, '404');
			assert.equal(itemIndex, 0);
		});

		it('sends extra query parameters, a blank as %20', async () => {
			const parameter = [
				{ name: 'include', value: 'owner details' },
				{ name: '$select', value: 'id,name' },
				{ name: 'a&b', value: 'c=d' },
			];
			await run(byId('1', { queryParameters: { parameter } }));
			assert.deepEqual(paths(), [
				'/Accounts/1?include=owner%20details&%24select=id%2Cname&a%26b=c%3Dd',
			]);
		});

		it('finds the account in an envelope', async () => {
			for (const body of [{ data: { id: 1 } }, { account: { id: 1 } }, [{ id: 1 }]]) {
				custom.api.next({ status: 200, body });
				assert.deepEqual((await run(byId('1'))).json('Aurora'), [{ id: 1 }]);
			}
		});

		for (const [mode, onError] of [
			['regular output', 'continueRegularOutput'],
			['error output', 'continueErrorOutput'],
		]) {
			it(`goes on after errors, to the ${mode}: one item for each input item`, async () => {
				const items = Array.from({ length: 30 }, (_, index) => ({
					id: index % 3 === 0 ? `none-${index}` : (index % 12) + 1,
					note: `item ${index}`,
				}));
				const execution = await runFor(items, byId('={{ $json.id }}', {}, onError));
				assert.equal(execution.status, 'success');
				const wrong = items.filter((_, index) => index % 3 === 0);
				const found = items.filter((_, index) => index % 3 !== 0);
				const message = ({ id }) => `There is no account with the ID '${id}'`;

				if (onError === 'continueRegularOutput') {
					const output = execution.items('Aurora');
					assert.deepEqual(
						output.map(inputOf),
						items.map((_, index) => index),
					);
					const errors = output.filter(({ json }) => json.error);
					assert.deepEqual(
						errors.map(({ json }) => json.error),
						wrong.map(message),
					);
					assert.ok(errors.every(({ json }) => /^Check the ID in 'Account'/.test(json.message)));
					const ids = output.filter(({ json }) => !json.error).map(({ json }) => json.id);
					assert.deepEqual(
						ids,
						found.map(({ id }) => id),
					);
				} else {
					const [good, bad] = [execution.items('Aurora', 0), execution.items('Aurora', 1)];
					assert.deepEqual(
						good.map(({ json }) => json.id),
						found.map(({ id }) => id),
					);
					assert.deepEqual(
						bad.map(({ json }) => json.error),
						wrong.map(message),
					);
					assert.deepEqual(
						bad.map(({ json: { id, note } }) => ({ id, note })),
						wrong,
						'the input fields are still there',
					);
					assert.deepEqual(
						bad.map(inputOf),
						wrong.map((_, index) => index * 3),
					);
				}
			});
		}

		it('stops at the first error and names its item', async () => {
			const items = [{ id: 1 }, { id: 'none' }, { id: 2 }];
			const execution = await runFor(items, byId('={{ $json.id }}', { requestsAtOnce: 1 }));
			assert.equal(execution.status, 'error');
			assert.equal(execution.error('Aurora').itemIndex, 1);
			assert.deepEqual(paths(), ['/Accounts/1', '/Accounts/none']);
		});
	});

	describe('many input items', () => {
		for (const requestsAtOnce of [1, 10, 50]) {
			it(`keeps their order with ${requestsAtOnce} requests at once, and never more`, async () => {
				const items = Array.from({ length: 120 }, (_, index) => ({ id: ((index * 7) % 12) + 1 }));
				holdUntilInFlight(requestsAtOnce);
				const execution = await runFor(items, byId('={{ $json.id }}', { requestsAtOnce }));
				const output = execution.items('Aurora');
				assert.deepEqual(
					output.map(({ json }) => json.id),
					items.map(({ id }) => id),
				);
				assert.deepEqual(
					output.map(inputOf),
					items.map((_, index) => index),
				);
				assert.equal(custom.api.maxInFlight, requestsAtOnce);
				assert.deepEqual(world.counts(custom), { token: 1, api: 120 });
			});
		}

		for (const requestsAtOnce of [0, 51, 'many']) {
			it(`refuses ${requestsAtOnce} requests at once`, async () => {
				const { message } = (await run(byId('1', { requestsAtOnce }))).error('Aurora');
				assert.equal(message, "'Requests at Once' has to be a whole number from 1 to 50");
				assert.equal(custom.api.count, 0);
			});
		}

		it('lists for each of them, paired', async () => {
			const items = [{ limit: 2 }, { limit: 1 }, { limit: 3 }];
			const execution = await runFor(items, account('getAll', { limit: '={{ $json.limit }}' }));
			assert.deepEqual(
				execution.json('Aurora').map(({ id }) => id),
				[1, 2, 1, 1, 2, 3],
			);
			assert.deepEqual(execution.items('Aurora').map(inputOf), [0, 0, 1, 2, 2, 2]);
		});

		it('does nothing without an item', async () => {
			const execution = await runFor([], byId('1'));
			assert.equal(execution.status, 'success');
			assert.deepEqual(world.counts(custom), { token: 0, api: 0 });
		});
	});

	describe('Get Many', () => {
		const listed = async (parameters) => await run(account('getAll', parameters));

		it('asks for the documented order when none is given', async () => {
			await listed({ returnAll: true });
			assert.deepEqual(paths(), ['/Accounts?orderBy=id%20asc']);
		});

		it('sorts by several fields', async () => {
			const by = [
				{ field: 'name', direction: 'desc' },
				{ field: 'id', direction: 'asc' },
			];
			const execution = await listed({ returnAll: true, sort: { by } });
			assert.deepEqual(paths(), ['/Accounts?orderBy=name%20desc%2Cid%20asc']);
			const expected = custom.accounts.toSorted(
				(a, b) => (a.name < b.name) - (a.name > b.name) || a.id - b.id,
			);
			assert.deepEqual(execution.json('Aurora'), expected);
		});

		it('refuses to sort by what is no field name', async () => {
			for (const field of ['', 'name desc', 'id,name']) {
				const { message } = (await listed({ sort: { by: [{ field, direction: 'asc' }] } })).error(
					'Aurora',
				);
				assert.match(message, /^'Field' of a sort rule (is empty|can't be)/);
			}
			assert.equal(custom.api.count, 0);
		});

		it('sends extra query parameters beside the order, or instead of it', async () => {
			const parameter = [{ name: 'status', value: 'active now' }];
			await listed({ options: { queryParameters: { parameter } } });
			parameter.push({ name: 'orderBy', value: 'name asc' });
			await listed({ options: { queryParameters: { parameter } } });
			assert.deepEqual(paths(), [
				'/Accounts?orderBy=id%20asc&status=active%20now',
				'/Accounts?status=active%20now&orderBy=name%20asc',
			]);
		});

		it('returns as many as the limit says, and hints that there are more', async () => {
			custom.dialect({ envelope: 'items-totalCount' });
			const execution = await listed({ limit: 5 });
			assert.deepEqual(execution.json('Aurora'), custom.accounts.slice(0, 5));
			assert.deepEqual(hints(execution), [
				"5 accounts returned, but there are 12. Turn on 'Return All', or raise 'Limit', to get the others.",
			]);
			assert.deepEqual(hints(await listed({ limit: 12 })), [], 'nothing is left out');
		});

		it('hints once for many items, also when the number is not known', async () => {
			const execution = await runFor([{}, {}, {}], account('getAll', { limit: 5 }));
			assert.equal(execution.items('Aurora').length, 15);
			assert.deepEqual(hints(execution), [
				"5 accounts returned, but there are more. Turn on 'Return All', or raise 'Limit', to get the others.",
			]);
		});

		it('puts out nothing when there is no account', async () => {
			custom.setAccounts(0);
			const execution = await listed({ returnAll: true });
			assert.equal(execution.status, 'success');
			assert.deepEqual(execution.json('Aurora'), []);
		});

		for (const limit of [0, -1, 2.5]) {
			it(`refuses the limit ${limit}`, async () => {
				const { message } = (await listed({ limit: `={{ ${limit} }}` })).error('Aurora');
				assert.match(message, /^'Limit' has to be a whole number of 1 or more$/);
				assert.equal(custom.api.count, 0);
			});
		}
	});

	describe('Search', () => {
		const search = (field, match, value, onError) =>
			account('search', { field, match, value }, onError);
		const found = async (field, match, value) =>
			(await run(search(field, match, value))).json('Aurora').map(({ id }) => id);

		it('finds 1,000 values in one listing', async () => {
			custom.setAccounts(500);
			custom.dialect({ paging: 'link-header', pageSize: 100 });
			const items = Array.from({ length: 1000 }, (_, index) => ({
				wanted: ((index * 3) % 500) + 1,
			}));
			const execution = await runFor(items, search('id', 'equals', '={{ $json.wanted }}'));
			const output = execution.items('Aurora');
			assert.deepEqual(
				output.map(({ json }) => json.id),
				items.map(({ wanted }) => wanted),
			);
			assert.deepEqual(
				output.map(inputOf),
				items.map((_, index) => index),
			);
			assert.deepEqual(world.counts(custom), { token: 1, api: 5 });
		});

		it('compares as a person does', async () => {
			custom.setAccounts([
				{
					id: 1,
					name: 'Ångström & Söhne',
					code: 42,
					owner: { email: 'a@example.com' },
					tags: ['vip', 'new'],
				},
				{ id: 2, name: 'angel', code: '42', owner: { email: 'B@example.com' }, active: true },
				{ id: 3, name: 'Triangle', code: 420, owner: null },
			]);
			assert.deepEqual(await found('name', 'equals', ' ANGEL '), [2]);
			assert.deepEqual(await found('name', 'contains', 'angle'), [3]);
			assert.deepEqual(await found('name', 'startsWith', 'ång'), [1]);
			assert.deepEqual(await found('code', 'equals', '42'), [1, 2]);
			assert.deepEqual(await found('code', 'equals', '={{ 42 }}'), [1, 2]);
			assert.deepEqual(await found('code', 'startsWith', '42'), [1, 2, 3]);
			assert.deepEqual(await found('owner.email', 'equals', 'b@EXAMPLE.com'), [2]);
			assert.deepEqual(await found('tags', 'equals', 'vip'), [1]);
			assert.deepEqual(await found('active', 'equals', 'true'), [2]);
			assert.deepEqual(await found('name', 'equals', 'nobody'), []);
		});

		it('tells a misspelt field from an empty result', async () => {
			const { message, description } = (await run(search('nmae', 'equals', 'x'))).error('Aurora');
			assert.equal(message, "No account has a field 'nmae'");
			assert.match(description, /Fields of the first account: id, name, status/);
		});

		it('gives each failing item its own error and the others their accounts', async () => {
			const items = [{ value: 1 }, { value: '' }, { value: 2 }];
			const execution = await runFor(
				items,
				search('id', 'equals', '={{ $json.value }}', 'continueRegularOutput'),
			);
			const output = execution.items('Aurora');
			assert.deepEqual(
				output.map(({ json }) => json.id ?? json.error),
				[1, "'Value' is empty", 2],
			);
			assert.deepEqual(output.map(inputOf), [0, 1, 2]);
			assert.equal(custom.api.count, 1);
		});

		it('makes one listing that fails fail once for all', async () => {
			custom.api.always({ status: 403 });
			const items = Array.from({ length: 100 }, (_, index) => ({ value: index + 1 }));
			const execution = await runFor(
				items,
				search('id', 'equals', '={{ $json.value }}', 'continueRegularOutput'),
			);
			assert.equal(
				execution.json('Aurora').filter(({ error }) => /status 403/.test(error)).length,
				100,
			);
			assert.equal(custom.api.count, 1);
		});
	});

	describe('what the node does not have', () => {
		const unknown = {
			"n8n's own Custom API Call as a resource": [
				{ resource: '__CUSTOM_API_CALL__', operation: '' },
				'The Aurora node does not do custom API calls',
			],
			"n8n's own Custom API Call as an operation": [
				{ resource: 'account', operation: '__CUSTOM_API_CALL__' },
				'The Aurora node does not do custom API calls',
			],
			'an unknown operation': [
				{ resource: 'account', operation: 'archive' },
				"The operation 'archive' does not exist",
			],
			'an unknown resource': [
				{ resource: 'invoice', operation: 'get' },
				"The resource 'invoice' does not exist",
			],
		};
		for (const [name, [parameters, message]] of Object.entries(unknown)) {
			it(`refuses ${name} with a sentence`, async () => {
				const error = (await run(auroraNode({ credential, parameters }))).error('Aurora');
				assert.equal(error.message, message);
				assert.match(error.description, /^(Choose|Choose one of these:) /);
				assert.deepEqual(world.counts(custom), { token: 0, api: 0 });
			});
		}
	});

	describe('a cancelled execution', () => {
		it('ends a long wait and sends no further request', async () => {
			const retryAfter = 8;
			custom.api.always({ status: 429, headers: { 'retry-after': String(retryAfter) } });
			const workflow = await world.runnable(inputItems(), byId('={{ $json.id }}'));
			const items = Array.from({ length: 20 }, (_, index) => ({ id: index + 1 }));
			const execution = await startExecution(rest, workflow, { items });
			await poll('the first request', async () => custom.api.count || undefined);
			const { status } = await execution.stop();
			assert.equal(status, 'canceled');
			// The moment at which the next request would come, had the wait not ended.
			const due = custom.api.requests[0].at + (retryAfter + 1) * 1000;
			await poll('the end of the wait', async () => (Date.now() > due ? true : undefined));
			assert.equal(custom.api.count, 1);
		});

		it('starts none of the requests that were waiting for their turn', async () => {
			let open;
			const gate = new Promise((resolve) => (open = resolve));
			custom.api.next({}); // the first item goes alone
			custom.api.always(async () => void (await gate));
			const workflow = await world.runnable(
				inputItems(),
				byId('={{ $json.id }}', { requestsAtOnce: 3 }),
			);
			const items = Array.from({ length: 20 }, (_, index) => ({ id: (index % 12) + 1 }));
			const execution = await startExecution(rest, workflow, { items });
			await poll('three requests at once', async () =>
				custom.api.inFlight === 3 ? true : undefined,
			);
			const { status } = await execution.stop();
			assert.equal(status, 'canceled');
			await poll('their end', async () => (custom.api.inFlight === 0 ? true : undefined));
			open();
			// n8n has done other things since: whatever it had in line is through.
			assert.equal((await (await world.runnable(byId('1'))).run()).status, 'success');
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
			const areOpen = async () => (custom.api.inFlight >= count ? true : undefined);
			await poll(`${count} requests at once`, areOpen);
			// Whatever n8n had begun by then goes out before it has done all this.
			await (await world.runnable(inputItems())).run({ items: [{}] });
		};
		custom.api.next({});
		custom.api.always(async () => {
			await (released ??= release());
			return undefined;
		});
	}
});

/** The hints that the node's last run shows in the editor. */
function hints(execution) {
	const { hints = [] } = execution.data.resultData.runData.Aurora.at(-1);
	return hints.map(({ message }) => message);
}
