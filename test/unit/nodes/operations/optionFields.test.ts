import { listingOptionFields } from '../../../../nodes/Aurora/operations/listingOptions';
import { optionsField, requestOptionFields } from '../../../../nodes/Aurora/operations/optionFields';

test('the fields of a pagination are shown with it alone', () => {
	const shown = listingOptionFields.map(({ name, displayOptions }) => [
		name,
		displayOptions?.show?.pagination,
	]);
	expect(Object.fromEntries(shown)).toEqual({
		firstPage: ['page'],
		itemsProperty: undefined,
		offsetParameter: ['offset'],
		pageParameter: ['page'],
		pageSize: ['page', 'offset'],
		pageSizeParameter: ['page', 'offset'],
		pagination: undefined,
	});
});

test('the editor holds numbers to the same bounds as the node', () => {
	const bounds = requestOptionFields.map(({ name, typeOptions }) => [name, typeOptions]);
	expect(Object.fromEntries(bounds)).toMatchObject({
		maxRetries: { minValue: 0, maxValue: 10 },
		timeout: { minValue: 1, maxValue: 3600 },
	});
});

test('the options come in the order of the alphabet', () => {
	const names = (optionsField().options ?? []).map((option) =>
		'displayName' in option ? option.displayName : '',
	);
	expect(names).toContain('Timeout');
	expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
});
