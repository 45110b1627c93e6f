import { parseUrl } from '../../../lib/util/url';

import { foreignPageError, loopError } from './listErrors';
import { judge, type ListPage } from './listPage';
import type { ListState } from './listState';

/**
 * The address of the next page, if a page names one.
 *
 * @param apiOrigin the only origin that is asked
 * @throws AuroraError when it is on another server, or was read before
 */
export function nextLink(
	{ url, evidence }: ListPage,
	{ urls, received, pagesRead }: ListState,
	apiOrigin: string,
): string | undefined {
	if (evidence.nextUrl === undefined) return undefined;
	const next = parseUrl(evidence.nextUrl, url);
	// The API behind a proxy may think that it is reached by http.
	const upgraded = next && parseUrl(next.href.replace(/^http:/, 'https:'));
	const target = [next, upgraded].find((each) => each?.origin === apiOrigin);
	if (!target) throw foreignPageError(apiOrigin, next?.origin);
	target.hash = '';
	if (!urls.includes(target.href)) return target.href;
	evidence.nextUrl = undefined;
	const { complete } = judge({ evidence }, received, pagesRead);
	if (complete || target.href === url) return undefined;
	throw loopError();
}

/**
 * A link to the page that it stands on says that there is no other.
 *
 * @param isStalled whether the page brought nothing new: then it is a loop
 */
export function dropSelfLink({ url, evidence }: ListPage, isStalled: boolean): void {
	const next = evidence.nextUrl === undefined ? undefined : parseUrl(evidence.nextUrl, url);
	if (!next || !isSelf(next, new URL(url))) return;
	evidence.nextUrl = undefined;
	if (!isStalled) evidence.more ??= false;
}

/** Whether a link leads to the page that it stands on: it asks for nothing that was not asked for. */
function isSelf(link: URL, page: URL): boolean {
	const asked = page.searchParams;
	return (
		link.pathname === page.pathname &&
		[...link.searchParams].every(([name, value]) => asked.get(name) === value)
	);
}
