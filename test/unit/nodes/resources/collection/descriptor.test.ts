import {
	titleCase,
	withArticle,
} from '../../../../../nodes/Aurora/resources/collection/descriptor';

test.each([
	['site', 'Site', 'a site'],
	['account', 'Account', 'an account'],
	['purchase order', 'Purchase Order', 'a purchase order'],
	['Invoice', 'Invoice', 'an Invoice'],
])('%s has the title %s and is %s', (noun, title, one) => {
	expect(titleCase(noun)).toBe(title);
	expect(withArticle(noun)).toBe(one);
});
