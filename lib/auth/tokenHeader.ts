import type { IDataObject } from 'n8n-workflow';

/**
 * Which request headers carry the token. Aurora's page says `Authentication`, the standard is
 * `Authorization` (RFC 6750, 2.1); whether the page has a slip can't be told from here. Both are sent
 * by default, so it works either way.
 */
export type TokenHeader = 'both' | 'authorization' | 'authentication';

const NAMES: Readonly<Record<TokenHeader, string[]>> = {
	both: ['Authorization', 'Authentication'],
	authorization: ['Authorization'],
	authentication: ['Authentication'],
};

/**
 * Headers with the token in them, instead of whatever the user put under these names.
 *
 * @param token without `Bearer`
 */
export function withToken(headers: IDataObject, where: TokenHeader, token: string): IDataObject {
	const others = Object.entries(headers).filter(
		([name]) => !/^(authorization|authentication)$/i.test(name),
	);
	return Object.fromEntries([...others, ...NAMES[where].map((name) => [name, `Bearer ${token}`])]);
}
