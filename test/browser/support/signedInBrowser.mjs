import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, selectors } from 'playwright-core';

/** Chromium in a container, with everything off that talks to the internet. */
const CHROMIUM_ARGUMENTS = [
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** Generous: a cold page of n8n takes 3 to 15 s on two busy cores. */
const STEP_TIMEOUT_MS = 60_000;

/**
 * Starts headless Chromium and signs in to n8n.
 * @param {import('../../e2e/support/n8nClient.mjs').N8nClient} rest
 * @returns {Promise<{ newPage: () => Promise<import('playwright-core').Page>, close: () => Promise<void> }>}
 */
export async function openSignedInBrowser({ url, owner }) {
	const executablePath = process.env.AURORA_CHROMIUM;
	if (!executablePath) throw new Error('AURORA_CHROMIUM is missing: start the tests with npm run.');
	selectors.setTestIdAttribute('data-test-id');
	const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-chromium-'));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath,
		headless: true,
		viewport: { width: 1440, height: 900 },
		locale: 'en-GB',
		timezoneId: 'UTC',
		args: CHROMIUM_ARGUMENTS,
	});
	context.setDefaultTimeout(STEP_TIMEOUT_MS);
	const data = { emailOrLdapLoginId: owner.email, password: owner.password };
	await context.request.post(`${url}/rest/login`, { data });
	return {
		newPage: async () => await context.newPage(),
		close: async () => {
			await context.close();
			fs.rmSync(profile, { recursive: true, force: true });
		},
	};
}
