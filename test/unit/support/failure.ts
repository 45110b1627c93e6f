import { AuroraCredentialError } from '../../../lib/http/credentialError';

/** The credential error that a promise ends with, or a call throws; anything else fails the test. */
export async function failureOf(
	attempt: Promise<unknown> | (() => unknown),
): Promise<AuroraCredentialError> {
	try {
		await (typeof attempt === 'function' ? attempt() : attempt);
	} catch (error) {
		expect(error).toBeInstanceOf(AuroraCredentialError);
		return error as AuroraCredentialError;
	}
	throw new Error('Nothing failed');
}

/** Message and hint of a credential error, as the user reads them. */
export async function wordsOf(attempt: Promise<unknown> | (() => unknown)): Promise<string> {
	const { message, description } = await failureOf(attempt);
	return `${message}\n${description ?? ''}`;
}
