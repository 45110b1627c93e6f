import type { HttpResponse } from '../../../lib/http/response';
import type { AuroraApiClient } from '../../../nodes/Aurora/api/client';

import { answer, API } from './answers';

/** Stops a listing that would go on for ever. */
const MOST_REQUESTS = 2_000;

/** An API without network. */
export interface FakeApi {
	client: AuroraApiClient;
	/** Paths with query, in the order in which they were asked. */
	asked: string[];
	/** The most requests that were under way at the same time. */
	mostAtOnce: number;
}

/**
 * An API that answers each path.
 *
 * @param reply the answer, or its body; undefined for a path that must not be asked
 */
export function fakeApi(reply: (path: string) => unknown): FakeApi {
	const asked: string[] = [];
	let underWay = 0;
	const request = async ({ url }: { url: string }) => {
		const path = url.replace(API, '');
		asked.push(path);
		api.mostAtOnce = Math.max(api.mostAtOnce, ++underWay);
		await Promise.resolve();
		underWay--;
		if (asked.length > MOST_REQUESTS) throw new Error('The listing does not end');
		const found = reply(path);
		if (found === undefined) throw new Error(`${path} must not be asked`);
		return isAnswer(found) ? found : answer(found, { url });
	};
	const client = { settings: { apiOrigin: API, apiBaseUrl: API }, request };
	const api = { client: client as unknown as AuroraApiClient, asked, mostAtOnce: 0 };
	return api;
}

/** The same from a table: path with query → body or answer. */
export function fakePages(pages: Record<string, unknown>): FakeApi {
	return fakeApi((path) => pages[path]);
}

/** So many records, with ids from 1. */
export function records(count: number, from = 1): Array<{ id: number }> {
	return Array.from({ length: count }, (_, at) => ({ id: from + at }));
}

function isAnswer(value: unknown): value is HttpResponse {
	return typeof value === 'object' && value !== null && 'contentType' in value;
}
