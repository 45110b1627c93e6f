/**
 * A file that n8n serves to its editor, read as the editor reads it: signed in.
 * @param {import('./n8nClient.mjs').N8nClient} rest
 * @param {string} path e.g. '/types/credentials.json'
 * @returns {Promise<any>}
 */
export async function editorFile({ url, owner: { email, password } }, path) {
	const headers = { 'content-type': 'application/json', 'browser-id': 'n8n-nodes-aurora-editor' };
	const body = JSON.stringify({ emailOrLdapLoginId: email, password });
	const login = await fetch(`${url}/rest/login`, { method: 'POST', headers, body });
	const cookie = login.headers
		.getSetCookie()
		.map((each) => each.split(';')[0])
		.join('; ');
	const response = await fetch(`${url}${path}`, { headers: { ...headers, cookie } });
	if (!response.ok) throw new Error(`n8n answers GET ${path} with ${response.status}.`);
	return await response.json();
}

/**
 * What a fresh credential holds when the editor saves it: every field's default, hidden fields too,
 * and what the user typed.
 * @param {{ properties: { name: string, default: unknown }[] }} type from /types/credentials.json
 * @param {Record<string, unknown>} typed
 */
export function asTyped({ properties }, typed) {
	const defaults = properties.map((property) => [property.name, property.default]);
	return { ...Object.fromEntries(defaults), ...typed };
}
