import { UserError } from 'n8n-workflow';

/**
 * A failure of the credential itself: its fields, the token service, or a token that nobody accepts.
 *
 * It carries no `response` and no `cause`. Without `response`, n8n doesn't take it for an expired
 * token and ask again; without `cause`, no request with its secrets travels along into stored errors.
 */
export class AuroraCredentialError extends UserError {
	/**
	 * @param message what happened, naming the field
	 * @param hint what to do about it
	 * @param retryAt epoch milliseconds before which another token request is pointless
	 */
	constructor(
		message: string,
		hint: string,
		readonly retryAt?: number,
	) {
		super(message, { description: hint.trim() });
	}

	/** A new error that says the same: n8n writes into the errors that it shows. */
	copy(): AuroraCredentialError {
		return new AuroraCredentialError(this.message, this.description ?? '', this.retryAt);
	}
}
