import { addressIn, addressList, linkHeader } from '../evidence/addresses';
import { echoIn, standingCursors } from '../evidence/echoes';
import { flagIn } from '../evidence/flags';
import { pagesHeader, pagesIn } from '../evidence/pages';
import { nextPageHeader, numberIn } from '../evidence/positions';
import {
	contentRange,
	filteredTotal,
	paginationHeader,
	totalHeader,
	totalIn,
} from '../evidence/totals';
import { byOffset, byPage, type Make } from './make';

const snake = { style: 'snake' } as const;
const pascal = { style: 'pascal', paging: { isAnyCase: true } } as const;
const zero = { paging: { first: 0 } } as const;
const limit = (words = 'limit') => echoIn(words, ({ size }) => size);
const offset = (words = 'offset') => echoIn(words, ({ offset: at }) => at);
const end = (is: unknown) => ({ is });

/** APIs that count pages. */
export const pageMakes: readonly Make[] = [
	byPage('Gridify', ['page', 'pageSize', 20], 'data', [totalIn('count')]),
	byPage('Gridify, list alone', ['page', 'pageSize', 20], '', []),
	byPage('Sieve', ['page', 'pageSize', 10], '', []),
	byPage('CodeMaze', ['pageNumber', 'pageSize', 10], '', [paginationHeader()], {
		paging: { isAnyCase: true },
	}),
	byPage(
		'PagedList',
		['pageNumber', 'pageSize', 10],
		'items',
		[pagesIn('total pages', 'page number'), totalIn('total count'), flagIn('has next page')],
		pascal,
	),
	byPage('PagedResult', ['page', 'pageSize', 10], 'results', [
		pagesIn('page count', 'current page'),
		totalIn('row count'),
		limit('page size'),
	]),
	byPage('ConnectWise', ['page', 'pageSize', 25], '', [linkHeader()]),
	byPage('GitHub', ['page', 'per_page', 30], '', [linkHeader()]),
	byPage('GitLab', ['page', 'per_page', 20], '', [
		nextPageHeader(),
		totalHeader('X-Total'),
		pagesHeader('X-Total-Pages'),
	]),
	byPage('GitLab, long list', ['page', 'per_page', 20], '', [nextPageHeader()]),
	byPage('WooCommerce', ['page', 'per_page', 10], '', [
		totalHeader('X-WP-Total'),
		pagesHeader('X-WP-TotalPages'),
	]),
	byPage(
		'Spring Data',
		['page', 'size', 20],
		'content',
		[
			totalIn('total elements'),
			pagesIn('total pages', 'number'),
			flagIn('last', true),
			echoIn('size', ({ size }) => size),
			echoIn('first', ({ from }) => from === 0),
			echoIn('number of elements', ({ here }) => here),
			echoIn('empty', ({ here }) => here === 0),
		],
		zero,
	),
	byPage(
		'Spring HATEOAS',
		['page', 'size', 20],
		'=_embedded > accounts',
		[
			addressIn('=_links > next', 'href'),
			echoIn('=_links > self', ({ self }) => ({ href: self })),
			echoIn('page > size', ({ size }) => size),
			totalIn('page > total elements'),
			pagesIn('page > total pages', 'page > number'),
		],
		{ ...zero, envelope: { whenEmpty: 'left out' } },
	),
	byPage(
		'Laravel',
		['page', 'per_page', 15],
		'data',
		[
			addressIn('links > next', 'text', end(null)),
			echoIn('links > first', ({ self }) => self),
			pagesIn('meta > last page', 'meta > current page'),
			totalIn('meta > total'),
		],
		snake,
	),
	byPage(
		'Laravel, flat',
		['page', undefined, 15],
		'data',
		[
			addressIn('next page url', 'text', end(null)),
			pagesIn('last page', 'current page'),
			totalIn('total'),
		],
		snake,
	),
	byPage(
		'Laravel, simple',
		['page', undefined, 15],
		'data',
		[addressIn('next page url', 'text', end(null)), echoIn('current page', ({ number }) => number)],
		snake,
	),
	byPage(
		'Django REST',
		['page', 'page_size', 100],
		'results',
		[
			totalIn('count'),
			addressIn('next', 'text', end(null)),
			echoIn('previous', ({ from }) => (from ? '/before' : null)),
		],
		{ paging: { pastEnd: '404' } },
	),
	byPage(
		'Yii',
		['page', 'per-page', 20],
		'items',
		[
			addressIn('=_links > next', 'href'),
			totalIn('=_meta > total count'),
			pagesIn('=_meta > page count', '=_meta > current page'),
		],
		{ paging: { pastEnd: 'the last page' } },
	),
	byPage(
		'Yii, headers',
		['page', 'per-page', 20],
		'',
		[totalHeader('X-Pagination-Total-Count'), pagesHeader('X-Pagination-Page-Count')],
		{ paging: { pastEnd: 'the last page' } },
	),
	byPage('JSON:API', ['page[number]', 'page[size]', 10], 'data', [
		addressIn('links > next', 'text', end(null)),
		totalIn('meta > total'),
	]),
	byPage('JSON:API, counts alone', ['page[number]', 'page[size]', 10], 'data', [
		pagesIn('meta > page > last page', 'meta > page > current page'),
	]),
	byPage(
		'Kaminari',
		['page', 'per_page', 25],
		'accounts',
		[
			numberIn('meta > next page', null),
			pagesIn('meta > total pages', 'meta > current page'),
			totalIn('meta > total count'),
		],
		snake,
	),
	byPage(
		'will_paginate',
		['page', 'per_page', 30],
		'accounts',
		[totalIn('total entries'), echoIn('current page', ({ number }) => number), limit('per page')],
		snake,
	),
	byPage('Pagy', ['page', undefined, 20], '', [
		totalHeader('Total-Count'),
		pagesHeader('Total-Pages'),
	]),
	byPage('mongoose-paginate', ['page', 'limit', 10], 'docs', [
		totalIn('total docs'),
		pagesIn('total pages', 'page'),
		flagIn('has next page'),
		numberIn('next page', null),
		limit(),
		echoIn('paging counter', ({ from }) => from + 1),
	]),
	byPage('Strapi', ['pagination[page]', 'pagination[pageSize]', 25], 'data', [
		pagesIn('meta > pagination > page count', 'meta > pagination > page'),
		totalIn('meta > pagination > total'),
	]),
	byPage('json-server 0.17', ['_page', '_limit', 10], '', [], { paging: { isWholeUnasked: true } }),
	byPage('json-server 1', ['_page', '_per_page', 10], 'data', [
		numberIn('next', null),
		pagesIn('pages'),
		totalIn('items'),
	]),
	byPage('nestjs-paginate', ['page', 'limit', 20], 'data', [
		totalIn('meta > total items'),
		pagesIn('meta > total pages', 'meta > current page'),
		addressIn('links > next'),
		echoIn('links > current', ({ self }) => self),
	]),
	byPage('@nestjsx/crud', ['page', 'limit', 25], 'data', [
		echoIn('count', ({ here }) => here),
		totalIn('total'),
		pagesIn('page count', 'page'),
	]),
	byPage('Kendo', ['page', 'pageSize', 10], 'data', [totalIn('total')], pascal),
	byPage('Tabulator', ['page', 'size', 20], 'data', [pagesIn('last page')], snake),
	byPage('Eve', ['page', 'max_results', 25], '=_items', [
		addressIn('=_links > next', 'href'),
		totalIn('=_meta > total'),
	]),
	byPage('Ghost', ['page', 'limit', 15], 'accounts', [
		pagesIn('meta > pagination > pages', 'meta > pagination > page'),
		totalIn('meta > pagination > total'),
		numberIn('meta > pagination > next', null),
	]),
	byPage(
		'TMDB',
		['page', undefined, 20],
		'results',
		[pagesIn('total pages', 'page'), totalIn('total results')],
		snake,
	),
	byPage(
		'Algolia',
		['page', 'hitsPerPage', 20],
		'hits',
		[
			{ ...totalIn('nb hits'), isRare: true },
			{ ...pagesIn('nb pages', 'page'), isRare: true },
		],
		zero,
	),
	byPage(
		'Zendesk, pages',
		['page', 'per_page', 100],
		'accounts',
		[addressIn('next page', 'text', end(null)), totalIn('count')],
		snake,
	),
	byPage(
		'Zoho CRM',
		['page', 'per_page', 200],
		'data',
		[
			flagIn('info > more records'),
			echoIn('info > count', ({ here }) => here),
			echoIn('info > page', ({ number }) => number),
		],
		snake,
	),
	byPage('Xero', ['page', 'pageSize', 100], 'accounts', [
		pagesIn('pagination > page count', 'pagination > page'),
		totalIn('pagination > item count'),
	]),
	byPage(
		'PayPal',
		['page', 'page_size', 10],
		'items',
		[addressList(), totalIn('total items'), pagesIn('total pages')],
		snake,
	),
	byPage('Hydra', ['page', 'itemsPerPage', 30], '=hydra:member', [
		totalIn('=hydra:totalItems'),
		addressIn('=hydra:view > =hydra:next'),
	]),
	byPage('API gateway', ['page', 'limit', 10], 'data > accounts', [totalIn('total')], {
		envelope: { saidAt: ['data'], outside: { status: 'success' } },
	}),
	byPage(
		'Magento',
		['searchCriteria[currentPage]', 'searchCriteria[pageSize]', 20],
		'items',
		[totalIn('total count')],
		snake,
	),
];

/** APIs that skip records. */
export const offsetMakes: readonly Make[] = [
	byOffset('OData v4', ['$skip', '$top', 100], 'value', [
		addressIn('=@odata.nextLink'),
		totalIn('=@odata.count'),
	]),
	byOffset('OData v4, counts alone', ['$skip', '$top', 50], 'value', [totalIn('=@odata.count')]),
	byOffset('OData without $', ['skip', 'top', 20], 'value', [addressIn('=@odata.nextLink')]),
	byOffset('OData controller', ['$skip', '$top', 25], '', []),
	byOffset('OData v2', ['$skip', '$top', 100], 'd > results', [addressIn('=__next')], {
		envelope: { saidAt: ['d'] },
	}),
	byOffset('ABP', ['SkipCount', 'MaxResultCount', 10], 'items', [totalIn('total count')], {
		paging: { isAnyCase: true, most: 1_000 },
	}),
	byOffset(
		'ABP, wrapped',
		['SkipCount', 'MaxResultCount', 10],
		'result > items',
		[totalIn('total count')],
		{
			paging: { isAnyCase: true, most: 1_000 },
			envelope: {
				saidAt: ['result'],
				outside: { success: true, error: null, unAuthorizedRequest: false, __abp: true },
			},
		},
	),
	byOffset(
		'SCIM',
		['startIndex', 'count', 100],
		'=Resources',
		[totalIn('total results'), limit('items per page'), offset('start index')],
		{ paging: { first: 1 } },
	),
	byOffset('Django REST, offsets', ['offset', 'limit', 100], 'results', [
		totalIn('count'),
		addressIn('next', 'text', end(null)),
	]),
	byOffset('Contentful', ['skip', 'limit', 100], 'items', [
		totalIn('total'),
		offset('skip'),
		limit(),
	]),
	byOffset(
		'Elasticsearch',
		['from', 'size', 10],
		'hits > hits',
		[totalIn('total', (value) => ({ value, relation: 'eq' }))],
		{ envelope: { saidAt: ['hits'], outside: { took: 3, timed_out: false } } },
	),
	byOffset('DataTables', ['start', 'length', 10], 'data', [
		filteredTotal('records filtered', 'records total'),
	]),
	byOffset('Jira', ['startAt', 'maxResults', 50], 'values', [
		offset('start at'),
		limit('max results'),
		totalIn('total'),
		flagIn('is last', true),
	]),
	byOffset('Confluence', ['start', 'limit', 25], 'results', [
		addressIn('=_links > next'),
		echoIn('size', ({ here }) => here),
		limit(),
	]),
	byOffset('Bitbucket Server', ['start', 'limit', 25], 'values', [
		flagIn('is last page', true),
		numberIn('next page start', null),
		echoIn('size', ({ here }) => here),
	]),
	byOffset('Mailchimp', ['offset', 'count', 10], 'accounts', [totalIn('total items')], snake),
	byOffset(
		'Pipedrive',
		['start', 'limit', 100],
		'data',
		[
			flagIn('additional data > pagination > more items in collection'),
			numberIn('additional data > pagination > next start', null),
		],
		{ style: 'snake', envelope: { outside: { success: true } } },
	),
	byOffset('NetSuite', ['offset', 'limit', 1_000], 'items', [
		flagIn('has more'),
		totalIn('total results'),
		echoIn('count', ({ here }) => here),
		addressList(),
	]),
	byOffset('Feathers', ['$skip', '$limit', 10], 'data', [
		totalIn('total'),
		offset('skip'),
		limit(),
	]),
	byOffset(
		'Directus',
		['offset', 'limit', 100],
		'data',
		[filteredTotal('meta > filter count', 'meta > total count')],
		snake,
	),
	byOffset('PostgREST', ['offset', 'limit', 100], '', [contentRange(206, '')]),
	byOffset('DevExtreme', ['skip', 'take', 20], 'data', [totalIn('total count')]),
	byOffset('Parse', ['skip', 'limit', 100], 'results', []),
	byOffset('CouchDB', ['skip', 'limit', 25], 'rows', [totalIn('total rows'), offset()], snake),
	byOffset('Spotify', ['offset', 'limit', 20], 'items', [
		addressIn('next', 'text', end(null)),
		totalIn('total'),
		offset(),
		limit(),
		echoIn('href', ({ self }) => self),
	]),
	byOffset(
		'Solr',
		['start', 'rows', 10],
		'response > docs',
		[{ ...totalIn('num found'), isRare: true }, offset('start')],
		{ envelope: { saidAt: ['response'], outside: { responseHeader: { status: 0, QTime: 1 } } } },
	),
	byOffset('CKAN', ['start', 'rows', 10], 'result > results', [totalIn('count')], {
		envelope: { saidAt: ['result'], outside: { success: true, help: 'https://a.example/help' } },
	}),
	byOffset('ArcGIS', ['resultOffset', 'resultRecordCount', 1_000], 'features', [
		{ ...flagIn('exceeded transfer limit'), isRare: true },
	]),
	byOffset(
		'QuickBooks',
		['startPosition', 'maxResults', 100],
		'query response > account',
		[totalIn('total count')],
		{
			style: 'pascal',
			paging: { first: 1 },
			envelope: { saidAt: ['QueryResponse'], outside: { time: '2026-01-01T00:00:00Z' } },
		},
	),
	byOffset('Facebook, insights', ['offset', 'limit', 25], 'data', [
		standingCursors(),
		addressIn('paging > next'),
	]),
];
