import { after, afterEach, before, beforeEach } from 'node:test';
import { startWorld } from '../../e2e/support/world.mjs';
import { Editor } from './editor.mjs';
import { keepFailure } from './screenshots.mjs';
import { openSignedInBrowser } from './signedInBrowser.mjs';

/**
 * One n8n, one Aurora and one browser for all test files; they run one after the other, each test on
 * a fresh page.
 * @type {{ world: Awaited<ReturnType<typeof startWorld>>, editor: Editor }}
 */
export const session = {};

/** A saved credential for Live. @returns {Promise<{ id: string, name: string }>} */
export async function createCredential() {
	const { rest, sandbox } = session.world;
	return await rest.createCredential({ name: 'Aurora account', data: sandbox.live.credential });
}

/** As before the first credential. */
export async function deleteCredentials() {
	const { rest } = session.world;
	for (const { id } of await rest.request('GET', '/credentials'))
		await rest.request('DELETE', `/credentials/${id}`);
}

let browser;

before(async () => {
	session.world = await startWorld();
	browser = await openSignedInBrowser(session.world.rest);
});

beforeEach(async () => {
	session.world.sandbox.reset();
	session.editor = new Editor(await browser.newPage(), session.world.rest);
	// An earlier test may have chosen the other one.
	await session.editor.useTheme('light');
});

afterEach(async (test) => {
	const page = session.editor?.page;
	if (!page) return;
	if (!test.passed) await keepFailure(page, test.fullName);
	await page.close();
});

after(async () => {
	await browser?.close();
	await session.world?.stop();
});
