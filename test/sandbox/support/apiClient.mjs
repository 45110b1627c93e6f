/**
 * Calls the API of an instance as a program would, with a token that it accepts.
 * @param {object} instance of the sandbox
 * @returns {(path: string, init?: RequestInit & { token?: string }) => Promise<Response>}
 */
export const apiClient =
	(instance) =>
	async (path, { token, headers, ...init } = {}) =>
		await fetch(new URL(path, instance.apiOrigin), {
			...init,
			headers: { authorization: `Bearer ${token ?? (await instance.mintToken())}`, ...headers },
		});
