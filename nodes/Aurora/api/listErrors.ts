import { AuroraError } from '../../../lib/http/errors';
import type { HttpResponse } from '../../../lib/http/response';
import { isRecord } from '../../../lib/util/json';

const SETTINGS =
	"Set 'Pagination' in the options to Page Number or Offset, with the names that Aurora's API uses, or turn off 'Return All' and set a 'Limit'.";

/** Says that the list goes on, and that no way was found to read the rest. */
export function incompleteError(
	got: number,
	total: number | undefined,
	seen: string[],
	tried: string[],
): AuroraError {
	const all =
		total === undefined || total <= got
			? `more than the ${got} records that were returned`
			: `${total} records, but only ${got} were returned`;
	const says = seen.length > 0 ? ` The response says ${seen.slice(0, 6).join(', ')}.` : '';
	const attempts = tried.length > 0 ? ` Tried without success: ${tried.join('; ')}.` : '';
	return new AuroraError(
		`Aurora says that there are ${all}`,
		`${SETTINGS}${says}${attempts}`.slice(0, 1000),
	);
}

/** Says that pages come again and again. */
export function loopError(): AuroraError {
	return new AuroraError(
		'Pagination loop detected: Aurora returned the same page twice',
		"Aurora seems to ignore the parameters that select a page. Check their names in the options, or set 'Pagination' to Off if one response holds everything.",
	);
}

/** Says that records without ids look so much alike that a page can't be told from one before. */
export function unclearError(got: number): AuroraError {
	return new AuroraError(
		`The records after the first ${got} can't be told from those before`,
		"They have no IDs and look alike, so that the next page may be the same one again. Set 'Limit', or tell Aurora.",
	);
}

/** Says that pages can't be put together. */
export function overlapError(): AuroraError {
	return new AuroraError(
		'The pages of the list overlap',
		"Aurora seems to count other records than it returns. Set 'Pagination' in the options to Page Number, or tell Aurora.",
	);
}

/** Says that pages are empty without an end. */
export function emptyPagesError(count: number): AuroraError {
	return new AuroraError(
		`The list has more than ${count} empty pages in a row`,
		"Each of them names a next page. Set 'Pagination' in the options to Page Number or Offset, or tell Aurora.",
	);
}

/** Says that the next page is not on the API's own server. */
export function foreignPageError(origin: string, target: string | undefined): AuroraError {
	return new AuroraError(
		'The next page of the list is on another server',
		`It was not requested, so that the token stays with ${origin}. The response points to ${target ?? 'an address that could not be parsed'}. Set 'Pagination' in the options to Page Number or Offset, or tell Aurora.`,
	);
}

/** Says that there is no body. */
export function emptyResponse(response: HttpResponse): AuroraError {
	return new AuroraError(
		"Aurora's response is empty where a list was expected",
		'An empty list would be sent as [], so the response may have been lost on its way. Try again.',
		{ status: response.status },
	);
}

/** A response without a list. */
export class NoListError extends AuroraError {}

/** Says that a response has no list. */
export function noList(body: unknown): AuroraError {
	return new NoListError(
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
