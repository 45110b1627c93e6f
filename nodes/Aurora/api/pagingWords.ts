/**
 * The words of which names that speak of pages are made: `totalCount`, `next_page_token`,
 * `X-Pagination-Page-Count`. A name that has any other word in it, such as `totalAmount` or
 * `nextInvoiceDate`, says nothing about pages.
 */
const WORDS: ReadonlySet<string> = new Set(
	[
		'next prev previous following continuation continue more further additional',
		'has have is are there another any',
		'last first final end ended reached complete completed done finished eof stream',
		'returned included loaded fully timed out',
		'truncated incomplete partial exhausted exceeded transfer remaining left rest',
		'total totals count counts number num nr nb no cnt of in all overall grand full unfiltered size length',
		'item items record records row rows result results element elements entry entries object objects',
		'hit hits match matches matched matching found filter filtered available document documents doc docs',
		'entity entities resource resources member members node nodes data list collection value values',
		'page pages paging pagination paginator pager paged cursor cursors token tokens marker bookmark',
		'key evaluated scroll id link links url uri href after before',
		'offset skip skipped start starting begin at index from limit max maximum per take top range',
		'current this view x odata meta metadata info information response results search query',
	].flatMap((line) => line.split(' ')),
);

const LONGEST_NAME = 48;

/** Letters and digits of a name, in lower case: names are compared without case and separators. */
export function plainName(name: string): string {
	return name.toLowerCase().replace(/[^a-z\d]/g, '');
}

/**
 * The words of a name, if it speaks of pages.
 *
 * @param name in any spelling: `nextPage`, `next-page`, `NEXTPAGE`
 * @param own further words: what the records themselves are called
 * @returns undefined when a part of the name is no such word
 */
export function pagingWords(name: string, own: string[] = []): string[] | undefined {
	return wordsOf(name, (word) => WORDS.has(word) || own.includes(word));
}

/** The words of a name, where all of them are known. Of several the longest counts: `totals`, not `total`. */
export function wordsOf(name: string, isWord: (word: string) => boolean): string[] | undefined {
	// A prefix says which vocabulary a name is from: `hydra:totalItems`, `@odata.nextLink`.
	const letters = plainName(name.replace(/.*[:.](?=.)/, ''));
	if (letters === '' || letters.length > LONGEST_NAME) return undefined;
	// The words that end at each place.
	const ends: Array<string[] | undefined> = [[]];
	for (let end = 1; end <= letters.length; end++) {
		for (let start = 0; start < end && !ends[end]; start++) {
			const before = ends[start];
			const word = letters.slice(start, end);
			if (before && isWord(word)) ends[end] = [...before, word];
		}
	}
	return ends[letters.length];
}
