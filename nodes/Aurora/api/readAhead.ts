import type { HttpResponse } from '../../../lib/http/response';

/** The parameter by which addresses of pages differ, and by how much. */
interface Step {
	name: string;
	by: number;
}

/**
 * Requests the page after the next one while the next one is still under way, so that a long listing
 * takes half the time. Only where it is as good as certain which page that is: two steps in a row have
 * raised the same number by as much, and the listing says that there are more records.
 *
 * A guess is used only when the listing itself then names the same address; after a wrong one no
 * further one is made.
 */
export class ReadAhead {
	private previous?: string;

	private step?: Step;

	private ahead?: { url: string; response: Promise<HttpResponse> };

	private isTrusted = true;

	/** @param send sends the request for a page */
	constructor(private readonly send: (url: string) => Promise<HttpResponse>) {}

	/**
	 * The response of a page.
	 *
	 * @param hasMore whether there are records beyond this page, and they are wanted
	 */
	async responseOf(url: string, hasMore: boolean): Promise<HttpResponse> {
		const guess = this.ahead;
		this.ahead = undefined;
		if (guess && guess.url !== url) this.isTrusted = false;
		const response = guess?.url === url ? guess.response : this.send(url);
		const following = this.following(url);
		if (following !== undefined && hasMore && this.isTrusted) {
			this.ahead = { url: following, response: this.send(following) };
			// Its failure is told when its turn comes; it may never come.
			this.ahead.response.catch(() => {});
		}
		return await response;
	}

	private following(url: string): string | undefined {
		const before = this.step;
		this.step = this.previous === undefined ? undefined : stepBetween(this.previous, url);
		this.previous = url;
		if (!this.step || this.step.name !== before?.name || this.step.by !== before.by)
			return undefined;
		return raised(url, this.step);
	}
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
