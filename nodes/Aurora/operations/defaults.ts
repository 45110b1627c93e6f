/** What holds when an option is left out. */
export const DEFAULTS = {
	/** Seconds that an answer may take until it is complete. */
	timeout: 60,
	/** Repetitions of a request after the first try. */
	maxRetries: 4,
	/** Input items that are worked on at the same time; `npm run bench` shows what is best. */
	requestsAtOnce: 50,
} as const;
