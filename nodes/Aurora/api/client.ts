import { readSettings, type AuroraSettings } from '../../../lib/auth';
import { AuroraError } from '../../../lib/http/errors';
import { HttpResponse } from '../../../lib/http/response';
import { apiRetryPolicy, withRetries } from '../../../lib/http/retryPolicy';
import { parseUrl } from '../../../lib/util/url';

import { pause, stopIfCancelled } from './pause';
import {
	sendAuthenticated,
	type ApiAttempt,
	type ApiRequest,
	type Sender,
} from './sendAuthenticated';
import { redirectError } from './statusErrors';

const MAX_REDIRECTS = 5;

/**
 * The API for one credential in an execution, dropdown or poll; nothing else in the node sends a
 * request. A 429 makes every request of it wait.
 */
export class AuroraApiClient {
	/** No request is sent before this moment of `performance.now()`: nobody can set that clock. */
	private rateLimit?: { until: number; error: AuroraError };

	/** No wait goes on beyond this moment of `performance.now()`. */
	deadline = Infinity;

	private readonly ended = new AbortController();

	private readonly sender: Sender;

	private constructor(sender: Omit<Sender, 'signal'>) {
		const signals = [this.ended.signal, sender.cancelled].filter((each) => each !== undefined);
		this.sender = { ...sender, signal: AbortSignal.any(signals) };
	}

	/**
	 * @param itemIndex input item for which expressions in the credential are resolved
	 * @param dependsOnItem whether there are any that depend on it
	 * @throws AuroraError when no credential is selected, or one of its fields can't be used
	 */
	static async open(
		context: Sender['context'],
		itemIndex = 0,
		dependsOnItem = false,
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
		return new AuroraApiClient({ context, credential, settings, dependsOnItem, cancelled });
	}

	get settings(): AuroraSettings {
		return this.sender.settings;
	}

	/** Whether the API has asked to slow down. */
	get isLimited(): boolean {
		return this.rateLimit !== undefined;
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
		const { method = 'GET' } = request;
		const policy = { longestWait: this.longestWait, maxAttempts: request.maxRetries + 1 };
		const sleep = async (ms: number, error: AuroraError) => {
			if (error.details.isRateLimited) this.hold(error, ms);
			else await pause(ms, this.sender.signal);
		};
		let mayBeDone = false;
		return await withRetries(policy, { sleep, random: Math.random }, async () => {
			await this.untilAllowed();
			const outcome = await this.attempt({ ...request, method, mayBeDone });
			if (outcome instanceof AuroraError) {
				this.hold(outcome, outcome.details.retryAfter);
				mayBeDone ||= !isRead(method) && outcome.details.mayBeDone === true;
			}
			return outcome;
		});
	}

	/** @throws AuroraError when that takes longer than an execution can wait */
	private async untilAllowed(): Promise<void> {
		stopIfCancelled(this.sender.signal);
		const left = () => (this.rateLimit?.until ?? 0) - performance.now();
		while (left() > 0) {
			if (left() > this.longestWait) throw this.rateLimit!.error.copy();
			await pause(left(), this.sender.signal);
		}
	}

	private get longestWait(): number {
		return Math.min(apiRetryPolicy.longestWait, this.deadline - performance.now());
	}

	/** Holds back every request after a 429. @param ms milliseconds, if they are known */
	private hold(error: AuroraError, ms = 0): void {
		const until = performance.now() + ms;
		if (error.details.isRateLimited && until > (this.rateLimit?.until ?? 0))
			this.rateLimit = { until, error };
	}

	/** One try, with redirects inside the API's origin followed. */
	private async attempt(request: ApiAttempt): Promise<HttpResponse | AuroraError> {
		let { url } = request;
		const isSafe = isRead(request.method);
		for (let redirects = 0; ; redirects++) {
			const outcome = await sendAuthenticated(this.sender, { ...request, url });
			if (outcome instanceof AuroraError || isFinal(outcome, isSafe)) return outcome;
			const location = outcome.header('location');
			const target = location ? parseUrl(location, url) : undefined;
			const mayFollow = isSafe && redirects < MAX_REDIRECTS;
			if (!mayFollow || target?.origin !== this.settings.apiOrigin) {
				return redirectError(outcome, target, request.method);
			}
			url = target.href;
		}
	}
}

function isRead(method: string): boolean {
	return ['GET', 'HEAD'].includes(method);
}

/** Whether a response with a status below 400 is no redirect (RFC 9110, 15.4). */
function isFinal({ status }: HttpResponse, isSafe: boolean): boolean {
	return status < 300 || status === 304 || (status === 303 && !isSafe);
}
