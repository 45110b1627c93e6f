import { AuroraError } from '../../../../lib/http/errors';
import { isRecord, valueAt } from '../../../../lib/util/json';

/** How a field compares to a value. */
export const MATCHES = [
	{ name: 'Contains', value: 'contains' },
	{ name: 'Equals', value: 'equals' },
	{ name: 'Starts With', value: 'startsWith' },
] as const;

export type Match = (typeof MATCHES)[number]['value'];

/** Records to look things up in: a field is prepared once, however many look-ups follow. */
export class SearchIndex {
	private readonly texts = new Map<string, string[][]>();
	private readonly equals = new Map<string, Map<string, unknown[]>>();

	/** @param noun what a record is called: `account` */
	constructor(
		private readonly records: unknown[],
		private readonly noun: string,
	) {}

	/**
	 * The records whose field matches, in the order of the list. Numbers and texts compare as written
	 * (`42` finds 42 and "42"); surrounding spaces and case are ignored; of a field that holds a list,
	 * any entry may match.
	 *
	 * @param field name or path with dots
	 * @throws AuroraError when no record has the field: then it is a slip and not an empty result
	 */
	find(field: string, match: Match, value: unknown): unknown[] {
		const wanted = comparable(value);
		if (match === 'equals') return this.equalsOf(field).get(wanted) ?? [];
		if (match !== 'contains' && match !== 'startsWith') {
			throw new AuroraError(
				`'Match' can't be '${String(match)}'`,
				'Use equals, contains or startsWith.',
			);
		}
		const test = (text: string) =>
			match === 'contains' ? text.includes(wanted) : text.startsWith(wanted);
		const texts = this.textsOf(field);
		return this.records.filter((_, at) => texts[at].some(test));
	}

	private equalsOf(field: string): Map<string, unknown[]> {
		let found = this.equals.get(field);
		if (!found) {
			found = new Map();
			const texts = this.textsOf(field);
			for (const [at, record] of this.records.entries()) {
				for (const text of new Set(texts[at])) {
					const others = found.get(text);
					if (others) others.push(record);
					else found.set(text, [record]);
				}
			}
			this.equals.set(field, found);
		}
		return found;
	}

	private textsOf(field: string): string[][] {
		let texts = this.texts.get(field);
		if (!texts) {
			const values = this.records.map((record) => valueAt(record, field));
			if (values.length > 0 && values.every((value) => value === undefined))
				throw this.unknownField(field);
			texts = values.map((value) =>
				(Array.isArray(value) ? value : [value]).filter(isPlain).map(comparable),
			);
			this.texts.set(field, texts);
		}
		return texts;
	}

	private unknownField(field: string): AuroraError {
		const [first] = this.records;
		const names = isRecord(first) ? Object.keys(first).slice(0, 30).join(', ') : '';
		return new AuroraError(
			`No ${this.noun} has a field '${field.slice(0, 80)}'`,
			`Check 'Field'. Field names are case-sensitive.${names ? ` Fields of the first ${this.noun}: ${names.slice(0, 300)}.` : ''}`,
		);
	}
}

function isPlain(value: unknown): boolean {
	return ['string', 'number', 'boolean'].includes(typeof value);
}

function comparable(value: unknown): string {
	return String(value).normalize('NFC').trim().toLowerCase();
}
