import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach } from 'node:test';
import { chromium, selectors } from 'playwright-core';
import { startWorld } from '../../e2e/support/world.mjs';
import { Editor } from './editor.mjs';
import { keepFailure } from './screenshots.mjs';

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
 * One n8n, one Aurora and one browser for all test files; they run one after the other, each test on
 * a fresh page.
 * @type {{ world: Awaited<ReturnType<typeof startWorld>>, editor: Editor }}
 */
export const session = {};

let profile, context;

before(async () => {
	const executablePath = process.env.AURORA_CHROMIUM;
	if (!executablePath) throw new Error('Start these tests with `npm run test:browser`.');
	selectors.setTestIdAttribute('data-test-id');
	session.world = await startWorld();
	profile = fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-chromium-'));
	context = await chromium.launchPersistentContext(profile, {
		executablePath,
		headless: true,
		viewport: { width: 1440, height: 900 },
		locale: 'en-GB',
		timezoneId: 'UTC',
		args: CHROMIUM_ARGUMENTS,
	});
	context.setDefaultTimeout(STEP_TIMEOUT_MS);
	const { url, owner } = session.world.rest;
	const data = { emailOrLdapLoginId: owner.email, password: owner.password };
	await context.request.post(`${url}/rest/login`, { data });
});

beforeEach(async () => {
	session.world.sandbox.reset();
	const page = await context.newPage();
	// An earlier test may have chosen the other one.
	await page.addInitScript(() => localStorage.setItem('N8N_THEME', 'light'));
	session.editor = new Editor(page, session.world.rest);
});

afterEach(async (test) => {
	const page = session.editor?.page;
	if (!page) return;
	if (!test.passed) await keepFailure(page, test.fullName);
	await page.close();
});

after(async () => {
	await context?.close();
	await session.world?.stop();
	if (profile) fs.rmSync(profile, { recursive: true, force: true });
});
