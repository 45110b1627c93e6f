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
	/** Epoch milliseconds before which no request is sent. */
	private pausedUntil = 0;

	/** The response that asked for a longer wait than an execution can last, and until when. */
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
				"Open the node and choose an Aurora credential in 'Credential to connect with', or create one there.",
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

	/** Ends every wait and sends no further request: after an item has failed the whole execution. */
	end(): void {
		this.ended.abort();
	}

	/**
	 * Sends a request, and repeats it where that can help and does no harm.
	 *
	 * @returns a response with a status from 200 to 299
	 * @throws AuroraError for every other end
	 */
	async request(request: ApiRequest): Promise<HttpResponse> {
		return await withRetries(
			{ ...apiRetryPolicy, maxAttempts: request.maxRetries + 1 },
			async () => {
				await this.untilAllowed();
				const outcome = await this.attempt(request);
				if (outcome instanceof FailedAttempt) this.noteRateLimit(outcome);
				return outcome;
			},
			async (ms, { isRateLimited }) => {
				if (isRateLimited) this.pausedUntil = Math.max(this.pausedUntil, Date.now() + ms);
				else await pause(ms, this.sender.signal);
			},
		);
	}

	private async untilAllowed(): Promise<void> {
		stopIfCancelled(this.sender.signal);
		if (this.rateLimit && this.rateLimit.until > Date.now()) throw this.rateLimit.error.copy();
		for (let left = this.pausedUntil - Date.now(); left > 0; left = this.pausedUntil - Date.now()) {
			await pause(left, this.sender.signal);
		}
	}

	private noteRateLimit({ error, isRateLimited, retryAfter = 0 }: FailedAttempt): void {
		if (!isRateLimited || retryAfter <= apiRetryPolicy.longestWait) return;
		this.rateLimit = { error, until: Date.now() + retryAfter };
	}

	/** One try, with redirects inside the API's origin followed. */
	private async attempt(request: ApiRequest): Promise<HttpResponse | FailedAttempt> {
		let { url } = request;
		for (let redirects = 0; ; redirects++) {
			const outcome = await sendAuthenticated(this.sender, { ...request, url });
			if (outcome instanceof FailedAttempt || outcome.status < 300) return outcome;
			const target = parseUrl(outcome.header('location'), url);
			const mayFollow = methodOf(request) === 'GET' && redirects < MAX_REDIRECTS;
			if (!mayFollow || target?.origin !== this.settings.apiOrigin) {
				return new FailedAttempt(redirectError(outcome, target), false);
			}
			url = target.href;
		}
	}
}
