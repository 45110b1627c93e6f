import type { INodeProperties } from 'n8n-workflow';

import type { AuroraSettings } from '../../../../lib/auth';
import { AuroraError } from '../../../../lib/http/errors';
import { apiUrl } from '../../api/url';
import { entered } from '../../operations/operation';

/** What is particular about a collection of the API; everything else follows from it. */
export interface Descriptor {
	/** Stays for ever: saved workflows hold it. */
	value: string;
	/** As within a sentence: `account`. */
	singular: string;
	/** As within a sentence: `accounts`. */
	plural: string;
	/** Path of the list, such as `/Accounts`. Absent: the user enters it in the field Collection. */
	path?: string;
}

/** The field that names the collection, where the descriptor does not. */
export const collectionField: INodeProperties = {
	displayName: 'Collection',
	name: 'collection',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. /Invoices',
	description:
		'Path of the collection in the Aurora API, such as /Invoices. Aurora documents only /Accounts: ask Aurora which others exist.',
};

/**
 * The address of a collection's list, without a query.
 *
 * @param given what the user entered in the field Collection
 * @throws AuroraError when that is not a path of the API, or has a query
 */
export function collectionUrl(
	{ path }: Descriptor,
	settings: AuroraSettings,
	given: unknown,
): string {
	if (path !== undefined) return settings.apiBaseUrl + path;
	const text = String(given ?? '').trim();
	const url = apiUrl(settings, /^\/+$/.test(text) ? '' : text, 'Collection');
	if (url.includes('?')) {
		throw new AuroraError(
			"'Collection' must not contain a query",
			"Enter the path alone, such as /Invoices, and add what follows the question mark to 'Query Parameters' in the options.",
		);
	}
	return url;
}

/**
 * A subtitle: what is done, then the path that the user entered, where there is such a field.
 *
 * @param more what follows, a JavaScript expression of `$parameter`
 */
export function subtitleOf(words: string, { path }: Descriptor, more?: string): string {
	const ends = [path === undefined ? entered('collection') : '', more ?? ''].filter(Boolean);
	const label = JSON.stringify(titleCase(words));
	return ends.length > 0 ? `${label} + ": " + [${ends.join(', ')}].join(", ")` : label;
}

/** With a capital letter for each word. */
export function titleCase(words: string): string {
	return words.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

/** With its article: `an account`, `a record`. */
export function withArticle(noun: string): string {
	return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}
