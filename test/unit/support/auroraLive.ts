import { forgetLists } from '../../../nodes/Aurora/api/listMemory';

import { API } from './answers';
import { serve, tokenAnswer, type Answering, type Received, type Reply } from './servers';

export { networkError, type Received, type Reply } from './servers';

/** Answers every request to the API of Live. Nothing is known about its lists. */
export function liveApi(reply: Answering): Received[] {
	forgetLists();
	return serve(API, reply);
}

/**
 * Issues a token for each request to the documented token service of Live.
 *
 * @param refusal instead of each token
 * @returns the forms that were sent
 */
export function liveTokens(refusal?: Reply): Array<Record<string, string>> {
	const forms: Array<Record<string, string>> = [];
	serve('https://auth.aurora.co.uk', ({ body }) => {
		forms.push(Object.fromEntries(new URLSearchParams(body)));
		return refusal ?? tokenAnswer(`canary-token-${forms.length}`);
	});
	return forms;
}
