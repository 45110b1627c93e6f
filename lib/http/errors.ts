import { UserError } from 'n8n-workflow';

/** What is known of a failure beside its words. */
export interface ErrorDetails {
	/** Status of the response, if there was one. */
	status?: number;
	/** The same request may succeed later, and may be sent again without harm. */
	isRetryable?: boolean;
	/** Milliseconds that the service asks to wait before that. */
	retryAfter?: number;
	/** The wait holds for every request to the service, and nothing was carried out. */
	isRateLimited?: boolean;
	/** It may have been carried out although nobody says so. */
	mayBeDone?: boolean;
}

/**
 * The package's only error: a sentence that says what happened, and a description that says what to do.
 *
 * It carries no `response` and no `cause`. Without `response`, n8n doesn't take it for an expired
 * token and ask again; without `cause`, no request with its secrets travels along into stored errors.
 */
export class AuroraError extends UserError {
	declare description: string;

	/**
	 * @param message what happened, naming the field in single quotes
	 * @param description what to do about it; may quote the service
	 */
	constructor(
		message: string,
		description: string,
		readonly details: ErrorDetails = {},
	) {
		super(message, { description: description.trim() });
	}

	get status(): number | undefined {
		return this.details.status;
	}

	get isRetryable(): boolean {
		return this.details.isRetryable === true;
	}

	/** A new error that says the same: n8n writes into the errors that it shows. */
	copy(): AuroraError {
		return new AuroraError(this.message, this.description, this.details);
	}
}
