import type { IPollFunctions } from 'n8n-workflow';

import { AuroraError } from '../../../lib/http/errors';
import { formatDuration } from '../../../lib/util/duration';

/** What n8n says where it never abandons a poll. */
const NO_BUDGET = 300_000;

/** How long a poll may take where n8n abandons one that takes longer, in milliseconds. */
export function pollBudget(context: IPollFunctions): number | undefined {
	const ms = 'getPollBudgetMs' in context ? context.getPollBudgetMs() : NO_BUDGET;
	return ms === NO_BUDGET ? undefined : ms;
}

/**
 * What was read, if it comes in time: n8n would abandon the poll without a word to the user.
 *
 * @throws AuroraError when the time of the poll is over
 */
export async function inTime<T>(context: IPollFunctions, reading: Promise<T>): Promise<T> {
	const budget = pollBudget(context);
	if (budget === undefined) return await reading;
	const late = new AuroraError(
		'Reading the list takes longer than n8n allows for a poll',
		`It was stopped after ${formatDuration(budget)}, and nothing is lost. Make the list shorter with 'Query Parameters', or raise N8N_SCHEDULER_POLL_TIMEOUT and N8N_SCHEDULER_LEASE_DURATION of n8n.`,
	);
	const end = new Promise<never>((_, reject) => {
		AbortSignal.timeout(budget).addEventListener('abort', () => reject(late));
	});
	return await Promise.race([reading, end]);
}
