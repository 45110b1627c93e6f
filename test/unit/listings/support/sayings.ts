import { isObject } from './envelope';
import { spelt, type Style } from './spelling';

/** What an answer says beside its records: fields of its envelope, and headers. */
export class Sayings {
	readonly fields: Record<string, unknown> = {};
	readonly headers: Record<string, string | string[]> = {};
	status = 200;

	/** Two parts of a service use a name in two ways: such a service is not made. */
	isClash = false;

	constructor(private readonly style: Style) {}

	/** @param path names from the outside in, separated by ` > ` */
	say(path: string, value: unknown): void {
		if (value === undefined) return;
		const names = path.split(' > ').map((words) => spelt(words, this.style));
		const last = names.pop() ?? '';
		let at = this.fields;
		for (const name of names) {
			const inner = at[name];
			if (inner !== undefined && !isObject(inner)) this.isClash = true;
			at = isObject(inner) ? inner : (at[name] = {});
		}
		if (at[last] !== undefined) this.isClash = true;
		at[last] = value;
	}

	sayInHeader(name: string, value: string | string[] | number | boolean | undefined): void {
		if (value === undefined) return;
		if (name.toLowerCase() in this.headers) this.isClash = true;
		this.headers[name.toLowerCase()] = Array.isArray(value) ? value : String(value);
	}
}
