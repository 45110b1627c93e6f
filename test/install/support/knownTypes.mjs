/**
 * What n8n knows of Aurora, as it tells the editor.
 * @param {import('playwright-core').Page} page signed in
 * @param {string} url of n8n
 * @returns {Promise<{ nodes: string[], credentials: string[] }>} names in the order of the alphabet;
 *   the tool that n8n makes of a node itself is left out
 */
export async function knownTypes(page, url) {
	const names = async (kind) => {
		const response = await page.request.get(`${url}/types/${kind}.json`);
		const all = (await response.json()).map(({ name }) => name);
		return [...new Set(all)].filter((name) => /aurora(?!.*Tool$)/i.test(name)).sort();
	};
	return { nodes: await names('nodes'), credentials: await names('credentials') };
}
