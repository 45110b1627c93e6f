import { AuroraError } from '../../../lib/http/errors';
import { parseUrl } from '../../../lib/util/url';

import { loopError, PAGINATION } from './listErrors';
import type { ListPage } from './listPage';
import type { ListState } from './listState';

/**
 * The address of the next page, if the last one names one.
 *
 * @throws AuroraError when it is not on the server of the API, or was read before
 */
export function nextLink(state: ListState): string | undefined {
	const { url, evidence } = state.page;
	const { apiOrigin } = state.source.client.settings;
	if (evidence.nextUrl === undefined) return undefined;
	const next = parseUrl(evidence.nextUrl, url);
	// The API behind a proxy may think that it is reached by http.
	const upgraded = next && parseUrl(next.href.replace(/^http:/, 'https:'));
	const target = [next, upgraded].find((each) => each?.origin === apiOrigin);
	if (!target) {
		throw new AuroraError(
			'The next page of the list is on another server',
			`The page was not requested, so that the token is sent to ${apiOrigin} only. The response names ${next?.origin ?? 'an address that could not be parsed'}. ${PAGINATION}.`,
		);
	}
	target.hash = '';
	if (!state.urls.includes(target.href)) return target.href;
	evidence.nextUrl = undefined;
	if (state.judge().complete || target.href === url) return undefined;
	throw loopError();
}

/**
 * A link to the page that it stands on says that there is no other.
 *
 * @param isStalled whether the page brought nothing new: then it is a loop
 */
export function dropSelfLink({ url, evidence }: ListPage, isStalled: boolean): void {
	const next = evidence.nextUrl === undefined ? undefined : parseUrl(evidence.nextUrl, url);
	const { pathname, searchParams: sent } = new URL(url);
	const asksForMore = ([name, value]: [string, string]) => sent.get(name) !== value;
	if (next?.pathname !== pathname || [...next.searchParams].some(asksForMore)) return;
	evidence.nextUrl = undefined;
	if (!isStalled) evidence.more ??= false;
}
