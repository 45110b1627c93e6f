/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run on Node alone */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
/* eslint-enable @n8n/community-nodes/no-restricted-imports */

import { sleep } from 'n8n-workflow';

import { ask, ANSWER_TIMEOUT, type HttpRequest } from '../../../../lib/http/http';

import { httpRequest } from '../../support/n8nHost';

const answering =
	(response: unknown): HttpRequest =>
	async () =>
		response;
const request = { url: 'https://auth.example.com' };

it('asks for the whole answer as text, whatever its status, without redirects, for a limited time', async () => {
	let asked: unknown;
	await ask(async (options) => {
		asked = options;
		return { statusCode: 200, headers: {}, body: '' };
	}, request);
	expect(asked).toEqual({
		url: 'https://auth.example.com',
		timeout: ANSWER_TIMEOUT,
		abortSignal: expect.any(AbortSignal) as AbortSignal,
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	});
	expect(ANSWER_TIMEOUT).toBeLessThanOrEqual(10_000);
});

it('takes a longer time from the caller', async () => {
	let asked: unknown;
	await ask(async (options) => (asked = options), { ...request, timeout: 60_000 });
	expect(asked).toMatchObject({ timeout: 60_000 });
});

test.each([
	['JSON', '{"a":1}', { a: 1 }],
	['JSON that was parsed on the way', { a: 1 }, { a: 1 }],
	['HTML', '<html></html>', undefined],
	['nothing', '', undefined],
	['half of a JSON', '{"a":', undefined],
	['a huge JSON', `"${'x'.repeat(1_000_000)}"`, undefined],
])('reads a body that is %s', async (_what, body, json) => {
	const answer = await ask(answering({ statusCode: 503, headers: { a: 'b' }, body }), request);
	expect(answer).toEqual({ status: 503, headers: { a: 'b' }, json });
});

it('reads a body as long as the caller allows', async () => {
	const body = `"${'x'.repeat(50)}"`;
	const http = answering({ statusCode: 200, headers: {}, body });
	expect(await ask(http, request, 51)).toMatchObject({ json: undefined });
	expect(await ask(http, request, 52)).toMatchObject({ json: 'x'.repeat(50) });
});

async function* drops() {
	for (;;) {
		yield ' ';
		await sleep(20);
	}
}

it('ends an answer that drips on and on', async () => {
	const server = createServer((_, response) => {
		Readable.from(drops()).pipe(response);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	try {
		const outcome = await ask(httpRequest, {
			url: `http://127.0.0.1:${port}`,
			timeout: 200,
		});
		expect(outcome).toMatchObject({ failure: { code: 'ERR_CANCELED' } });
	} finally {
		server.closeAllConnections();
		server.close();
	}
});

it('hands over what the HTTP client threw', async () => {
	const failure = new Error('broken');
	expect(await ask(async () => await Promise.reject(failure), request)).toEqual({ failure });
});
