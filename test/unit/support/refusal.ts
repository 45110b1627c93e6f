import { AuroraError } from '../../../lib/http/errors';

/**
 * What a call refuses with: the sentence that says what happened, and the one that says what to do.
 *
 * @throws when nothing is refused, or with an error that isn't meant for users
 */
export function refusal(call: () => unknown): AuroraError {
	try {
		call();
	} catch (thrown) {
		return asAuroraError(thrown);
	}
	throw new Error('Nothing was refused');
}

/** The same for what comes later. */
export async function refusalOf(attempt: Promise<unknown> | (() => unknown)): Promise<AuroraError> {
	if (typeof attempt === 'function') return refusal(attempt);
	return await attempt.then(() => {
		throw new Error('Nothing was refused');
	}, asAuroraError);
}

/** Its message and description, as the user reads them. */
export async function wordsOf(attempt: Promise<unknown> | (() => unknown)): Promise<string> {
	const { message, description } = await refusalOf(attempt);
	return `${message}\n${description}`;
}

function asAuroraError(thrown: unknown): AuroraError {
	if (thrown instanceof AuroraError) return thrown;
	throw thrown as Error;
}
