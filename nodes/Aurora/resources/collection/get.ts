import { isRecord, parseJson } from '../../../../lib/util/json';
import { AuroraError } from '../../../../lib/http/errors';
import { notJsonFailure } from '../../api/statusErrors';
import type { ApiResponse } from '../../../../lib/http/response';
import type { Operation } from '../../operations/operation';
import { optionsField } from '../../operations/optionFields';
import { itemsOf } from '../../operations/items';

import { accountLocator } from './locator';
import { accountUrl } from './urls';

/** Gets one account by its id. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get account',
	description: 'Retrieve one account, chosen from a list or by its ID',
	fields: [accountLocator, optionsField()],
	async run({ client, locator, ...call }) {
		const options = call.options();
		const id = String(locator('accountId') ?? '').trim();
		const url = accountUrl(client.settings, id, options.query);
		try {
			return itemsOf([accountIn(await client.request({ ...options.request, url }))]);
		} catch (thrown) {
			return await Promise.reject(notFound(thrown, id));
		}
	},
};

/** Names under which an envelope may hold the one record. */
const RECORD_NAMES = ['data', 'account', 'item', 'result', 'value', 'record'];

function accountIn(response: ApiResponse): Record<string, unknown> {
	const body = response.body.length === 0 ? {} : parseJson(response.text());
	if (body === undefined) throw notJsonFailure(response);
	const record = Array.isArray(body) && body.length === 1 ? (body[0] as unknown) : body;
	if (!isRecord(record) || Object.keys(record).length === 0) {
		throw new AuroraError(
			'Aurora answered without an account',
			'The address of one account is a convention, Aurora does not document it. Use Search or Get Many instead.',
			response.status,
		);
	}
	const inner = RECORD_NAMES.map((name) => record[name]).find(isRecord);
	return inner && !('id' in record) ? inner : record;
}

function notFound(thrown: unknown, id: string): unknown {
	if (!(thrown instanceof AuroraError) || thrown.httpCode !== 404) return thrown;
	return new AuroraError(
		`There is no account with the ID '${id.slice(0, 80)}'`,
		`Check the ID in 'Account', and that 'Environment' in the credential is the one that the account is in. ${thrown.hint.replace('Check the fields of this operation.', '').trim()}`,
		404,
	);
}
