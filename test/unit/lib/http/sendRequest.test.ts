/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run on Node alone */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
/* eslint-enable @n8n/community-nodes/no-restricted-imports */

import { sleep, type IHttpRequestOptions } from 'n8n-workflow';

import { sendRequest, type HttpRequest } from '../../../../lib/http/sendRequest';
import { httpRequest } from '../../support/n8nHost';

const url = 'https://auth.example.com';

/** What n8n's helper is asked for, and a response of it. */
const sent = async (options: Partial<IHttpRequestOptions> = {}, secrets: string[] = []) => {
	let asked: unknown;
	const http: HttpRequest = async (each) => {
		asked = each;
		return { statusCode: 503, headers: { a: 'b' }, body: Buffer.from('{"a":"my secret"}') };
	};
	return { response: await sendRequest(http, { url, ...options }, secrets), asked };
};

it('asks for the whole response, whatever its status, without redirects, for a limited time', async () => {
	const { asked } = await sent();
	expect(asked).toEqual({
		url,
		timeout: 10_000,
		abortSignal: expect.any(AbortSignal) as AbortSignal,
		encoding: 'arraybuffer',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	});
	expect((await sent({ timeout: 60_000 })).asked).toMatchObject({ timeout: 60_000 });
});

it('gives the response, with its address, and without the secrets in what is quoted', async () => {
	const { response } = await sent({}, ['my secret']);
	expect(response).toMatchObject({ url, status: 503, headers: { a: 'b' } });
	expect('status' in response && response.quote()).toBe('{"a":"***"}');
});

async function* drops() {
	for (;;) {
		yield ' ';
		await sleep(20);
	}
}

it('ends a response that drips on and on', async () => {
	const server = createServer((_, response) => {
		Readable.from(drops()).pipe(response);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	try {
		const dripping = { url: `http://127.0.0.1:${port}`, timeout: 200 };
		expect(await sendRequest(httpRequest, dripping)).toMatchObject({ isTimeout: true });
	} finally {
		server.closeAllConnections();
		server.close();
	}
});
