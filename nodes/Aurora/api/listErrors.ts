import { AuroraError } from '../../../lib/http/errors';
import { isRecord } from '../../../lib/util/json';

/** How the pages of a list are set by hand. */
export const PAGINATION = "Set 'Mode' of 'Pagination' in the options to 'Page Number' or 'Offset'";

/** What is wrong with a list that came, not with a request. */
export class ListError extends AuroraError {}

/** Says that the list goes on, and that no way was found to read the rest. */
export function incompleteError(
	got: number,
	total: number | undefined,
	seen: string[],
	tried: string[],
): ListError {
	const all =
		total !== undefined && total > got
			? `${total} records, but only ${got} were returned`
			: got === 0
				? 'records, but none were returned'
				: `more than the ${got} records that were returned`;
	const says = seen.length > 0 ? ` The response says: ${seen.slice(0, 6).join(', ')}.` : '';
	const attempts = tried.length > 0 ? ` Tried: ${tried.join('; ')}.` : '';
	return new ListError(
		`Aurora says that there are ${all}`,
		`${PAGINATION}, with the query parameters of Aurora's API. In Get Many, you can also turn off 'Return All' and set 'Limit'.${says}${attempts}`.slice(
			0,
			1000,
		),
	);
}

/** Says that pages come again and again. */
export function loopError(): ListError {
	return new ListError(
		'Pagination loop detected: Aurora returned the same page twice',
		"Aurora seems to ignore the query parameters that select a page. Check their names under 'Pagination' in the options. If one response holds everything, set 'Mode' there to 'Off'.",
	);
}

/** Says that records without ids look so much alike that a page can't be told from one before. */
export function unclearError(got: number): ListError {
	return new ListError(
		`The records after the first ${got} can't be told from those before`,
		`The records have no IDs and can't be told apart, so the next page may be the same one again. Shorten the list with 'Query Parameters', or in Get Many turn off 'Return All' and set 'Limit' to ${got} or less.`,
	);
}

/** Says that pages can't be put together. */
export function overlapError(): ListError {
	return new ListError(
		'The pages of the list overlap',
		"The offsets that Aurora counts by lead to records that were read before. Set 'Mode' of 'Pagination' in the options to 'Page Number'.",
	);
}

/** Says that pages are empty without an end. */
export function emptyPagesError(count: number): ListError {
	return new ListError(
		`The list has more than ${count} empty pages in a row`,
		`Each of them names a next page. ${PAGINATION}.`,
	);
}

/** Says that a response has no list. */
export function noList(body: unknown): ListError {
	return new ListError(
		"No list was found in Aurora's response",
		`Set 'List Field' in the options to the field that holds the list, such as data.items. ${fieldsOf(body)}`,
	);
}

/** Says that the path of the options leads to no list. */
export function noListAt(path: string, body: unknown): AuroraError {
	return new AuroraError(
		`The response has no list at '${path}'`,
		`Check 'List Field' in the options. ${fieldsOf(body)}`,
	);
}

function fieldsOf(body: unknown): string {
	if (!isRecord(body))
		return `The response is ${Array.isArray(body) ? 'a list itself' : 'a plain value'}.`;
	const names = Object.keys(body).slice(0, 20);
	return names.length
		? `Fields of the response: ${names.join(', ').slice(0, 300)}.`
		: 'The response is an empty object.';
}
