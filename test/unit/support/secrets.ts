import { inspect } from 'node:util'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- tests are not shipped

/** Everything that a log, a stored execution or the editor can show of an error. */
export function everythingVisibleIn(error: unknown): string {
	return [
		inspect(error, { depth: 10, showHidden: true, getters: true }),
		JSON.stringify(error),
		String(error),
		(error as Error).stack,
	].join('\n');
}

/** The forms in which a client secret travels. */
export function formsOf(clientId: string, clientSecret: string): string[] {
	const encoded = [
		encodeURIComponent(clientSecret),
		String(new URLSearchParams([['', clientSecret]])).slice(1),
	];
	const plain = [clientSecret, ...encoded];
	return [
		...plain,
		...plain.map((secret) => Buffer.from(`${clientId}:${secret}`).toString('base64')),
	];
}
