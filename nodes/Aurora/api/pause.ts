import { sleep } from 'n8n-workflow';

import { AuroraError } from '../../../lib/http/errors';

/**
 * Waits, but not a moment longer than the execution lives.
 *
 * @param ms milliseconds
 * @throws AuroraError when the execution is cancelled before or meanwhile
 */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	stopIfCancelled(signal);
	let wake = () => {};
	const cancelled = new Promise<void>((resolve) => (wake = resolve));
	signal?.addEventListener('abort', wake);
	await Promise.race([sleep(ms), cancelled]);
	signal?.removeEventListener('abort', wake);
	stopIfCancelled(signal);
}

/** @throws AuroraError when the execution is cancelled */
export function stopIfCancelled(signal?: AbortSignal): void {
	if (!signal?.aborted) return;
	throw new AuroraError('The execution was cancelled', 'Requests not yet sent were skipped.');
}
