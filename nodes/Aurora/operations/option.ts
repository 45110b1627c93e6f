import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { AuroraError } from '../../../lib/http/errors';
import { choiceOf } from '../../../lib/util/text';

/** A field of a node, and how its value is read. */
export interface Option<T> {
	field: INodeProperties;
	/**
	 * @param values of the collection that holds the option
	 * @throws AuroraError naming the option, when the value can't be used
	 */
	read(values: IDataObject): T;
}

type Texts = Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'displayOptions'>;

/** Reads an option that is a field of its own, for an input item. */
export function readField<T>(
	{ field: { name, default: standard }, read }: Option<T>,
	parameter: (name: string, fallback: unknown) => unknown,
): T {
	return read({ [name]: parameter(name, standard) as IDataObject });
}

/**
 * The choice of a field that has some, also as an expression gives it.
 *
 * @param field as the interface names it
 * @throws AuroraError naming the field and its choices
 */
export function readChoice<T extends string>(
	field: string,
	choices: readonly T[],
	given: unknown,
): T {
	const choice = choiceOf(choices, given);
	if (choice !== undefined) return choice;
	throw new AuroraError(
		`'${field}' can't be '${asText(given).slice(0, 60)}'`,
		`Use one of ${choices.join(', ')}.`,
	);
}

/** One of several values. */
export function choiceOption<T extends string>(
	texts: Texts,
	options: ReadonlyArray<INodePropertyOptions & { value: T }>,
	standard: T,
): Option<T> {
	const choices = options.map(({ value }) => value);
	return {
		field: { ...texts, type: 'options', options: [...options], default: standard },
		read: (values) => readChoice(texts.displayName, choices, values[texts.name] ?? standard),
	};
}

/** On or off. */
export function toggleOption(texts: Texts, standard: boolean): Option<boolean> {
	return {
		field: { ...texts, type: 'boolean', default: standard },
		read(values) {
			const given = values[texts.name] ?? standard;
			return readChoice(texts.displayName, ['true', 'false'], given) === 'true';
		},
	};
}

/** A whole number, within bounds. */
export function numberOption(
	texts: Texts,
	bounds: { default: number; min: number; max?: number },
): Option<number> {
	const { min, max = Number.MAX_SAFE_INTEGER } = bounds;
	const typeOptions = { minValue: min, maxValue: bounds.max };
	return {
		field: { ...texts, type: 'number', typeOptions, default: bounds.default },
		read(values) {
			const given = values[texts.name] ?? bounds.default;
			const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
			if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max)
				return value;
			const range = bounds.max === undefined ? `of ${min} or more` : `from ${min} to ${max}`;
			throw new AuroraError(
				`'${texts.displayName}' must be a whole number ${range}`,
				`It is ${JSON.stringify(given)?.slice(0, 60)}. Correct it in the node.`,
			);
		},
	};
}

/** A text without surrounding spaces. @param ifEmpty what to do then; left out where it may be empty */
export function textOption(
	texts: Texts & Pick<INodeProperties, 'placeholder'>,
	standard = '',
	ifEmpty?: string,
): Option<string> {
	return {
		field: { ...texts, type: 'string', default: standard },
		read(values) {
			const text = String(values[texts.name] ?? standard).trim();
			if (text !== '' || ifEmpty === undefined) return text;
			throw new AuroraError(`'${texts.displayName}' is empty`, ifEmpty);
		},
	};
}

/** A field that saved workflows hold, and nobody sees. */
export function hidden(field: INodeProperties): INodeProperties {
	return { ...field, type: 'hidden' };
}

/**
 * Pairs of a name and a value; pairs without a name are left out.
 *
 * @param valueOf makes the value of what was entered
 */
export function pairsOption<T>(
	texts: Texts & { one: string; exampleName: string; exampleValue?: string },
	valueOf: (entered: unknown) => T,
): Option<Array<[name: string, value: T]>> {
	const { one, exampleName, exampleValue, ...named } = texts;
	const entry = one.toLowerCase();
	return {
		field: {
			...named,
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: `Add ${one}`,
			default: {},
			options: [
				{
					displayName: one,
					name: entry,
					values: [textField('Name', exampleName), textField('Value', exampleValue)],
				},
			],
		},
		read(values) {
			const group = (values[texts.name] ?? {}) as Record<string, IDataObject[] | undefined>;
			return (group[entry] ?? [])
				.map(({ name, value }): [string, T] => [String(name ?? '').trim(), valueOf(value)])
				.filter(([name]) => name !== '');
		},
	};
}

function textField(displayName: string, example?: string): INodeProperties {
	const placeholder = example && `e.g. ${example}`;
	return { displayName, name: displayName.toLowerCase(), type: 'string', default: '', placeholder };
}

/** A value as it stands in a query, a header or a form; objects become JSON. */
export function asText(value: unknown): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
