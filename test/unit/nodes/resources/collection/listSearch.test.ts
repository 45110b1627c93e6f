// The Account dropdown, through n8n-core's own context and HTTP client.
import type { IDataObject } from 'n8n-workflow';

import { Aurora } from '../../../../../nodes/Aurora/Aurora.node';

import { API } from '../../../support/answers';
import {
	liveApi,
	liveTokens,
	networkError,
	type Received,
	type Reply,
} from '../../../support/auroraLive';
import { credentialFields, withStoredToken } from '../../../support/credentialStore';
import { prepareDropdown, type NodeSetup } from '../../../support/execution';
import { records } from '../../../support/fakeClient';
import { everythingVisibleIn } from '../../../support/secrets';

import { pages, skipIn } from './pages';

const { searchAccounts } = new Aurora().methods.listSearch;

/** The dropdown in a node, with an API that replies. */
function dropdown(reply: (request: Received) => Reply, setup: Partial<NodeSetup> = {}) {
	const received = liveApi(reply);
	const parameters: IDataObject = { resource: 'account', operation: 'get', ...setup.parameters };
	const context = prepareDropdown({ ...setup, parameters });
	return {
		paths: () => received.map(({ path }) => path),
		open: async (filter?: string, token?: string) => {
			const step = await searchAccounts.call(context, filter, token);
			const { results, paginationToken } = step;
			return {
				results,
				ids: results.map(({ value }) => value),
				token: paginationToken as string | undefined,
			};
		},
	};
}

/** What the dropdown shows at each step while one scrolls down. */
async function scrollThrough({ open }: ReturnType<typeof dropdown>, filter?: string) {
	const steps: unknown[][] = [];
	let token: string | undefined;
	do {
		const step = await open(filter, token);
		steps.push(step.ids);
		token = step.token;
	} while (token !== undefined && steps.length < 100);
	return steps;
}

const ids = (from: number, to: number) => records(to - from + 1, from).map(({ id }) => String(id));

describe('an entry', () => {
	const entries = async (...accounts: unknown[]) =>
		(await dropdown(() => [200, accounts]).open()).results;

	test.each([
		[{ id: 7, name: ' Ada ' }, 'Ada (7)', '7'],
		[{ id: 'a-7', title: 'Ada' }, 'Ada (a-7)', 'a-7'],
		[{ id: 0 }, '0', '0'],
		...['displayName', 'fullName', 'accountName', 'title', 'label', 'company', 'companyName'].map(
			(field): [object, string, string] => [
				{ id: 7, otherName: 'x', [field]: 'Ada' },
				'Ada (7)',
				'7',
			],
		),
		[{ id: 7, label: 'x', title: 'x', name: 'Ada' }, 'Ada (7)', '7'],
		[{ id: 7, customer_name: 'Ada' }, 'Ada (7)', '7'],
		[{ id: 7, name: ' ', SURNAME: 'Lovelace' }, 'Lovelace (7)', '7'],
		[{ id: 7, nameOfDog: 'Rex' }, '7', '7'],
		[{ id: 7, name: { first: 'Ada' } }, '7', '7'],
		[{ id: 7, name: 7 }, '7', '7'],
	])('for %j shows %j and stands for %j', async (account, name, value) => {
		expect(await entries(account)).toEqual([{ name, value }]);
	});

	test('is left out where there is no id', async () => {
		expect(await entries({ id: 7 }, { id: null }, 5, { id: true })).toHaveLength(1);
	});

	test('accounts without any id are said, and not an empty list', async () => {
		await expect(entries({ accountNumber: 7, name: 'Ada' })).rejects.toThrow(
			"The accounts have no field 'id', so they can't be chosen from a list. Choose the account 'By ID', or use Search.",
		);
	});
});

describe('paging', () => {
	test('begins with the request on Aurora’s page, and gives no token at the end', async () => {
		const { open, paths } = dropdown(() => [200, []]);
		expect(await open()).toEqual({ results: [], ids: [], token: undefined });
		expect(paths()).toEqual(['/Accounts?orderBy=id%20asc']);
	});

	test.each([
		[250, 100],
		[250, 30],
		[250, 1_000],
		[100, 100],
	])(
		'of %i entries in pages of %i: a hundred a step, each once and in order',
		async (total, size) => {
			const steps = await scrollThrough(dropdown(pages(total, size)));
			expect(steps.flat()).toEqual(ids(1, total));
			expect(Math.max(...steps.map((step) => step.length))).toBe(100);
		},
	);

	test('leaves no entry out where pages go by a token whose parameter is found out', async () => {
		const reply = ({ path }: Received): Reply => {
			const from = Number(new URL(path, API).searchParams.get('cursor')?.slice(1) ?? 0);
			const nextCursor = from + 80 < 250 ? `c${from + 80}` : null;
			return [200, { data: records(Math.min(80, 250 - from), from + 1), nextCursor }];
		};
		expect((await scrollThrough(dropdown(reply))).flat()).toEqual(ids(1, 250));
	});

	test('the token leads on in another call, as it comes from the browser', async () => {
		const { token } = await dropdown(pages(250)).open();
		const later = dropdown(pages(250));
		expect((await later.open('', token)).ids[0]).toBe('101');
		expect(later.paths()).toEqual(['/Accounts?skip=100']);
	});

	const at = (url: unknown) => JSON.stringify({ at: { url, pagesRead: 1 }, shown: 0 });
	test.each([
		['no JSON', 'garbage'],
		['another origin', at('https://evil.example/Accounts')],
		['an origin that begins alike', at(`${API}.evil.example/Accounts`)],
		['a user name', at(`${API}@evil.example/Accounts`)],
		['no address', at(5)],
		['a list', '[]'],
	])('a token with %s leads to the beginning', async (_, token) => {
		const { open, paths } = dropdown(pages(7));
		expect((await open('', token)).ids).toEqual(ids(1, 7));
		expect(paths()).toEqual(['/Accounts?orderBy=id%20asc']);
	});

	test('is set in the options', async () => {
		const settings = { pagination: 'offset', pageSizeParameter: '' };
		const options = { itemsProperty: 'some.list', paging: { settings } };
		const { open, paths } = dropdown(
			(request) => [200, { some: { list: records(skipIn(request) ? 0 : 2) }, data: [] }],
			{ parameters: { options } },
		);
		expect((await open()).ids).toEqual(['1', '2']);
		expect(paths()).toEqual([0, 2].map((skip) => `/Accounts?orderBy=id%20asc&skip=${skip}`));
	});
});

describe('the filter', () => {
	test.each([
		['LOVE', ['7']],
		[' 7 ', ['7', '77']],
		['nobody', []],
	])('%j finds %j: in name and ID, whatever the case', async (filter, found) => {
		const accounts = [{ id: 7, name: 'Ada Lovelace' }, { id: 8, name: 'Bob' }, { id: 77 }];
		expect((await dropdown(() => [200, accounts]).open(filter)).ids).toEqual(found);
	});

	test('looks through further pages until there is something to show', async () => {
		const { open, paths } = dropdown(pages(1_000));
		expect((await open('Account 95')).ids).toEqual(['95', ...ids(950, 959)]);
		expect(paths()).toHaveLength(10);
	});

	test('reads at most 20 pages in one step, and goes on in the next', async () => {
		const { open, paths } = dropdown(pages(2_500));
		const { results, token } = await open('Account 2500');
		expect(results).toEqual([]);
		expect(paths()).toHaveLength(20);
		expect((await open('Account 2500', token)).ids).toEqual(['2500']);
	});

	test('shows each match once over all steps', async () => {
		const steps = await scrollThrough(dropdown(pages(1_000, 400)), 'account');
		expect(steps.flat()).toEqual(ids(1, 1_000));
	});
});

describe('a failure never looks like an empty list', () => {
	test.each<[string, Reply, RegExp]>([
		['a status', [403, { message: 'No.' }], /\(status 403\)\. .*Aurora says: No\.$/],
		[
			'a web page',
			[200, '<!doctype html>', { 'Content-Type': 'text/html' }],
			/^Aurora responded with a web page.*\. .*Environment/,
		],
		['no list', [200, { a: 1 }], /^No list was found in Aurora's response\. Set 'List Field'/],
		['no connection', networkError('CERT_HAS_EXPIRED'), /reached: .*\. .*NODE_EXTRA_CA_CERTS/],
		['a refused token', [401, {}], /^Aurora rejected the access token.*Environment/],
	])('%s: one message with what to do, for the dropdown shows no other', async (_, reply, says) => {
		liveTokens();
		await expect(dropdown(() => reply).open()).rejects.toThrow(says);
	});

	test('an incomplete credential', async () => {
		const credentials = credentialFields({ clientSecret: '' });
		await expect(dropdown(() => [200, []], { credentials }).open()).rejects.toThrow(
			/^'Client Secret' in the Aurora credential is empty\. Open the credential/,
		);
	});

	test('is repeated once, and holds no token and no request', async () => {
		const credentials = withStoredToken(credentialFields(), 'canary-stored');
		const { open, paths } = dropdown(() => [503, {}], { credentials });
		const error = await open().catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(Error);
		expect(paths()).toHaveLength(2);
		expect(everythingVisibleIn(error)).not.toContain('canary');
	});

	const part = (request: Received): Reply =>
		skipIn(request) === 0
			? [200, { data: [{ id: 1, name: 'Ada' }], next: '/Accounts?skip=1' }]
			: [200, { data: [{ id: 2, name: 'Bob' }], hasMore: true }];

	test('nor does a list of which only a part can be read', async () => {
		await expect(dropdown(part).open('Zoe')).rejects.toThrow(
			"No account matches, but only part of the list could be searched. Set 'Mode' of 'Pagination' in the options, or choose the account 'By ID'.",
		);
	});

	test.each([
		['Ada', '1'],
		['Bob', '2'],
	])('but %s, who is in that part, is shown', async (filter, id) => {
		expect((await dropdown(part).open(filter)).ids).toEqual([id]);
	});
});
