import { readSettings, type AuroraSettings } from '../../../lib/auth';
import { AuroraError } from '../../../lib/http/errors';
import { HttpResponse } from '../../../lib/http/response';
import { apiRetryPolicy, FailedAttempt, withRetries } from '../../../lib/http/retryPolicy';
import { parseUrl } from '../../../lib/util/url';

import { pause, stopIfCancelled } from './pause';
import { methodOf, sendAuthenticated, type ApiRequest, type Sender } from './sendAuthenticated';
import { redirectError } from './statusErrors';

const MAX_REDIRECTS = 5;

/**
 * The API for one credential in an execution, dropdown or poll; nothing else in the node sends a
 * request. A 429 makes every request of it wait.
 */
export class AuroraApiClient {
	/** No request is sent before this moment of `performance.now()`: nobody can set that clock. */
	private pausedUntil = 0;

	/** The response that asked for a longer wait than an execution can last, and until when (same clock). */
	private rateLimit?: { error: AuroraError; until: number };

	private readonly ended = new AbortController();

	private readonly sender: Sender;

	private constructor(sender: Omit<Sender, 'signal'>) {
		const { cancelled } = sender;
		const signals = [this.ended.signal, ...(cancelled ? [cancelled] : [])];
		this.sender = { ...sender, signal: AbortSignal.any(signals) };
	}

	/**
	 * @param itemIndex input item for which expressions in the credential are resolved
	 * @param isOfItem whether there are any that depend on it
	 * @throws AuroraError when no credential is selected, or one of its fields can't be used
	 */
	static async open(
		context: Sender['context'],
		itemIndex = 0,
		isOfItem = false,
	): Promise<AuroraApiClient> {
		const selected = context.getNode().credentials?.auroraApi;
		if (!selected) {
			throw new AuroraError(
				'No credential is selected in the Aurora node',
				"Choose or create one in 'Credential', at the top of the node.",
			);
		}
		const data = await context.getCredentials('auroraApi', itemIndex);
		const { id, name } = selected;
		const credential = { id: id ?? '', name, type: 'auroraApi', data };
		const cancelled =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
		const settings = readSettings(data);
		return new AuroraApiClient({ context, credential, settings, isOfItem, cancelled });
	}

	get settings(): AuroraSettings {
		return this.sender.settings;
	}

	/** Whether the API has asked to slow down. */
	get isLimited(): boolean {
		return this.pausedUntil > 0;
	}

	/** Ends every wait and sends no further request: after an item has failed the whole execution. */
	end(): void {
		this.ended.abort();
	}

	/**
	 * Sends a request, and repeats it where that can help and does no harm.
	 *
	 * @returns a response with a status from 200 to 299, 304, or 303 (`Location` tells where the outcome
	 *   of a request other than GET and HEAD is found)
	 * @throws AuroraError for every other end
	 */
	async request(request: ApiRequest): Promise<HttpResponse> {
		let mayBeDone = false;
		return await withRetries(
			{ ...apiRetryPolicy, maxAttempts: request.maxRetries + 1 },
			async () => {
				await this.untilAllowed();
				const outcome = await this.attempt({ ...request, mayBeDone });
				if (outcome instanceof FailedAttempt) {
					this.noteRateLimit(outcome);
					mayBeDone ||= outcome.failure.mayBeDone === true;
				}
				return outcome;
			},
			async (ms, { failure }) => {
				if (failure.isRateLimited)
					this.pausedUntil = Math.max(this.pausedUntil, performance.now() + ms);
				else await pause(ms, this.sender.signal);
			},
		);
	}

	private async untilAllowed(): Promise<void> {
		stopIfCancelled(this.sender.signal);
		const { rateLimit } = this;
		if (rateLimit && rateLimit.until > performance.now()) throw rateLimit.error.copy();
		const left = () => this.pausedUntil - performance.now();
		while (left() > 0) await pause(left(), this.sender.signal);
	}

	private noteRateLimit({ error, failure }: FailedAttempt): void {
		const { isRateLimited, retryAfter = 0 } = failure;
		if (!isRateLimited || retryAfter <= apiRetryPolicy.longestWait) return;
		this.rateLimit = { error, until: performance.now() + retryAfter };
	}

	/** One try, with redirects inside the API's origin followed. */
	private async attempt(request: ApiRequest): Promise<HttpResponse | FailedAttempt> {
		let { url } = request;
		const isRead = ['GET', 'HEAD'].includes(methodOf(request));
		for (let redirects = 0; ; redirects++) {
			const outcome = await sendAuthenticated(this.sender, { ...request, url });
			if (outcome instanceof FailedAttempt || isFinal(outcome, isRead)) return outcome;
			const target = parseUrl(outcome.header('location'), url);
			const mayFollow = isRead && redirects < MAX_REDIRECTS;
			if (!mayFollow || target?.origin !== this.settings.apiOrigin) {
				return new FailedAttempt(redirectError(outcome, target));
			}
			url = target.href;
		}
	}
}

/** Whether a response with a status below 400 is no redirect (RFC 9110, 15.4). */
function isFinal({ status }: HttpResponse, isRead: boolean): boolean {
	return status < 300 || status === 304 || (status === 303 && !isRead);
}
