import { freePort } from '../../../scripts/ports.mjs';

/** A loopback address at which nobody listens, e.g. 'http://127.0.0.1:41234'. */
export async function closedAddress() {
	return `http://127.0.0.1:${await freePort()}`;
}
