import { readOptions } from '../../../../nodes/Aurora/operations/options';

test('without options everything has its default', () => {
	expect(readOptions({})).toMatchObject({
		request: { timeout: 60_000, maxRetries: 4 },
		query: [],
		headers: {},
		fullResponse: false,
		listing: { pagination: 'auto' },
	});
});

test('each option goes where it is used', () => {
	const pair = (value: string) => [{ name: 'n', value }];
	expect(
		readOptions({
			timeout: 5,
			maxRetries: 0,
			queryParameters: { parameter: pair('query') },
			headers: { header: pair('header') },
			paging: { settings: { pagination: 'off' } },
		}),
	).toMatchObject({
		request: { timeout: 5_000, maxRetries: 0 },
		query: [['n', 'query']],
		headers: { n: 'header' },
		listing: { pagination: 'off' },
	});
});
