import { canonicalNumber, valuesAt } from '../../../../lib/util/json';
import { unknownField } from '../../operations/fieldChoice';

/** How a field compares to a value. */
export const MATCHES = [
	{ name: 'Contains', value: 'contains' },
	{ name: 'Equals', value: 'equals' },
	{ name: 'Starts With', value: 'startsWith' },
] as const;

export type Match = (typeof MATCHES)[number]['value'];

/** Milliseconds of work after which whatever else n8n has to do gets its turn. */
const LONGEST_SLICE = 10;

/** Records between two looks at the clock. */
const STEP = 500;

/** A field of all records, prepared for look-ups. */
interface Field {
	/** By record: what it holds. */
	texts: string[][];
	/** What `STEP` records hold, in one text: where it lacks something, all of them do. */
	steps: string[];
	/** The records that hold a value, by its key. */
	positions: Map<string, number[]>;
}

/** Records to look things up in: a field is prepared once, however many look-ups follow. */
export class SearchIndex {
	private readonly fields = new Map<string, Field>();

	private lookUps: Promise<unknown> = Promise.resolve();

	private sliceStart = performance.now();

	/**
	 * @param noun what a record is called: `account`
	 * @param yieldToEventLoop lets whatever else n8n has to do have its turn
	 */
	constructor(
		private readonly records: unknown[],
		private readonly noun: string,
		private readonly yieldToEventLoop: () => Promise<void>,
	) {}

	/**
	 * The records whose field matches, in the order of the list. Texts compare by Unicode case folding
	 * and without surrounding spaces, numbers by their value, and a text of digits equals the number that
	 * is written so; of a list in the field, or on the way to it, any entry may match.
	 *
	 * @param field name or path with dots
	 * @throws AuroraError when no record has the field: then it is a slip and not an empty result
	 */
	async find(field: string, match: Match, value: unknown): Promise<unknown[]> {
		// One after the other, or each of those under way would take a slice.
		const found = this.lookUps.then(async () => await this.search(field, match, value));
		this.lookUps = found.catch(() => {});
		return await found;
	}

	private async search(name: string, match: Match, value: unknown): Promise<unknown[]> {
		const { texts, steps, positions } = this.fields.get(name) ?? (await this.prepare(name));
		const wanted = folded(value);
		if (match === 'equals') {
			const keys = [`=${wanted}`, canonicalNumber(String(value).trim())];
			const found = new Set(keys.flatMap((key) => positions.get(key ?? '') ?? []));
			return [...found].sort((a, b) => a - b).map((at) => this.records[at]);
		}
		const test = (text: string) =>
			match === 'contains' ? text.includes(wanted) : text.startsWith(wanted);
		const found: unknown[] = [];
		await this.inSteps((from, to) => {
			if (!steps[from / STEP].includes(wanted)) return;
			for (let at = from; at < to; at++) if (texts[at].some(test)) found.push(this.records[at]);
		});
		return found;
	}

	private async prepare(name: string): Promise<Field> {
		const texts: string[][] = [];
		const steps: string[] = [];
		const positions = new Map<string, number[]>();
		let isKnown = this.records.length === 0;
		const add = (record: unknown, at: number) => {
			const found = valuesAt(record, name);
			isKnown ||= found !== undefined;
			const values = found?.filter(isPlain) ?? [];
			texts.push(values.map(folded));
			for (const key of new Set(values.map(keyOf))) {
				const others = positions.get(key);
				if (others) others.push(at);
				else positions.set(key, [at]);
			}
		};
		await this.inSteps((from, to) => {
			for (let at = from; at < to; at++) add(this.records[at], at);
			steps.push(texts.slice(from).flat().join('\n'));
		});
		if (!isKnown) throw unknownField('Field', name, this.noun, this.records[0]);
		const field = { texts, steps, positions };
		this.fields.set(name, field);
		return field;
	}

	private async inSteps(step: (from: number, to: number) => void): Promise<void> {
		const { length } = this.records;
		for (let from = 0; from < length; from += STEP) {
			if (performance.now() - this.sliceStart > LONGEST_SLICE) {
				await this.yieldToEventLoop();
				this.sliceStart = performance.now();
			}
			step(from, Math.min(from + STEP, length));
		}
	}
}

function isPlain(value: unknown): boolean {
	return ['string', 'number', 'boolean'].includes(typeof value);
}

/** By which equal values are found. A number too long for JavaScript has come as text. */
function keyOf(value: unknown): string {
	const number = canonicalNumber(String(value).trim());
	const isNumber = typeof value === 'number' || number !== canonicalNumber(String(Number(value)));
	return number !== undefined && isNumber ? number : `=${folded(value)}`;
}

/** Full Unicode case folding, which JavaScript lacks: `ß` as `ss`, one sigma; `ı` is no `i`. */
function folded(value: unknown): string {
	const text = String(value).trim();
	if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
	const parts = text.normalize('NFD').split('ı');
	const lower = parts.map((part) => part.toLowerCase().toUpperCase().toLowerCase()).join('ı');
	return lower.replaceAll('ς', 'σ').normalize('NFC');
}
