import type { IDataObject } from 'n8n-workflow';

import { AuroraError } from '../../../lib/http/errors';

/**
 * A whole number among the options, or its default when it is left out.
 *
 * @param label as the user sees the option
 * @throws AuroraError when it is none, or out of bounds
 */
export function numberIn(
	options: IDataObject,
	name: string,
	label: string,
	fallback: number,
	min: number,
	max: number,
): number {
	const given = options[name] ?? fallback;
	const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
	if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max)
		return value;
	const range = max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`;
	throw new AuroraError(
		`'${label}' has to be a whole number ${range}`,
		`It is ${JSON.stringify(given)?.slice(0, 60)}. Correct it in the node.`,
	);
}

/** An option as text without surrounding blanks, or its default when it is left out. */
export function textIn(value: unknown, fallback: string): string {
	return value === undefined || value === null ? fallback : String(value).trim();
}
