import { documented, type DocumentedEnvironment } from './documentedAddresses';
import { serve, tokenAnswer, type Received, type Reply } from './servers';

/** Another origin than Aurora's. */
export const ELSEWHERE = 'https://elsewhere.example';
/** A good answer of the API. */
export const accounts: Reply = [200, [{ id: 1 }]];

/**
 * The documented servers of an environment, and one elsewhere. The API takes every token that is not
 * revoked.
 */
export class AuroraServers {
	private readonly revoked = new Set<string>();

	api: (request: Received) => Reply = ({ headers }) =>
		this.revoked.has(headers.authorization) ? [401, {}] : accounts;

	token: () => Reply = () => tokenAnswer(`canary-token-${++issued}`, 3600);

	readonly tokenRequests: Received[];
	readonly apiRequests: Received[];
	readonly elsewhere = serve(ELSEWHERE, () => accounts);

	constructor(readonly name: DocumentedEnvironment) {
		const { tokenUrl, api } = documented[name];
		this.tokenRequests = serve(new URL(tokenUrl).origin, () => this.token());
		this.apiRequests = serve(api, (request) => this.api(request));
	}

	/** The documented request. */
	get url() {
		return `${documented[this.name].api}/Accounts?orderBy=id%20asc`;
	}

	get latestToken() {
		return `canary-token-${issued}`;
	}

	/** Token requests and API requests since the last count. */
	count(): [number, number] {
		const counts: [number, number] = [this.tokenRequests.length, this.apiRequests.length];
		this.tokenRequests.length = 0;
		this.apiRequests.length = 0;
		return counts;
	}

	/** From now on the API refuses the token that was issued last. */
	revoke(): void {
		this.revoked.add(`Bearer ${this.latestToken}`);
	}
}
let issued = 0;

/** What a request fails with. */
export const failureOfRequest = async (request: Promise<unknown>) =>
	await request.then(
		() => {
			throw new Error('Nothing failed');
		},
		(error: Error & { description?: string }) => error,
	);
