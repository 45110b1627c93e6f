import { AuroraError } from '../../../lib/http/errors';
import type { HttpResponse } from '../../../lib/http/response';
import { isRecord, valueAt } from '../../../lib/util/json';

import { failureIn } from './failureIn';
import {
	candidatesIn,
	DEEPEST,
	listWordsOf,
	wrapperIn,
	type Candidate,
	type FoundList,
} from './listCandidates';
import { noList, noListAt } from './listErrors';
import { notJsonError } from './statusErrors';

/**
 * Finds the list in a response: a bare array, the list at `itemsProperty`, or the best of all arrays
 * in it. What Aurora's lists look like is not documented.
 *
 * @param itemsProperty path with dots; empty to search
 * @param own what the records are called, in lower case: `accounts`
 * @param known the list in the first page
 * @throws AuroraError when the response is an error, is no object or list, or when several lists could
 *   be meant
 */
export function findItems(
	response: HttpResponse,
	itemsProperty: string,
	own: string[],
	known?: FoundList,
): FoundList {
	if (response.status === 204) return { items: [], holders: [], container: undefined };
	if (response.body.length === 0) {
		throw new AuroraError(
			"Aurora's response is empty where a list was expected",
			'An empty list would be sent as [], so the response may have been lost on its way. Try again.',
			{ status: response.status },
		);
	}
	const whole = response.json();
	if (whole === undefined) throw notJsonError(response);
	if (itemsProperty) return listAt(whole, itemsProperty);
	const body = (Array.isArray(whole) ? wrapperIn(whole, own) : undefined) ?? whole;
	if (Array.isArray(body)) {
		// What the response says of itself may stand before the list, as in `[{ total }, [ … ]]`.
		const [about, list] = body as unknown[];
		const isPair = body.length === 2 && isRecord(about) && Array.isArray(list);
		if (isPair) return { items: list as unknown[], holders: [about], container: list };
		return { items: body, holders: [], container: body };
	}
	if (body === null && known) return { items: [], holders: [], container: null };
	if (!isRecord(body)) throw noList(body);
	const candidates = candidatesIn(body, own);
	const same = candidates.find(({ path }) => known && path === known.path);
	const found: (FoundList & { rank?: number }) | undefined =
		same ?? leftOut(body, known) ?? bestOf(candidates);
	const failure = failureIn(body, response, !found?.items.length);
	if (failure) throw failure;
	const holders = [body, ...envelopesIn(body)];
	return found ?? { items: [], holders, container: undefined, isMissing: true };
}

/** The objects in a response that could hold a list. */
function envelopesIn(holder: Record<string, unknown>, depth = 1): Array<Record<string, unknown>> {
	return Object.entries(holder).flatMap(([name, value]) => {
		if (!isRecord(value) || !listWordsOf(name)) return [];
		return [value, ...(depth < DEEPEST ? envelopesIn(value, depth + 1) : [])];
	});
}

/** The list of a page past the end, where it is `null` or left out, or its object is. */
function leftOut(body: Record<string, unknown>, known?: FoundList): FoundList | undefined {
	if (known?.path === undefined) return undefined;
	const holders = holdersAt(body, known.path);
	const hasHolder = holders.length > 0 && holders.every(isRecord);
	const isBare = holders.length > 0 && Object.keys(body).every((name) => name in known.holders[0]);
	if (valueAt(body, known.path) !== null && !hasHolder && !isBare) return undefined;
	return { items: [], holders: [body, ...holders].filter(isRecord), container: undefined };
}

function bestOf(candidates: Candidate[]): Candidate | undefined {
	const rank = Math.min(9, ...candidates.map((each) => each.rank));
	const best = candidates.filter((each) => each.rank === rank && rank < 9);
	// Of equal ones the outermost counts, such as `data` before `data.included`.
	const nearest = Math.min(...best.map(({ holders }) => holders.length));
	const outermost = best.filter(({ holders }) => holders.length === nearest);
	if (outermost.length < 2 || outermost.every(({ items }) => items.length === 0))
		return outermost[0];
	throw new AuroraError(
		"Aurora's response holds several lists",
		`Set 'List Field' in the options to the one that is wanted: ${outermost.map(({ path }) => path).join(', ')}.`,
	);
}

function listAt(body: unknown, path: string): FoundList {
	const value = valueAt(body, path);
	const entries = isRecord(value) ? Object.values(value) : undefined;
	const items = Array.isArray(value) ? value : entries?.every(isRecord) ? entries : undefined;
	if (!items) throw noListAt(path, body);
	return { items, holders: [body, ...holdersAt(body, path)].filter(isRecord), container: value };
}

/** What is on the way to a path, without the outermost and the end. */
function holdersAt(body: unknown, path: string): unknown[] {
	const names = path.split('.').slice(0, -1);
	return names.map((_, at) => valueAt(body, names.slice(0, at + 1).join('.')));
}
