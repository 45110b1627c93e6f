/** What an error status of the API means, for a request of the node and for the connection test. */
export interface StatusText {
	/** What happened; the status is added. */
	message: string;
	/** What to do about it. */
	advice: string;
	/** One sentence for the connection test, of which n8n shows no description. */
	connectionTest?: string;
}

/** What to do where nothing more exact is known. */
export const CHECK_FIELDS = 'Check the fields of this operation.';

/** Ends the advice that a response with Retry-After makes exact. */
export const TRY_LATER = 'Try again later.';

const UNAVAILABLE: StatusText = {
	message: 'The Aurora API is not available at the moment',
	advice: TRY_LATER,
	connectionTest:
		'The Aurora API is not available at the moment: the credential may be right, try again later',
};

const STATUSES: Readonly<Record<number, StatusText>> = {
	400: { message: 'Aurora could not process the request', advice: CHECK_FIELDS },
	401: {
		message: 'Aurora rejected the access token twice',
		advice:
			"Check 'Environment' and 'Send Token In' in the credential. If both are right, ask Aurora whether this client may use this address.",
		connectionTest:
			"The Aurora API rejected a newly issued token: check 'Environment' and 'Send Token In'",
	},
	403: {
		message: 'This client may not do this in Aurora',
		advice: 'Ask Aurora to allow it, or choose another credential. A new token would not help.',
		connectionTest:
			'Aurora accepted the token but does not let this client read accounts: ask Aurora to allow it',
	},
	404: {
		message: 'Not found in Aurora',
		advice: CHECK_FIELDS,
		connectionTest:
			"There is no /Accounts at this address: check 'Environment' or, for Custom, 'API Base URL'",
	},
	408: {
		message: 'Aurora did not receive the whole request in time',
		advice: `The connection may be slow. ${TRY_LATER}`,
	},
	409: {
		message: 'Aurora rejected the change because it conflicts with the current state',
		advice: 'Read the current state first, then repeat the change.',
	},
	422: { message: 'Aurora rejected the values of the request', advice: CHECK_FIELDS },
	429: {
		message: "Aurora's rate limit was reached",
		advice: "Lower 'Max Concurrent Items', or run the workflow less often.",
		connectionTest: "Aurora's rate limit was reached: try again in a minute",
	},
	500: {
		message: 'Aurora has an internal error',
		advice: `${TRY_LATER} If it repeats with the same input, check the values.`,
		connectionTest: UNAVAILABLE.connectionTest,
	},
	502: UNAVAILABLE,
	503: UNAVAILABLE,
	504: UNAVAILABLE,
};

/** The statuses that the connection test has a sentence for. */
export const testedStatuses = Object.entries(STATUSES).flatMap(([status, { connectionTest }]) =>
	connectionTest === undefined ? [] : [{ status: Number(status), message: connectionTest }],
);

/** What an error status means. */
export function apiStatusText(status: number): StatusText {
	const known = STATUSES[status];
	if (known) return known;
	return status >= 500
		? UNAVAILABLE
		: { message: 'Aurora rejected the request', advice: CHECK_FIELDS };
}
