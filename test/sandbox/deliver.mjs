import { STATUS_CODES } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';

const pause = async (ms) => await delay(ms, undefined, { ref: false });

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
	if (waitMs > 0) await pause(waitMs);
	if (response.destroyed) return;
	if (answer.hang) return settle('hang', answer);
	if (answer.cut === 'before') {
		settle('cut', answer);
		response.destroy();
		return;
	}
	const complete = isComplete(answer) ? answer : await changedNormal(answer, normal);
	const { redirect, status = redirect ? 302 : 200 } = complete;
	settle(answer.cut ? 'cut' : status, complete);

	const { bytes, contentType } = encode(complete, status);
	if (bytes.length > 0) response.setHeader('content-type', contentType);
	if (status !== 204 && status !== 304) response.setHeader('content-length', bytes.length);
	response.writeHead(status, { ...complete.headers, ...(redirect && { location: redirect }) });
	if (answer.cut) {
		return response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.destroy());
	}
	if (!answer.drip) return response.end(bytes);
	// a client that gives up half-way is the expected end
	await pipeline(Readable.from(drops(bytes, answer.drip)), response).catch(() => {});
}

const isComplete = ({ status, body, redirect }) =>
	[status, body, redirect].some((part) => part !== undefined);

async function changedNormal({ headers, patch }, normal) {
	const usual = await normal();
	// a patch must not change the accounts themselves
	const copy = () =>
		Buffer.isBuffer(usual.body) ? Buffer.from(usual.body) : structuredClone(usual.body);
	const body = patch ? patch(copy()) : usual.body;
	return { ...usual, headers: { ...usual.headers, ...headers }, body };
}

function encode({ body }, status) {
	if (Buffer.isBuffer(body)) return { bytes: body, contentType: 'application/octet-stream' };
	if (typeof body === 'string') {
		return { bytes: Buffer.from(body), contentType: 'text/plain; charset=utf-8' };
	}
	const json = body === undefined && status >= 400 ? { message: STATUS_CODES[status] } : body;
	return {
		bytes: Buffer.from(json === undefined ? '' : JSON.stringify(json)),
		contentType: 'application/json; charset=utf-8',
	};
}

async function* drops(bytes, { bytes: size, everyMs }) {
	for (let sent = 0; sent < bytes.length; sent += size) {
		yield bytes.subarray(sent, sent + size);
		await pause(everyMs);
	}
}
