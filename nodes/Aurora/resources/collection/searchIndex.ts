import { AuroraError } from '../../../../lib/http/errors';
import { valueAt } from '../../../../lib/util/valueAt';

/** How a field compares to a value. */
export type Match = 'equals' | 'contains' | 'startsWith';

/** Accounts to look things up in: a field is prepared once, however many lookups follow. */
export class AccountIndex {
	private readonly texts = new Map<string, string[][]>();
	private readonly equals = new Map<string, Map<string, unknown[]>>();

	constructor(private readonly accounts: unknown[]) {}

	/**
	 * The accounts whose field matches, in the order of the listing. Numbers and texts compare as
	 * written (`42` finds 42 and "42"), blanks around and upper or lower case make no difference; of a
	 * field that holds a list, any entry may match.
	 *
	 * @param field name or path with dots
	 * @throws AuroraError when no account has the field: then it is a slip and not an empty result
	 */
	find(field: string, match: Match, value: unknown): unknown[] {
		const wanted = comparable(value);
		if (match === 'equals') return this.equalsOf(field).get(wanted) ?? [];
		const test = new Map<string, (text: string) => boolean>([
			['contains', (text) => text.includes(wanted)],
			['startsWith', (text) => text.startsWith(wanted)],
		]).get(match);
		if (!test)
			throw new AuroraError(
				`'Match' can't be '${String(match)}'`,
				'Use equals, contains or startsWith.',
			);
		const texts = this.textsOf(field);
		return this.accounts.filter((_, at) => texts[at].some(test));
	}

	private equalsOf(field: string): Map<string, unknown[]> {
		let found = this.equals.get(field);
		if (!found) {
			found = new Map();
			const texts = this.textsOf(field);
			for (const [at, account] of this.accounts.entries()) {
				for (const text of new Set(texts[at])) {
					const others = found.get(text);
					if (others) others.push(account);
					else found.set(text, [account]);
				}
			}
			this.equals.set(field, found);
		}
		return found;
	}

	private textsOf(field: string): string[][] {
		let texts = this.texts.get(field);
		if (!texts) {
			const values = this.accounts.map((account) => valueAt(account, field));
			if (values.length > 0 && values.every((value) => value === undefined))
				throw unknownField(field, this.accounts[0]);
			texts = values.map((value) =>
				(Array.isArray(value) ? value : [value]).filter(isPlain).map(comparable),
			);
			this.texts.set(field, texts);
		}
		return texts;
	}
}

function isPlain(value: unknown): boolean {
	return ['string', 'number', 'boolean'].includes(typeof value);
}

function comparable(value: unknown): string {
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return text.normalize('NFC').trim().toLowerCase();
}

function unknownField(field: string, example: unknown): AuroraError {
	const names =
		typeof example === 'object' && example !== null
			? Object.keys(example).slice(0, 30).join(', ')
			: '';
	return new AuroraError(
		`No account has a field '${field.slice(0, 80)}'`,
		`Check 'Field'. Upper and lower case count in names.${names ? ` Fields of the first account: ${names.slice(0, 300)}.` : ''}`,
	);
}
