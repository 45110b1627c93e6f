// The address of the next page.
import { dropSelfLink, nextLink } from '../../../../nodes/Aurora/api/nextLink';
import { API } from '../../support/answers';
import { records } from '../../support/fakeClient';
import { beginReading, pageOf } from '../../support/listPages';

const FIRST = `${API}/Accounts?page=1`;
const SECOND = `${API}/Accounts?page=2`;

/** After two pages, of which the second names this one as the next. */
const linkTo = (nextUrl?: string, more?: boolean) => {
	const state = beginReading();
	state.add(pageOf(records(2), {}, FIRST));
	state.add(pageOf(records(2, 3), { nextUrl, more }, SECOND));
	return nextLink(state);
};

test.each<[nextUrl: string | undefined, link: string | undefined]>([
	[undefined, undefined],
	['?page=3', `${API}/Accounts?page=3`],
	['/v2/Accounts?page=3', `${API}/v2/Accounts?page=3`],
	[`${API}/Accounts?page=3`, `${API}/Accounts?page=3`],
	['?page=3#top', `${API}/Accounts?page=3`],
	// By http, as an API behind a proxy may think.
	[`${API.replace('https', 'http')}/Accounts?page=3`, `${API}/Accounts?page=3`],
	// The page itself.
	['?page=2', undefined],
])('%s leads to %s', (nextUrl, link) => {
	expect(linkTo(nextUrl)).toBe(link);
});

test.each([
	['https://other.example/Accounts', 'The response names https://other.example.'],
	[`${API.replace('https', 'http')}:8080/Accounts`, ':8080.'],
	['https://[', 'The response names an address that could not be parsed.'],
])('%s is not requested', (nextUrl, says) => {
	expect(() => linkTo(nextUrl)).toThrow(
		expect.objectContaining({
			message: 'The next page of the list is on another server',
			description: expect.stringContaining(says),
		}),
	);
});

test('a page that was read is a loop, unless the response says that it is the last', () => {
	expect(() => linkTo('?page=1')).toThrow(/Pagination loop/);
	expect(linkTo('?page=1', false)).toBeUndefined();
});

test.each<[name: string, nextUrl: string | undefined, isDropped: boolean]>([
	['the same address', '?page=2', true],
	['one with another order of parameters', '/Accounts?page=2', true],
	['the path alone', '/Accounts', true],
	['another page', '?page=3', false],
	['another parameter', '?page=2&skip=20', false],
	['another path', '/v2/Accounts?page=2', false],
	['none', undefined, false],
	['none that could be parsed', 'https://[', false],
])(
	'a link to the page that it stands on says that there is no other: %s',
	(_, nextUrl, isDropped) => {
		const page = pageOf(records(2), { nextUrl }, SECOND);
		dropSelfLink(page, false);
		expect(page.evidence.nextUrl).toBe(isDropped ? undefined : nextUrl);
		expect(page.evidence.more).toBe(isDropped ? false : undefined);
	},
);

test('it says nothing where the page brought nothing new, or where a word says otherwise', () => {
	const page = pageOf(records(2), { nextUrl: '?page=2' }, SECOND);
	dropSelfLink(page, true);
	expect([page.evidence.nextUrl, page.evidence.more]).toEqual([undefined, undefined]);
	const said = pageOf(records(2), { nextUrl: '?page=2', more: true }, SECOND);
	dropSelfLink(said, false);
	expect(said.evidence).toMatchObject({ nextUrl: undefined, more: true });
});
