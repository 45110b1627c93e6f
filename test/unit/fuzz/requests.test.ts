// What arrives at a server is what API Request was told to send: path, query, headers and body.
/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run on Node alone */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';

import { withStoredToken } from '../support/credentialStore';
import { customFields } from '../support/credentialFields';
import { execute } from '../support/execution';

import { names, texts } from './support';

/** One request, as the fields of the node hold it. */
interface Asked {
	method: string;
	path: string;
	query: Pair[];
	headers: Pair[];
	contentType: string;
	specifyBody: string;
	body: unknown;
	fields: Pair[];
	raw: string;
}
type Pair = [name: string, value: unknown];

/** What arrived, or the beginning of the message by which the node refuses to send it. */
type Outcome = { method: string; url: string; headers: Pair[]; body: string } | { refused: string };

const CASES = 10_000;
const BATCH = 50;
const COMMON = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

const arrived: Array<{ request: IncomingMessage; body: string }> = [];
let server: Server;
let origin: string;

beforeAll(async () => {
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			arrived.push({ request, body: Buffer.concat(chunks).toString() });
			response.end('{}');
		});
	});
	nock.enableNetConnect('127.0.0.1');
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => await new Promise((resolve) => server.close(resolve)));

const words = fc.oneof(
	{ weight: 3, arbitrary: fc.stringMatching(/^[\w~!$&'()*,;=:@.+ -]{1,12}$/) },
	fc.constantFrom(
		'undefined',
		'null',
		'NaN',
		'[object Object]',
		'x#y',
		'a%20b',
		'a?b=c+d&e',
		'%',
		'\ud83d',
		'😀',
	),
	{ weight: 1, arbitrary: names },
);
const values = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.oneof(
			words,
			texts.filter((text) => text.length < 100),
		),
	},
	fc.constantFrom(undefined, null, 0, 1.5, true, { a: [1] }, ['x', 1]),
);
const pairs = fc.array(fc.tuple(words, values) as fc.Arbitrary<Pair>, { maxLength: 2 });
const headerValues = fc.stringMatching(/^[\t\x20-\x7e]{0,20}$/);
const headerPairs = fc.array(
	fc.tuple(
		fc.oneof(
			{ weight: 8, arbitrary: fc.stringMatching(/^X-[A-Za-z0-9_-]{1,10}$/) },
			fc.constantFrom(
				'Host',
				'cookie',
				'Content-Length',
				'Connection',
				'accept',
				'a b',
				'__proto__',
				'constructor',
				'prototype',
				'toString',
			),
		),
		fc.oneof({ weight: 8, arbitrary: headerValues }, fc.constantFrom('a\nb', '€')),
	) as fc.Arbitrary<Pair>,
	{ maxLength: 2 },
);
/** Without numbers that JavaScript can't hold: a form has them as text. */
const exactJson = fc.json().filter((text) => !/[\d.]{16}/.test(text));
const jsonTexts = fc.oneof(
	exactJson,
	exactJson.map((text) => ` ${text}\n`),
	fc.constantFrom('', ' ', '{', '9007199254740993', '[1e400]', '{"a":1,"a":2}', '"\ud83d"', 'x'),
);
const asks: fc.Arbitrary<Asked> = fc.record({
	method: fc.constantFrom(...COMMON),
	path: fc.array(words, { minLength: 1, maxLength: 3 }).map((parts) => `/${parts.join('/')}`),
	query: pairs,
	headers: headerPairs,
	contentType: fc.constantFrom('json', 'json', 'form-urlencoded', 'raw'),
	specifyBody: fc.constantFrom('json', 'keypair'),
	body: fc.oneof(jsonTexts, fc.jsonValue(), fc.constantFrom(undefined, { a: Infinity })),
	fields: pairs,
	raw: texts.filter((text) => text.length < 100),
});

const isBroken = (text: string) => /\p{Cs}/u.test(text);
const asText = (value: unknown) =>
	value === undefined || value === null
		? ''
		: typeof value === 'object'
			? JSON.stringify(value)
			: String(value);
const named = (all: Pair[]) =>
	all.map(([name, value]): Pair => [name.trim(), value]).filter(([name]) => name !== '');

/** What should come of a request: written from the rules, not from the code. */
function expected(asked: Asked): Outcome {
	const { method, headers } = asked;
	const changes = !['GET', 'HEAD'].includes(method);
	const path = asked.path.trim();
	if (/[\p{Cc}\\#]/u.test(path) || isBroken(path)) return { refused: "'Path'" };
	const segments = path.split('?')[0].split(/\/|%2f|%5c/i);
	if (segments.some((each) => /^(\.|%2e){1,2}$/i.test(each))) return { refused: "'Path'" };
	// An address that begins with two slashes names a host.
	if (path.startsWith('//')) return { refused: "'Path'" };
	const url = new URL(origin + path);
	const plain = decoded(url.pathname);
	const isGap = /\/\s*(\/|$)/.test(plain) || /\[object Object\]/.test(plain);
	const isNothing = plain.split(/[^A-Za-z\d]/).some((word) => /^(undefined|null|NaN)$/.test(word));
	if (changes && (isGap || isNothing)) return { refused: "'Path'" };
	const body = changes ? bodyOf(asked) : '';
	if (typeof body === 'object') return body;
	const query = named(asked.query).map(([name, value]) => [name, asText(value)]);
	if (query.flat().some(isBroken)) return { refused: 'A query parameter' };
	const given = new Set(query.map(([name]) => name));
	const kept = url.search
		.slice(1)
		.split('&')
		.filter((pair) => pair !== '' && !given.has(decoded(pair.split('=')[0].replaceAll('+', ' '))));
	const added = query.map((pair) => pair.map(encodeURIComponent).join('='));
	const all = [...kept, ...added].join('&');
	const sent = new Map<string, Pair>();
	for (const [name, value] of named(headers)) {
		const isReserved =
			/^(host|cookie|content-length|connection|__proto__|constructor|prototype)$/i.test(name);
		if (isReserved || !/^[\w-]+$/.test(name) || /[\n€]/.test(value as string))
			return { refused: 'The header' };
		sent.set(name.toLowerCase(), [name.toLowerCase(), (value as string).trim()]);
	}
	// In a query an address writes %27 for the apostrophe (URL Standard).
	const { search } = new URL(`${origin}/?${all}`);
	return { method, url: url.pathname + search, headers: [...sent.values()], body };
}

function bodyOf({ contentType, specifyBody, body, fields, raw }: Asked): string | Outcome {
	const refused = { refused: "'Body'" };
	const wellFormed = (text: string) => (isBroken(text) ? refused : text);
	if (contentType === 'raw') return wellFormed(raw);
	const isByFields = specifyBody === 'keypair';
	const isForm = contentType !== 'json';
	let given: unknown = isByFields ? Object.fromEntries(named(fields)) : body;
	if (given === undefined || given === null) return '';
	let text = typeof given === 'string' ? given.trim() : JSON.stringify(given);
	if (text === '') return '';
	try {
		if (typeof given === 'string') given = JSON.parse(text) as unknown;
	} catch {
		return refused;
	}
	if (/Infinity/.test(String(Object.values({ given }).map(deepText))) || isBroken(text))
		return refused;
	if (!isForm) return text;
	if (typeof given !== 'object' || given === null || Array.isArray(given)) return refused;
	const entries = isByFields
		? named(fields)
		: Object.entries(given).flatMap(([name, value]) =>
				[value as unknown].flat().map((each): Pair => [name, each]),
			);
	const pairsOfTexts = entries.map(([name, value]) => [name, asText(value)]);
	if (pairsOfTexts.flat().some(isBroken)) return refused;
	text = new URLSearchParams(pairsOfTexts as Array<[string, string]>).toString();
	return text;
}

/** The numbers in a value. */
function deepText(value: unknown): string {
	if (typeof value === 'number') return String(value);
	return typeof value === 'object' && value !== null
		? Object.values(value).map(deepText).join()
		: '';
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** What came of a batch of requests, each an input item of one execution. */
async function outcomesOf(all: Asked[]): Promise<Outcome[]> {
	arrived.length = 0;
	const input = all.map((asked, number) => ({
		...asked,
		rawBody: asked.raw,
		headers: [...asked.headers, ['X-Case', String(number)]],
	}));
	const at = (field: string) => `={{ $json.${field} }}`;
	// An entry without a name counts for nothing.
	const entries = (field: string) =>
		Array.from({ length: 3 }, (_, entry) => ({
			name: at(`${field}[${entry}]?.[0]`),
			value: at(`${field}[${entry}]?.[1]`),
		}));
	const plain = ['method', 'path', 'contentType', 'specifyBody', 'body', 'rawBody'];
	const output = await execute({
		credentials: withStoredToken(customFields({ apiBaseUrl: origin })),
		onError: 'continueRegularOutput',
		input: input as unknown as IDataObject[],
		parameters: {
			resource: 'apiRequest',
			operation: 'send',
			...Object.fromEntries(plain.map((name) => [name, at(name)])),
			queryParameters: { parameter: entries('query') },
			bodyFields: { field: entries('fields') },
			headers: { header: entries('headers') },
		},
	});
	return output.map(({ json }, number) => {
		const seen = arrived.find(({ request }) => request.headers['x-case'] === String(number));
		if (!seen) return { refused: JSON.stringify(json) };
		const { method = '', url = '', rawHeaders } = seen.request;
		const asked = new Set(named(all[number].headers).map(([name]) => name.toLowerCase()));
		const sent = rawHeaders
			.flatMap((name, index): Pair[] =>
				index % 2 ? [] : [[name.toLowerCase(), rawHeaders[index + 1]]],
			)
			.filter(([name]) => asked.has(name));
		return { method, url, headers: sent, body: seen.body };
	});
}

test(`${CASES} requests arrive as the model says, or are refused as it says`, async () => {
	const all = fc.sample(asks, { numRuns: CASES, seed: 20_261_127 });
	let sent = 0;
	for (let from = 0; from < CASES; from += BATCH) {
		const batch = all.slice(from, from + BATCH);
		for (const [at, outcome] of (await outcomesOf(batch)).entries()) {
			const asked = batch[at];
			const model = expected(asked);
			if ('refused' in model && 'refused' in outcome) {
				expect(outcome.refused).toContain(`"message":"${model.refused}`);
			} else {
				expect({ asked, outcome: sorted(outcome) }).toEqual({ asked, outcome: sorted(model) });
				sent++;
			}
		}
	}
	// Neither the model nor the node refuses everything.
	expect(sent).toBeGreaterThan(CASES / 5);
});

function sorted(outcome: Outcome): Outcome {
	if ('refused' in outcome) return outcome;
	return { ...outcome, headers: [...outcome.headers].sort(([a], [b]) => (a < b ? -1 : 1)) };
}
