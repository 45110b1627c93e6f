import type { HttpResponse } from '../../../lib/http/response';

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
		const ahead = this.isLimited() ? [] : following.slice(0, MAX_AHEAD - 1);
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

/** The parameter by which addresses of pages differ, and by how much. */
interface Step {
	name: string;
	by: number;
}

/**
 * The addresses after a page, where the last three raised one number by as much each time.
 *
 * @param urls of the pages so far, in order
 * @param count how many are wanted
 */
export function followingUrls(urls: string[], count: number): string[] {
	const [before, previous, current] = urls.slice(-3);
	if (current === undefined) return [];
	const step = stepBetween(previous, current);
	const earlier = stepBetween(before, previous);
	if (!step || step.name !== earlier?.name || step.by !== earlier.by) return [];
	return Array.from({ length: count }, (_, at) =>
		raised(current, { name: step.name, by: step.by * (at + 1) }),
	);
}

/** How two addresses differ, if it is only by one number that grows. */
function stepBetween(from: string, to: string): Step | undefined {
	const old = new URL(from).searchParams;
	const changed = [...new URL(to).searchParams].find(([name, value]) => old.get(name) !== value);
	if (!changed) return undefined;
	const [name, value] = changed;
	const by = Number(value) - Number(old.get(name) ?? Number.NaN);
	return by > 0 && raised(from, { name, by }) === to ? { name, by } : undefined;
}

/** The address with its number raised, and otherwise exactly as it is written. */
function raised(url: string, { name, by }: Step): string {
	const [start, query = ''] = url.split(/\?(.*)/s);
	const parts = query.split('&').map((part) => {
		const [, key, digits] = /^([^=]*)=(\d{1,15})$/.exec(part) ?? [];
		return digits !== undefined && decoded(key) === name ? `${key}=${Number(digits) + by}` : part;
	});
	return `${start}?${parts.join('&')}`;
}

function decoded(key: string): string {
	return [...new URLSearchParams(key).keys()][0] ?? '';
}
