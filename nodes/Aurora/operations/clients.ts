import type { IExecuteFunctions } from 'n8n-workflow';

import { AuroraApiClient } from '../api/client';

import type { OperationCall } from './operation';

type Shared = Pick<OperationCall, 'client' | 'once'>;

/**
 * What input items share: a client for each distinct credential, as a credential may hold
 * expressions, and what was read with it.
 */
export class Clients {
	private readonly known = new Map<string, Shared>();

	private forAll?: Promise<Shared | undefined>;

	constructor(private readonly context: IExecuteFunctions) {}

	/** @throws AuroraError when the credential, as it is for this item, can't be used */
	async forItem(itemIndex: number): Promise<Shared> {
		const forAll = await (this.forAll ??= this.openForAll());
		return forAll ?? this.shared(await AuroraApiClient.open(this.context, itemIndex, true));
	}

	/** Ends every wait: no further request is sent. */
	end(): void {
		for (const { client } of this.known.values()) client.end();
	}

	/**
	 * What serves all items. To read the credential for each takes longer than most requests, and n8n
	 * doesn't say whether it holds expressions: an index that notices its use tells.
	 *
	 * @returns undefined when the credential depends on the item, or can't be used
	 */
	private async openForAll(): Promise<Shared | undefined> {
		let isItemUsed = false;
		const first = {
			[Symbol.toPrimitive]: () => {
				isItemUsed = true;
				return 0;
			},
		};
		const opening = AuroraApiClient.open(this.context, first as unknown as number);
		const client = await opening.catch(() => undefined);
		return client && !isItemUsed ? this.shared(client) : undefined;
	}

	private shared(client: AuroraApiClient): Shared {
		const { tokenKey, tokenHeader, apiBaseUrl } = client.settings;
		const key = [tokenKey, tokenHeader, apiBaseUrl].join(' ');
		const made = new Map<string, Promise<unknown>>();
		const once = async <T>(name: string, make: () => Promise<T>) => {
			const value = made.get(name) ?? make();
			made.set(name, value);
			return (await value) as T;
		};
		const shared = this.known.get(key) ?? { client, once };
		this.known.set(key, shared);
		return shared;
	}
}
