// The Account dropdown, through n8n-core's own context and HTTP client.
import type { IDataObject } from 'n8n-workflow';

import { Aurora } from '../../../../../nodes/Aurora/Aurora.node';

import { everythingVisibleIn } from '../../../support/secrets';

import { API } from '../../../support/answers';
import { liveApi, liveTokens, networkError, type Received, type Reply } from '../../../support/auroraLive';
import { credentialFields, withStoredToken } from '../../../support/credentialStore';
import { prepareDropdown, type NodeSetup } from '../../../support/execution';
import { records } from '../../../support/fakeClient';

const { searchAccounts } = new Aurora().methods.listSearch;

interface Dropdown {
	received: Received[];
	open(filter?: string, token?: string): ReturnType<typeof searchAccounts>;
}

function dropdown(reply: (path: string) => Reply, setup: Partial<NodeSetup> = {}): Dropdown {
	const received = liveApi(({ path }) => reply(path));
	const parameters = { resource: 'account', operation: 'get', ...setup.parameters } as IDataObject;
	const context = prepareDropdown({ ...setup, parameters });
	return {
		received,
		open: async (filter, token) => await searchAccounts.call(context, filter, token),
	};
}

const skipIn = (path: string) => Number(new URLSearchParams(path.split('?')[1]).get('skip') ?? 0);

/** So many accounts, in pages with a link to the next one. */
const pages =
	(total: number, size: number) =>
	(path: string): Reply => {
		const skip = skipIn(path);
		const items = records(Math.max(0, Math.min(size, total - skip)), skip + 1);
		const data = items.map(({ id }) => ({ id, name: `Account ${id}` }));
		return [200, { data, ...(skip + size < total && { next: `/Accounts?skip=${skip + size}` }) }];
	};

/** Everything that the dropdown shows while one scrolls down. */
async function scrollThrough({ open }: Dropdown, filter?: string) {
	const steps: string[][] = [];
	let token: string | undefined;
	do {
		const { results, paginationToken } = await open(filter, token);
		steps.push(results.map(({ value }) => String(value)));
		token = paginationToken as string | undefined;
	} while (token !== undefined && steps.length < 100);
	return steps;
}

const ids = (from: number, to: number) => records(to - from + 1, from).map(({ id }) => String(id));

describe('an entry', () => {
	const entry = async (account: unknown) => (await dropdown(() => [200, [account]]).open()).results;

	test('shows name and id, and stands for the id', async () => {
		expect(await entry({ id: 7, name: 'Ada' })).toEqual([{ name: 'Ada (7)', value: '7' }]);
		expect(await entry({ id: 'a-7', name: ' Ada ' })).toEqual([
			{ name: 'Ada (a-7)', value: 'a-7' },
		]);
		expect(await entry({ id: 0 })).toEqual([{ name: '0', value: '0' }]);
	});

	test.each([
		'name',
		'displayName',
		'fullName',
		'accountName',
		'title',
		'label',
		'company',
		'companyName',
	])('takes %s for the name', async (field) => {
		expect(await entry({ id: 7, [field]: 'Ada' })).toEqual([{ name: 'Ada (7)', value: '7' }]);
	});

	test('takes any other field that ends in name, but no empty one', async () => {
		expect(await entry({ id: 7, customer_name: 'Ada' })).toMatchObject([{ name: 'Ada (7)' }]);
		expect(await entry({ id: 7, name: ' ', surName: 'Lovelace' })).toMatchObject([
			{ name: 'Lovelace (7)' },
		]);
		expect(await entry({ id: 7, name: { first: 'Ada' } })).toMatchObject([{ name: '7' }]);
	});

	test('accounts without an id are said, and not an empty list', async () => {
		await expect(entry({ accountNumber: 7, name: 'Ada' })).rejects.toThrow(/id/i);
	});
});

describe('paging', () => {
	test('the documented listing is asked, and no token is given at its end', async () => {
		const api = dropdown(() => [200, []]);
		expect(await api.open()).toEqual({ results: [], paginationToken: undefined });
		expect(api.received.map(({ path }) => path)).toEqual(['/Accounts?orderBy=id%20asc']);
	});

	test('a hundred entries a step, each once and in order, however long a page is', async () => {
		for (const [total, size] of [
			[250, 100],
			[250, 30],
			[250, 1_000],
			[100, 100],
		]) {
			const steps = await scrollThrough(dropdown(pages(total, size)));
			expect(steps.flat()).toEqual(ids(1, total));
			expect(Math.max(...steps.map((step) => step.length))).toBe(100);
		}
	});

	test('the token leads on in another call, as it comes from the browser', async () => {
		const { paginationToken } = await dropdown(pages(250, 100)).open();
		const later = dropdown(pages(250, 100));
		const { results } = await later.open('', paginationToken as string);
		expect(results[0].value).toBe('101');
		expect(later.received.map(({ path }) => path)).toEqual(['/Accounts?skip=100']);
	});

	test.each([
		['no JSON', 'garbage'],
		['another origin', JSON.stringify({ url: 'https://evil.example/Accounts', before: 0 })],
		[
			'an origin that begins alike',
			JSON.stringify({ url: `${API}.evil.example/Accounts`, before: 0 }),
		],
		['a user name', JSON.stringify({ url: `${API}@evil.example/Accounts`, before: 0 })],
		['no address', JSON.stringify({ url: 5 })],
		['a list', '[]'],
	])('a token with %s leads to the beginning', async (_, token) => {
		const api = dropdown(pages(5, 100));
		const { results } = await api.open('', token);
		expect(results.map(({ value }) => value)).toEqual(ids(1, 5));
		expect(api.received.map(({ path }) => path)).toEqual(['/Accounts?orderBy=id%20asc']);
	});
});

describe('the filter', () => {
	test('finds in name and id, whatever the case', async () => {
		const accounts = [{ id: 7, name: 'Ada Lovelace' }, { id: 8, name: 'Bob' }, { id: 77 }];
		const found = async (filter: string) =>
			(await dropdown(() => [200, accounts]).open(filter)).results.map(({ value }) => value);
		expect(await found('LOVE')).toEqual(['7']);
		expect(await found(' 7 ')).toEqual(['7', '77']);
		expect(await found('nobody')).toEqual([]);
	});

	test('looks through further pages until there is something to show', async () => {
		const api = dropdown(pages(1_000, 100));
		const { results } = await api.open('Account 95');
		expect(results.map(({ value }) => value)).toEqual(['95', ...ids(950, 959)]);
		expect(api.received).toHaveLength(10);
	});

	test('reads at most 20 pages in one step, and goes on in the next', async () => {
		const api = dropdown(pages(2_500, 100));
		const { results, paginationToken } = await api.open('Account 2500');
		expect(results).toEqual([]);
		expect(api.received).toHaveLength(20);
		expect((await api.open('Account 2500', paginationToken as string)).results).toHaveLength(1);
	});

	test('shows each match once over all steps', async () => {
		const steps = await scrollThrough(dropdown(pages(1_000, 400)), 'account');
		expect(steps.flat()).toEqual(ids(1, 1_000));
	});
});

describe('a failure never looks like an empty list', () => {
	const failures: Array<[string, Reply, RegExp]> = [
		[
			'403',
			[403, { message: 'No.' }],
			/^Aurora does not allow .*\(status 403\)\. Ask Aurora to allow it.*No\.$/,
		],
		[
			'a web page',
			[200, '<!doctype html>', { 'Content-Type': 'text/html' }],
			/^Aurora answered with a web page.*\. .*Environment/,
		],
		['no list', [200, { a: 1 }], /^The answer of Aurora holds no list.*\. Set 'Items Property'/],
		[
			'no connection',
			networkError('CERT_HAS_EXPIRED'),
			/^The Aurora API can't be reached: .*\. .*NODE_EXTRA_CA_CERTS/,
		],
	];

	test.each(failures)(
		'%s: one message with what to do, for the dropdown shows no other',
		async (_, reply, says) => {
			await expect(dropdown(() => reply).open()).rejects.toThrow(says);
		},
	);

	test('a token that is refused', async () => {
		liveTokens();
		await expect(dropdown(() => [401, {}]).open()).rejects.toThrow(
			/refuses the access token.*Environment/,
		);
	});

	test('an incomplete credential', async () => {
		const credentials = credentialFields({ clientSecret: '' });
		await expect(dropdown(() => [200, []], { credentials }).open()).rejects.toThrow(
			/^'Client Secret' of the Aurora credential is empty/,
		);
	});

	test('holds no token and no request', async () => {
		const credentials = withStoredToken(credentialFields(), 'canary-stored');
		const api = dropdown(() => [500, {}], { credentials });
		const error = await api.open().then(
			() => undefined,
			(thrown: unknown) => thrown,
		);
		expect(error).toBeDefined();
		expect(everythingVisibleIn(error)).not.toContain('canary');
	});

	test('nor does a listing that gives only a part', async () => {
		const part: Reply = [200, { data: [{ id: 1, name: 'Ada' }], total: 1_234 }];
		await expect(dropdown(() => part).open('Bob')).rejects.toThrow(/Pagination/);
	});

	test('but what was found in that part is shown', async () => {
		const api = dropdown((path) =>
			skipIn(path) === 0
				? [200, { data: [{ id: 1, name: 'Ada' }], next: '/Accounts?skip=1' }]
				: [200, { data: [{ id: 2, name: 'Bob' }], hasMore: true }],
		);
		expect((await api.open('Ada')).results).toEqual([{ name: 'Ada (1)', value: '1' }]);
	});
});

test('how the dropdown pages is set in the options of Get', () => {
	const { properties } = new Aurora().description;
	const options = properties.find(
		({ name, displayOptions }) =>
			name === 'options' && displayOptions?.show?.operation?.includes('get'),
	);
	expect(options?.options?.map(({ name }) => name)).toEqual(
		expect.arrayContaining(['pagination', 'itemsProperty', 'pageParameter', 'pageSize']),
	);
});
