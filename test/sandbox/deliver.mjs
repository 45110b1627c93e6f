import { STATUS_CODES } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Sends one answer, with whatever misbehaviour it asks for.
 * @param {object} delivery
 * @param {import('node:http').ServerResponse} delivery.response
 * @param {import('./endpoint.mjs').Answer} delivery.answer
 * @param {number} delivery.latencyMs
 * @param {() => import('./endpoint.mjs').Answer | Promise<import('./endpoint.mjs').Answer>} delivery.normal
 * @param {(status: number | string, answer: import('./endpoint.mjs').Answer) => void} delivery.settle called once,
 *   before the client can see the outcome
 */
export async function deliver({ response, answer, latencyMs, normal, settle }) {
	const waitMs = latencyMs + (answer.delayMs ?? 0);
	if (waitMs > 0) await sleep(waitMs, undefined, { ref: false });
	if (response.destroyed) return;
	if (answer.hang) return settle('hang', answer);
	if (answer.cut === 'before') {
		settle('cut', answer);
		response.destroy();
		return;
	}
	const complete = isComplete(answer) ? answer : await changedNormal(answer, normal);
	const status = complete.status ?? (complete.redirect ? 302 : 200);
	const headers = {
		...complete.headers,
		...(complete.redirect && { location: complete.redirect }),
	};
	settle(answer.cut === 'midBody' ? 'cut' : status, complete);
	if (complete.hugeBytes) return await sendHuge(response, status, headers, complete.hugeBytes);

	const { bytes, contentType } = encode(complete.body, status);
	if (bytes.length > 0) response.setHeader('content-type', contentType);
	if (status !== 204 && status !== 304) response.setHeader('content-length', bytes.length);
	response.writeHead(status, headers);
	if (answer.cut === 'midBody')
		return response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.destroy());
	if (answer.drip) return await drip(response, bytes, answer.drip);
	response.end(bytes);
}

function isComplete(answer) {
	return (
		answer.status !== undefined ||
		answer.body !== undefined ||
		answer.redirect !== undefined ||
		answer.hugeBytes !== undefined
	);
}

async function changedNormal(answer, normal) {
	const usual = await normal();
	return {
		...usual,
		headers: { ...usual.headers, ...answer.headers },
		body: answer.patch ? answer.patch(copy(usual.body)) : usual.body,
	};
}

// a patch must not change the accounts themselves
const copy = (body) => (Buffer.isBuffer(body) ? Buffer.from(body) : structuredClone(body));

function encode(body, status) {
	if (Buffer.isBuffer(body)) return { bytes: body, contentType: 'application/octet-stream' };
	if (typeof body === 'string')
		return { bytes: Buffer.from(body), contentType: 'text/plain; charset=utf-8' };
	const withDefault =
		body === undefined && status >= 400 ? { message: STATUS_CODES[status] } : body;
	return {
		bytes: Buffer.from(withDefault === undefined ? '' : JSON.stringify(withDefault)),
		contentType: 'application/json; charset=utf-8',
	};
}

async function drip(response, bytes, { bytes: size, everyMs }) {
	for (let sent = 0; sent < bytes.length && !response.destroyed; sent += size) {
		response.write(bytes.subarray(sent, sent + size));
		await sleep(everyMs, undefined, { ref: false });
	}
	response.end();
}

async function sendHuge(response, status, headers, hugeBytes) {
	response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
	const filler = Buffer.alloc(64 * 1024, 'x');
	const parts = function* () {
		yield '[{"id":1,"name":"';
		for (let left = hugeBytes; left > 0; left -= filler.length)
			yield filler.subarray(0, Math.min(left, filler.length));
		yield '"}]';
	};
	// a client that gives up half-way is the expected end
	await pipeline(Readable.from(parts()), response).catch(() => {});
}
