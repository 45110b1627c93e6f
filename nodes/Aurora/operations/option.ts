import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { AuroraError } from '../../../lib/http/errors';

/** A field that a user can add to a node, and how its value is read. */
export interface Option<T> {
	field: INodeProperties;
	/**
	 * @param values of the collection that holds the option
	 * @throws AuroraError naming the option, when the value can't be used
	 */
	read(values: IDataObject): T;
}

type Texts = Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'displayOptions'>;

/** A whole number, within bounds. */
export function numberOption(
	texts: Texts,
	bounds: { default: number; min: number; max?: number },
): Option<number> {
	const { min, max = Number.MAX_SAFE_INTEGER } = bounds;
	const typeOptions = { minValue: min, ...(bounds.max === undefined ? {} : { maxValue: max }) };
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

/** A text without surrounding spaces. */
export function textOption(
	texts: Texts & Pick<INodeProperties, 'placeholder'>,
	standard = '',
): Option<string> {
	return {
		field: { ...texts, type: 'string', default: standard },
		read: (values) => String(values[texts.name] ?? standard).trim(),
	};
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
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: `e.g. ${exampleName}`,
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							placeholder: exampleValue && `e.g. ${exampleValue}`,
						},
					],
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

/** A value as it stands in a query, a header or a form; objects become JSON. */
export function asText(value: unknown): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
