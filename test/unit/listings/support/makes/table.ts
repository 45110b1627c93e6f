/**
 * APIs that are known, a line each: name | how it pages, its parameters for the place and the size (`-`
 * for none), the size by default | path of the list | what it says of pages | style of its names |
 * further traits of its paging | of its envelope. What it says is `kind: field`, with ` = ` what stands
 * for none at the end; a field that is said only now and then by anybody is `rare`.
 */
export const TABLE = `
Gridify | page page pageSize 20 | data | total: count
Gridify, list alone | page page pageSize 20
Sieve | page page pageSize 10
CodeMaze | page pageNumber pageSize 10 |  | X-Pagination |  | {"isAnyCase":true}
PagedList | page pageNumber pageSize 10 | items | pages: total pages, page number; total: total count; more: has next page | pascal | {"isAnyCase":true}
PagedResult | page page pageSize 10 | results | pages: page count, current page; total: row count; size: page size
ConnectWise | page page pageSize 25 |  | Link
GitHub | page page per_page 30 |  | Link
GitLab | page page per_page 20 |  | X-Next-Page; total header: X-Total; pages header: X-Total-Pages
GitLab, long list | page page per_page 20 |  | X-Next-Page
WooCommerce | page page per_page 10 |  | total header: X-WP-Total; pages header: X-WP-TotalPages
Spring Data | page page size 20 | content | total: total elements; pages: total pages, number; last: last; size: size; first: first; here: number of elements; empty: empty |  | {"first":0}
Spring HATEOAS | page page size 20 | =_embedded > accounts | next href: =_links > next; self href: =_links > self; size: page > size; total: page > total elements; pages: page > total pages, page > number |  | {"first":0} | {"whenEmpty":"left out"}
Laravel | page page per_page 15 | data | next: links > next = null; self: links > first; pages: meta > last page, meta > current page; total: meta > total | snake
Laravel, flat | page page - 15 | data | next: next page url = null; pages: last page, current page; total: total | snake
Laravel, simple | page page - 15 | data | next: next page url = null; page: current page | snake
Django REST | page page page_size 100 | results | total: count; next: next = null; previous: previous |  | {"pastEnd":"404"}
Yii | page page per-page 20 | items | next href: =_links > next; total: =_meta > total count; pages: =_meta > page count, =_meta > current page |  | {"pastEnd":"the last page"}
Yii, headers | page page per-page 20 |  | total header: X-Pagination-Total-Count; pages header: X-Pagination-Page-Count |  | {"pastEnd":"the last page"}
JSON:API | page page[number] page[size] 10 | data | next: links > next = null; total: meta > total
JSON:API, counts alone | page page[number] page[size] 10 | data | pages: meta > page > last page, meta > page > current page
Kaminari | page page per_page 25 | accounts | number: meta > next page = null; pages: meta > total pages, meta > current page; total: meta > total count | snake
will_paginate | page page per_page 30 | accounts | total: total entries; page: current page; size: per page | snake
Pagy | page page - 20 |  | total header: Total-Count; pages header: Total-Pages
mongoose-paginate | page page limit 10 | docs | total: total docs; pages: total pages, page; more: has next page; number: next page = null; size: limit; row: paging counter
Strapi | page pagination[page] pagination[pageSize] 25 | data | pages: meta > pagination > page count, meta > pagination > page; total: meta > pagination > total
json-server 0.17 | page _page _limit 10 |  |  |  | {"isWholeUnasked":true}
json-server 1 | page _page _per_page 10 | data | number: next = null; pages: pages; total: items
nestjs-paginate | page page limit 20 | data | total: meta > total items; pages: meta > total pages, meta > current page; next: links > next; self: links > current
@nestjsx/crud | page page limit 25 | data | here: count; total: total; pages: page count, page
Kendo | page page pageSize 10 | data | total: total | pascal | {"isAnyCase":true}
Tabulator | page page size 20 | data | pages: last page | snake
Eve | page page max_results 25 | =_items | next href: =_links > next; total: =_meta > total
Ghost | page page limit 15 | accounts | pages: meta > pagination > pages, meta > pagination > page; total: meta > pagination > total; number: meta > pagination > next = null
TMDB | page page - 20 | results | pages: total pages, page; total: total results | snake
Algolia | page page hitsPerPage 20 | hits | rare total: nb hits; rare pages: nb pages, page |  | {"first":0}
Zendesk, pages | page page per_page 100 | accounts | next: next page = null; total: count | snake
Zoho CRM | page page per_page 200 | data | more: info > more records; here: info > count; page: info > page | snake
Xero | page page pageSize 100 | accounts | pages: pagination > page count, pagination > page; total: pagination > item count
PayPal | page page page_size 10 | items | links; total: total items; pages: total pages | snake
Hydra | page page itemsPerPage 30 | =hydra:member | total: =hydra:totalItems; next: =hydra:view > =hydra:next
API gateway | page page limit 10 | data > accounts | total: total |  |  | {"saidAt":["data"],"outside":{"status":"success"}}
Magento | page searchCriteria[currentPage] searchCriteria[pageSize] 20 | items | total: total count | snake
OData v4 | offset $skip $top 100 | value | next: =@odata.nextLink; total: =@odata.count
OData v4, counts alone | offset $skip $top 50 | value | total: =@odata.count
OData without $ | offset skip top 20 | value | next: =@odata.nextLink
OData controller | offset $skip $top 25
OData v2 | offset $skip $top 100 | d > results | next: =__next |  |  | {"saidAt":["d"]}
ABP | offset SkipCount MaxResultCount 10 | items | total: total count |  | {"isAnyCase":true,"most":1000}
ABP, wrapped | offset SkipCount MaxResultCount 10 | result > items | total: total count |  | {"isAnyCase":true,"most":1000} | {"saidAt":["result"],"outside":{"success":true,"error":null,"unAuthorizedRequest":false,"__abp":true}}
SCIM | offset startIndex count 100 | =Resources | total: total results; size: items per page; offset: start index |  | {"first":1}
Django REST, offsets | offset offset limit 100 | results | total: count; next: next = null
Contentful | offset skip limit 100 | items | total: total; offset: skip; size: limit
Elasticsearch | offset from size 10 | hits > hits | total object: total |  |  | {"saidAt":["hits"],"outside":{"took":3,"timed_out":false}}
DataTables | offset start length 10 | data | filtered: records filtered, records total
Jira | offset startAt maxResults 50 | values | offset: start at; size: max results; total: total; last: is last
Confluence | offset start limit 25 | results | next: =_links > next; here: size; size: limit
Bitbucket Server | offset start limit 25 | values | last: is last page; number: next page start = null; here: size
Mailchimp | offset offset count 10 | accounts | total: total items | snake
Pipedrive | offset start limit 100 | data | more: additional data > pagination > more items in collection; number: additional data > pagination > next start = null | snake |  | {"outside":{"success":true}}
NetSuite | offset offset limit 1000 | items | more: has more; total: total results; here: count; links
Feathers | offset $skip $limit 10 | data | total: total; offset: skip; size: limit
Directus | offset offset limit 100 | data | filtered: meta > filter count, meta > total count | snake
PostgREST | offset offset limit 100 |  | Content-Range
DevExtreme | offset skip take 20 | data | total: total count
Parse | offset skip limit 100 | results
CouchDB | offset skip limit 25 | rows | total: total rows; offset: offset | snake
Spotify | offset offset limit 20 | items | next: next = null; total: total; offset: offset; size: limit; self: href
Solr | offset start rows 10 | response > docs | rare total: num found; offset: start |  |  | {"saidAt":["response"],"outside":{"responseHeader":{"status":0,"QTime":1}}}
CKAN | offset start rows 10 | result > results | total: count |  |  | {"saidAt":["result"],"outside":{"success":true,"help":"https://a.example/help"}}
ArcGIS | offset resultOffset resultRecordCount 1000 | features | rare more: exceeded transfer limit
QuickBooks | offset startPosition maxResults 100 | query response > account | total: total count | pascal | {"first":1} | {"saidAt":["QueryResponse"],"outside":{"time":"2026-01-01T00:00:00Z"}}
Facebook, insights | offset offset limit 25 | data | standing cursors; next: paging > next
Google AIP | token pageToken pageSize 50 | accounts | token: next page token -> pageToken
Google AIP, empty at the end | token pageToken pageSize 50 | accounts | token: next page token -> pageToken = ""
YouTube | token pageToken maxResults 5 | items | token: next page token -> pageToken; total: page info > total results; size: page info > results per page
Slack | token cursor limit 100 | members | token: response metadata > next cursor -> cursor = "" | snake |  | {"outside":{"ok":true}}
HubSpot | token after limit 10 | results | token: paging > next > after -> after; next: paging > next > link
HubSpot, token alone | token after limit 10 | results | token: paging > next > after -> after
Salesforce | token locator - 250 | records | total: total size; rare last: done; next: next records url
Notion | token start_cursor page_size 100 | results | token: next cursor = null; more: has more | snake |  | {"outside":{"object":"list"}}
Airtable | token offset pageSize 100 | records | rare token: offset -> offset
Twitter 1 | token cursor count 20 | users | token: next cursor -> cursor = 0 | snake
Twitter 2 | token pagination_token max_results 100 | data | token: meta > next token; here: meta > result count | snake
Facebook | token after limit 25 | data | next: paging > next; standing cursors
Microsoft Graph | token $skiptoken $top 100 | value | next: =@odata.nextLink |  |  | {"outside":{"@odata.context":"https://graph.a.example/$metadata#accounts"}}
Shopify | token page_info limit 50 | accounts | Link alone
Zendesk | token page[after] page[size] 100 | accounts | more: meta > has more; token: meta > after cursor = null; next: links > next = null | snake
Bitbucket | token page pagelen 10 | values | next: next; size: pagelen
Jira, tokens | token nextPageToken maxResults 50 | issues | token: next page token; last: is last
Confluence 2 | token cursor limit 25 | results | next: =_links > next
DynamoDB | token ExclusiveStartKey Limit 100 | items | token: last evaluated key; here: count | pascal
AWS | token NextToken MaxResults 50 | accounts | token: next token -> NextToken | pascal
AWS, small | token nextToken maxResults 50 | accounts | token: next token -> nextToken
S3 | token continuation-token max-keys 1000 | contents | more: is truncated; token: next continuation token | pascal
GraphQL over REST | token after first 20 | nodes | more: page info > has next page; token: page info > end cursor = null; total: total count
Square | token cursor limit 100 | accounts | token: cursor -> cursor | snake
Box | token marker limit 100 | entries | token: next marker -> marker = "" | snake
Asana | token offset limit 20 | data | next: next page > uri | snake
Intercom | token starting_after per_page 50 | data | token: pages > next > starting after -> starting_after; total: total count | snake |  | {"outside":{"type":"list"}}
Chargebee | token offset limit 10 | list | token: next offset -> offset | snake
Recurly | token cursor limit 20 | data | more: has more; next: next = null | snake |  | {"outside":{"object":"list"}}
Sendgrid | token page_token page_size 50 | result | next: =_metadata > next | snake
Reddit | token after limit 25 | data > children | token: after -> after = null |  |  | {"saidAt":["data"],"outside":{"kind":"Listing"}}
Europe PMC | token cursorMark pageSize 25 | results | rare token: next cursor mark -> cursorMark; rare total: hit count
NetBox plugin | token page_state limit 50 | results | links
Stripe | lastId starting_after limit 10 | data | more: has more | snake | {"most":100} | {"outside":{"object":"list","url":"/v1/accounts"}}
Stripe, refusing | lastId starting_after limit 10 | data | more: has more | snake | {"most":100,"isStrict":true,"tooMany":"refused"}
Discord | lastId after limit 50
Trello | lastId since limit 50
`;
