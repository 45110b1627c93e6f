/** Fields that hold a name, the most telling first. */
const NAME_FIELDS = [
	'name',
	'displayName',
	'fullName',
	'accountName',
	'title',
	'label',
	'company',
	'companyName',
];

/** The name of a record, as far as it has one; otherwise ''. */
export function displayNameOf(record: Record<string, unknown>): string {
	const others = Object.keys(record).filter((key) => /name$/i.test(key));
	const found = [...NAME_FIELDS, ...others].map((field) => record[field]).find(isText);
	return found?.trim() ?? '';
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}
