import type { HttpResponse } from '../../../lib/http/response';

import { nameOf } from './url';

/** Pages under way at a time, where it is known which ones follow. */
const MAX_AHEAD = 4;

/**
 * Requests pages before their turn, so that a long list takes a fraction of the time. A page that is
 * not wanted after all is dropped, and its failure with it.
 */
export class ReadAhead {
	private readonly pending = new Map<string, Promise<HttpResponse>>();

	/**
	 * @param send sends the request for a page
	 * @param isLimited whether the service has asked to slow down
	 */
	constructor(
		private readonly send: (url: string) => Promise<HttpResponse>,
		private readonly isLimited: () => boolean,
	) {}

	/**
	 * The response of a page.
	 *
	 * @param following addresses of the pages after it, as far as they are known and wanted
	 */
	async response(url: string, following: string[]): Promise<HttpResponse> {
		const ahead = this.isLimited() ? [] : following;
		for (const each of this.pending.keys()) {
			if (each !== url && !ahead.includes(each)) this.pending.delete(each);
		}
		const response = this.start(url);
		for (const each of ahead) this.start(each).catch(() => {});
		this.pending.delete(url);
		return await response;
	}

	private start(url: string): Promise<HttpResponse> {
		const response = this.pending.get(url) ?? this.send(url);
		this.pending.set(url, response);
		return response;
	}
}

/** The parameters by which addresses differ, and by how much. */
interface Step {
	names: string[];
	by: number;
}

/**
 * The addresses after those of pages that raised the same numbers by as much each time.
 *
 * @param urls at least two, in order
 * @param count how many are wanted
 */
export function followingUrls(urls: string[], count: number): string[] {
	const steps = urls.slice(1).map((url, at) => stepBetween(urls[at], url));
	const [step] = steps;
	if (!step || steps.some((each) => each?.by !== step.by)) return [];
	const last = urls[urls.length - 1];
	return Array.from({ length: Math.max(0, Math.min(count, MAX_AHEAD - 1)) }, (_, at) =>
		raised(last, { ...step, by: step.by * (at + 1) }),
	);
}

/** How two addresses differ, if it is only by numbers that grow by as much. */
function stepBetween(from: string, to: string): Step | undefined {
	const old = new URL(from).searchParams;
	const changed = [...new URL(to).searchParams].filter(([name, value]) => old.get(name) !== value);
	const [[name, value] = ['']] = changed;
	const by = Number(value) - Number(old.get(name) ?? Number.NaN);
	const names = changed.map(([each]) => each);
	return by > 0 && raised(from, { names, by }) === to ? { names, by } : undefined;
}

/** The address with its numbers raised, and otherwise exactly as it is written. */
function raised(url: string, { names, by }: Step): string {
	const [start, query = ''] = url.split(/\?(.*)/s);
	const parts = query.split('&').map((part) => {
		const [, key, digits] = /^([^=]*)=(\d{1,15})$/.exec(part) ?? [];
		const isMeant = digits !== undefined && names.includes(nameOf(key));
		return isMeant ? `${key}=${Number(digits) + by}` : part;
	});
	return `${start}?${parts.join('&')}`;
}
