import type { AuroraError } from '../../../lib/http/errors';

import { refusal, refusalOf } from './refusal';

type Attempt = Promise<unknown> | (() => unknown);

/** The error for users that a promise ends with, or a call throws; anything else fails the test. */
export async function failureOf(attempt: Attempt): Promise<AuroraError> {
	return typeof attempt === 'function' ? refusal(attempt) : await refusalOf(attempt);
}

/** Its message and description, as the user reads them. */
export async function wordsOf(attempt: Attempt): Promise<string> {
	const { message, description } = await failureOf(attempt);
	return `${message}\n${description}`;
}
