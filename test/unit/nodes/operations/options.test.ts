import { listFields, optionsField, readOptions } from '../../../../nodes/Aurora/operations/options';

/** A field of the options, as the interface shows it. */
const named = (fields: typeof listFields) => fields.map(({ displayName }) => displayName);

test('without options everything has its default', () => {
	expect(readOptions({})).toMatchObject({
		request: { timeout: 60_000, maxRetries: 4 },
		query: [],
		headers: {},
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

test('the interface shows them in the order of the alphabet, and those of one operation among them', () => {
	const list = ['List Field', 'Max Retries', 'Pagination', 'Query Parameters', 'Timeout'];
	const shown = (fields: typeof listFields) =>
		named(fields.filter(({ type }) => type !== 'hidden'));
	expect(shown(listFields).sort()).toEqual(list);
	const mine = { displayName: 'Other', name: 'other', type: 'string', default: '' } as const;
	const field = optionsField([mine], 'a list of tests');
	expect(field).toMatchObject({ name: 'options', type: 'collection', default: {} });
	const options = field.options as typeof listFields;
	expect(shown(options)).toEqual([...list, 'Max Concurrent Items', 'Other'].sort());
	expect(options.find(({ name }) => name === 'paging')?.description).toContain(' list of tests.');
});
