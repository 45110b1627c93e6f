import assert from 'node:assert/strict';
import { reactionTo } from './runs.mjs';
import { REFUSALS, sentenceOf } from './sentences.mjs';

const TOKEN_TRIES = 4;

/**
 * What holds of every execution with one item, whatever its requests met.
 * @param {{ ok: boolean, message?: string }} result
 * @param {import('./lane.mjs').Met[]} met by its requests, in order
 * @param {{ operation: string, maxRetries: number, hasToken: boolean, hosts: { api: string, token: string } }} options
 *   hasToken: before
 */
export function assertSound({ ok, message }, met, { operation, maxRetries, hasToken, hosts }) {
	const steps = met.map(({ service, fault }) => {
		return `${service}: ${fault ? reactionTo(fault, service, operation) : 'accept'}`;
	});
	const trace = `${steps.join(', ')}; ${ok ? 'good' : message}`;
	const last = steps.at(-1);
	assert.ok(last && (ok || met.at(-1).fault), trace);
	const count = (step) => steps.filter((each) => each === step).length;
	const tokenRequests = met.filter(({ service }) => service === 'token').length;
	const wanted = count('api: renew') + (hasToken ? 0 : 1);
	const inARow = steps.length - 1 - steps.findLastIndex((each) => each !== last);

	const detours = met.filter((_, at) => /detours?$/.test(steps[at]));
	const wayEnds = steps.findLastIndex((step) => /detours?$/.test(step));
	const onLastWay = (step) => steps.slice(wayEnds + 1).filter((each) => each === step).length;
	const ends = steps.findIndex((step) => /fail$|api: accept/.test(step));
	assert.ok(ends === -1 || ends === steps.length - 1, `no request after the end: ${trace}`);
	const ways = detours.length + 1;
	assert.ok(ways <= 3, `two detours at most: ${trace}`);
	assert.ok(
		count('api: retry') <= (maxRetries + 1) * ways,
		`at most ${maxRetries} retries: ${trace}`,
	);
	assert.ok(tokenRequests <= wanted * TOKEN_TRIES, `${wanted} tokens at most: ${trace}`);
	assert.equal(ok, last === 'api: accept', trace);
	if (ok) return;

	// It did not give up too soon, and says why it did.
	if (last === 'api: retry') assert.equal(onLastWay(last), maxRetries + 1, trace);
	if (last === 'token: retry') assert.equal(inARow, TOKEN_TRIES, trace);
	if (last === 'api: renew') assert.ok(count(last) > 1, trace);
	// What Get met at the address of the account tells more than what it then met at the list.
	const told = [...detours, met.at(-1)].flatMap(({ service, fault }) =>
		[operation, 'getAll'].map((each) => sentenceOf(fault, service, each, hosts[service])),
	);
	assert.ok([...told, ...(last === 'api: renew' ? REFUSALS : [])].includes(message), message);
}
