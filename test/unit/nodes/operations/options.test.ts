import {
	listFields,
	listOptionsField,
	readOptions,
	requestOptionsField,
} from '../../../../nodes/Aurora/operations/options';

/** A field of the options, as the interface shows it. */
const named = (fields: typeof listFields) => fields.map(({ displayName }) => displayName);

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

test('the interface shows those that an operation can use', () => {
	const request = [
		'Max Concurrent Items',
		'Max Retries',
		'Output Field Names or IDs',
		'Query Parameters',
		'Timeout',
	];
	const list = ['List Field', 'Pagination', ...request].sort();
	const shown = (fields: typeof listFields) =>
		named(fields.filter(({ type }) => type !== 'hidden')).sort();
	expect(shown(listFields)).toEqual(list.filter((name) => name !== 'Max Concurrent Items'));
	const ofList = listOptionsField('a list of tests');
	expect(ofList).toMatchObject({ name: 'options', type: 'collection', default: {} });
	const options = ofList.options as typeof listFields;
	expect(shown(options)).toEqual(list);
	expect(options.find(({ name }) => name === 'paging')?.description).toContain(' list of tests.');
	const ofRequest = requestOptionsField().options as typeof listFields;
	const one = ['Full Response', 'Max Concurrent Items', 'Max Retries', 'Timeout'];
	expect(shown(ofRequest)).toEqual(one);
});
