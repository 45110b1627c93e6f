/**
 * A file that n8n serves to its editor, read as the editor reads it: signed in.
 * @param {import('./n8nClient.mjs').N8nClient} rest
 * @param {string} path e.g. '/types/credentials.json'
 * @returns {Promise<any>}
 */
export async function editorFile(rest, path) {
	const response = await rest.fetch(path);
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
