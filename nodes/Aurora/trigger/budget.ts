import type { IPollFunctions } from 'n8n-workflow';

import { AuroraError } from '../../../lib/http/errors';
import { formatDuration } from '../../../lib/util/duration';

/** What n8n says where it never abandons a poll, in milliseconds. */
const NO_BUDGET = 300_000;

/** For how long a poll may read, in milliseconds, where n8n abandons one that takes longer. */
export function pollBudget(context: IPollFunctions): number | undefined {
	const ms = 'getPollBudgetMs' in context ? context.getPollBudgetMs() : NO_BUDGET;
	return ms === NO_BUDGET ? undefined : ms;
}

/**
 * Reads within the time that n8n gives to a poll: n8n would abandon it without a word to the user.
 *
 * @param end stops the reading
 * @throws AuroraError when the time is over
 */
export async function withinBudget<T>(
	context: IPollFunctions,
	plural: string,
	read: () => Promise<T>,
	end: () => void,
): Promise<T> {
	const budget = pollBudget(context);
	if (budget === undefined) return await read();
	const late = new Promise<never>((_, reject) => {
		AbortSignal.timeout(budget).addEventListener('abort', () => {
			end();
			reject(
				new AuroraError(
					`Reading the ${plural} takes longer than n8n allows for a poll`,
					`It was stopped after ${formatDuration(budget)}, and nothing is lost. Make the list shorter with 'Query Parameters', or raise N8N_SCHEDULER_POLL_TIMEOUT and N8N_SCHEDULER_LEASE_DURATION of n8n.`,
				),
			);
		});
	});
	return await Promise.race([read(), late]);
}
