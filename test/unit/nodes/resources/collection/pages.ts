import type { Reply } from '../../../support/auroraLive';
import { records } from '../../../support/fakeClient';

/** How many records a request skips. */
export const skipIn = ({ path }: { path: string }, parameter = 'skip') =>
	Number(new URLSearchParams(path.split('?')[1]).get(parameter) ?? 0);

/**
 * An API that lists records with the ids from 1, in pages with a link to the next one.
 *
 * @param total of all pages
 * @param size of a page
 */
export const pages =
	(total: number, size = 100) =>
	(request: { path: string }): Reply => {
		const skip = skipIn(request);
		const page = records(Math.max(0, Math.min(size, total - skip)), skip + 1);
		const data = page.map(({ id }) => ({ id, name: `Account ${id}` }));
		return [200, { data, ...(skip + size < total && { next: `/Accounts?skip=${skip + size}` }) }];
	};
