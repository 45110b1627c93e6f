// Names that speak of pages, taken apart into their words.
import { pagingWords } from '../../../../nodes/Aurora/api/pagingWords';

test.each<[name: string, words: string[] | undefined]>([
	['totalCount', ['total', 'count']],
	['total_count', ['total', 'count']],
	['TOTAL-COUNT', ['total', 'count']],
	['X-Total', ['x', 'total']],
	['totals', ['totals']],
	['hydra:totalItems', ['total', 'items']],
	['@odata.nextLink', ['next', 'link']],
	['api.v1.next', ['next']],
	['next:', ['next']],
	['accountsTotal', ['accounts', 'total']],
	['invoicesTotal', undefined],
	['totalAmount', undefined],
	['amountTotal', undefined],
	['nextInvoiceDate', undefined],
	['total2', undefined],
	['', undefined],
	['--', undefined],
	// Up to 48 letters.
	['page'.repeat(12), Array(12).fill('page')],
	['page'.repeat(13), undefined],
])('%s: %j', (name, words) => {
	expect(pagingWords(name, ['accounts'])).toEqual(words);
});

test('names of records count only where they are given', () => {
	expect(pagingWords('accountsTotal')).toBeUndefined();
});
