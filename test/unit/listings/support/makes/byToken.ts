import { addressIn, addressList, linkHeader } from '../evidence/addresses';
import { echoIn, standingCursors } from '../evidence/echoes';
import type { Evidence } from '../evidence/evidence';
import { flagIn } from '../evidence/flags';
import { tokenIn } from '../evidence/positions';
import { totalIn } from '../evidence/totals';
import { byLastId, byToken, type Make } from './make';

const snake = { style: 'snake' } as const;
const end = (is: unknown) => ({ is });

/** A token that goes into a parameter of another name: who does not know the API must try. */
const untold = (field: string, end?: unknown): Evidence => tokenIn(field, undefined, end);

/** APIs whose answers give a token, as it is or in an address. */
export const tokenMakes: readonly Make[] = [
	byToken('Google AIP', ['pageToken', 'pageSize', 50], 'accounts', [
		tokenIn('next page token', 'pageToken'),
	]),
	byToken('Google AIP, empty at the end', ['pageToken', 'pageSize', 50], 'accounts', [
		tokenIn('next page token', 'pageToken', ''),
	]),
	byToken('YouTube', ['pageToken', 'maxResults', 5], 'items', [
		tokenIn('next page token', 'pageToken'),
		totalIn('page info > total results'),
		echoIn('page info > results per page', ({ size }) => size),
	]),
	byToken(
		'Slack',
		['cursor', 'limit', 100],
		'members',
		[tokenIn('response metadata > next cursor', 'cursor', '')],
		{ style: 'snake', envelope: { outside: { ok: true } } },
	),
	byToken('HubSpot', ['after', 'limit', 10], 'results', [
		tokenIn('paging > next > after', 'after'),
		addressIn('paging > next > link'),
	]),
	byToken('HubSpot, token alone', ['after', 'limit', 10], 'results', [
		tokenIn('paging > next > after', 'after'),
	]),
	byToken('Salesforce', ['locator', undefined, 250], 'records', [
		totalIn('total size'),
		{ ...flagIn('done', true), isRare: true },
		addressIn('next records url'),
	]),
	byToken(
		'Notion',
		['start_cursor', 'page_size', 100],
		'results',
		[untold('next cursor', null), flagIn('has more')],
		{ style: 'snake', envelope: { outside: { object: 'list' } } },
	),
	byToken('Airtable', ['offset', 'pageSize', 100], 'records', [
		{ ...tokenIn('offset', 'offset'), isRare: true },
	]),
	byToken(
		'Twitter 1',
		['cursor', 'count', 20],
		'users',
		[tokenIn('next cursor', 'cursor', 0)],
		snake,
	),
	byToken(
		'Twitter 2',
		['pagination_token', 'max_results', 100],
		'data',
		[untold('meta > next token'), echoIn('meta > result count', ({ here }) => here)],
		snake,
	),
	byToken('Facebook', ['after', 'limit', 25], 'data', [
		addressIn('paging > next'),
		standingCursors(),
	]),
	byToken(
		'Microsoft Graph',
		['$skiptoken', '$top', 100],
		'value',
		[addressIn('=@odata.nextLink')],
		{
			envelope: { outside: { '@odata.context': 'https://graph.a.example/$metadata#accounts' } },
		},
	),
	byToken('Shopify', ['page_info', 'limit', 50], 'accounts', [linkHeader({ hasOthers: false })]),
	byToken(
		'Zendesk',
		['page[after]', 'page[size]', 100],
		'accounts',
		[
			flagIn('meta > has more'),
			untold('meta > after cursor', null),
			addressIn('links > next', 'text', end(null)),
		],
		snake,
	),
	byToken('Bitbucket', ['page', 'pagelen', 10], 'values', [
		addressIn('next'),
		echoIn('pagelen', ({ size }) => size),
	]),
	byToken('Jira, tokens', ['nextPageToken', 'maxResults', 50], 'issues', [
		untold('next page token'),
		flagIn('is last', true),
	]),
	byToken('Confluence 2', ['cursor', 'limit', 25], 'results', [addressIn('=_links > next')]),
	byToken(
		'DynamoDB',
		['ExclusiveStartKey', 'Limit', 100],
		'items',
		[untold('last evaluated key'), echoIn('count', ({ here }) => here)],
		{ style: 'pascal' },
	),
	byToken(
		'AWS',
		['NextToken', 'MaxResults', 50],
		'accounts',
		[tokenIn('next token', 'NextToken')],
		{
			style: 'pascal',
		},
	),
	byToken('AWS, small', ['nextToken', 'maxResults', 50], 'accounts', [
		tokenIn('next token', 'nextToken'),
	]),
	byToken(
		'S3',
		['continuation-token', 'max-keys', 1_000],
		'contents',
		[flagIn('is truncated'), untold('next continuation token')],
		{ style: 'pascal' },
	),
	byToken('GraphQL over REST', ['after', 'first', 20], 'nodes', [
		flagIn('page info > has next page'),
		untold('page info > end cursor', null),
		totalIn('total count'),
	]),
	byToken('Square', ['cursor', 'limit', 100], 'accounts', [tokenIn('cursor', 'cursor')], snake),
	byToken(
		'Box',
		['marker', 'limit', 100],
		'entries',
		[tokenIn('next marker', 'marker', '')],
		snake,
	),
	byToken('Asana', ['offset', 'limit', 20], 'data', [addressIn('next page > uri')], snake),
	byToken(
		'Intercom',
		['starting_after', 'per_page', 50],
		'data',
		[tokenIn('pages > next > starting after', 'starting_after'), totalIn('total count')],
		{ style: 'snake', envelope: { outside: { type: 'list' } } },
	),
	byToken('Chargebee', ['offset', 'limit', 10], 'list', [tokenIn('next offset', 'offset')], snake),
	byToken(
		'Recurly',
		['cursor', 'limit', 20],
		'data',
		[flagIn('has more'), addressIn('next', 'text', end(null))],
		{ style: 'snake', envelope: { outside: { object: 'list' } } },
	),
	byToken(
		'Sendgrid',
		['page_token', 'page_size', 50],
		'result',
		[addressIn('=_metadata > next')],
		snake,
	),
	byToken('Reddit', ['after', 'limit', 25], 'data > children', [tokenIn('after', 'after', null)], {
		envelope: { saidAt: ['data'], outside: { kind: 'Listing' } },
	}),
	byToken('Europe PMC', ['cursorMark', 'pageSize', 25], 'results', [
		{ ...tokenIn('next cursor mark', 'cursorMark'), isRare: true },
		{ ...totalIn('hit count'), isRare: true },
	]),
	byToken('NetBox plugin', ['page_state', 'limit', 50], 'results', [addressList()]),
];

/** APIs that go on behind an id. */
export const lastIdMakes: readonly Make[] = [
	byLastId('Stripe', ['starting_after', 'limit', 10], 'data', [flagIn('has more')], {
		style: 'snake',
		paging: { most: 100 },
		envelope: { outside: { object: 'list', url: '/v1/accounts' } },
	}),
	byLastId('Stripe, refusing', ['starting_after', 'limit', 10], 'data', [flagIn('has more')], {
		style: 'snake',
		paging: { most: 100, isStrict: true, tooMany: 'refused' },
	}),
	byLastId('Discord', ['after', 'limit', 50], '', []),
	byLastId('Trello', ['since', 'limit', 50], '', []),
];
