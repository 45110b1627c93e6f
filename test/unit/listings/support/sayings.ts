import { isObject } from './envelope';
import { spelt, type Style } from './spelling';

/** What an answer says beside its records: fields of its envelope, and headers. */
export class Sayings {
	readonly fields: Record<string, unknown> = {};
	readonly headers: Record<string, string | string[]> = {};
	status = 200;

	constructor(private readonly style: Style) {}

	/** @param path names from the outside in, separated by ` > ` */
	say(path: string, value: unknown): void {
		if (value === undefined) return;
		const names = path.split(' > ').map((words) => spelt(words, this.style));
		const last = names.pop() ?? '';
		let at = this.fields;
		for (const name of names) {
			const inner = at[name];
			if (inner !== undefined && !isObject(inner)) throw new TakenName(name);
			at = (inner ?? (at[name] = {})) as typeof at;
		}
		if (at[last] !== undefined) throw new TakenName(last);
		at[last] = value;
	}

	sayInHeader(name: string, value: string | string[] | number | boolean | undefined): void {
		if (value === undefined) return;
		if (name.toLowerCase() in this.headers) throw new TakenName(name);
		this.headers[name.toLowerCase()] = Array.isArray(value) ? value : String(value);
	}
}

/** Two parts of a made-up service use a name in two ways: such a service is not made. */
export class TakenName extends Error {}
