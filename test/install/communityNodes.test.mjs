import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { keepFailure, takeScreenshot } from '../browser/support/screenshots.mjs';
import { createRunnable } from '../e2e/support/runnableWorkflow.mjs';
import { node } from '../e2e/support/workflows.mjs';
import { isHealthy } from './support/bareN8n.mjs';
import { CommunityNodesScreen } from './support/screen.mjs';
import { TWIN_NAME } from './support/twin.mjs';
import { createListing, createTriggered } from './support/workflows.mjs';
import { startInstallWorld } from './support/world.mjs';

const NOTHING = { nodes: [], credentials: [] };
const AURORA = {
	nodes: [`${TWIN_NAME}.aurora`, `${TWIN_NAME}.auroraTrigger`],
	credentials: ['auroraApi'],
};

/** One n8n that is never restarted; each case goes on where the last one ended. */
describe('the Community nodes screen', () => {
	let world, rest, live, page, screen;
	let credential, listing, triggered, plain;
	let failed;
	/** A case; those after a failed one are left out. */
	const step = (name, run) =>
		it(name, async (test) => {
			if (failed) return test.skip(`after the failure of: ${failed}`);
			await run();
		});
	before(async () => {
		world = await startInstallWorld();
		({ rest } = world.n8n);
		({ live } = world.sandbox);
		await world.registry.publish(world.twin.tarball);
		plain = await createRunnable(rest, [node('n8n-nodes-base.noOp', 1, { name: 'Last' })]);
	});
	after(async () => await world?.stop());
	beforeEach(async () => {
		if (failed) return;
		page = await world.browser.newPage();
		screen = new CommunityNodesScreen(page, rest.url);
		await screen.open();
	});
	afterEach(async (test) => {
		if (!page) return;
		if (!test.passed) {
			failed ??= test.name;
			await keepFailure(page, test.fullName);
		}
		await page.close();
	});

	const card = (version) => [TWIN_NAME, '2 nodes: Aurora,Aurora Trigger', `v${version}`];
	/** A new account starts the workflow of the trigger. */
	const triggersFor = async (name) => {
		const created = live.addAccount({ name });
		assert.deepEqual(await triggered.eventOf(created), created);
	};
	const assertHealthy = async () => {
		assert.ok(await isHealthy(rest.url));
		assert.equal((await plain.run()).status, 'success');
	};
	const answerOfNextVersion = () => {
		const { version } = world.nextTwin;
		return { status: 200, body: live.accounts.map((account) => ({ ...account, madeBy: version })) };
	};

	step('installs the package and lists it', async () => {
		assert.deepEqual(await screen.packages(), []);
		assert.deepEqual(await screen.knownTypes(), NOTHING);
		const { isOfferedUnread } = await screen.install(TWIN_NAME);
		assert.ok(!isOfferedUnread, 'Install waits until the risks are accepted');
		assert.deepEqual(await screen.packages(), [card(world.twin.version)]);
		await takeScreenshot(page, 'installed');
		assert.deepEqual(await screen.knownTypes(), AURORA);
	});

	step('needs no restart before the node and the trigger work', async () => {
		credential = await rest.createCredential({ data: live.credential });
		assert.equal((await rest.testCredential(credential.id)).status, 'OK');
		listing = await createListing(rest, credential);
		assert.deepEqual(await listing.call(), { status: 200, body: live.accounts });
		triggered = await createTriggered(rest, credential);
		await triggersFor('Newcomer');
	});

	step('updates the package to the next version', async () => {
		await world.registry.publish(world.nextTwin.tarball);
		await screen.open();
		assert.deepEqual(await screen.packages(), [[...card(world.twin.version), 'Update']]);
		await screen.update('New accounts');
		assert.deepEqual(await screen.packages(), [card(world.nextTwin.version)]);
		await screen.open();
		assert.deepEqual(await screen.packages(), [card(world.nextTwin.version)]);
		assert.deepEqual(await screen.knownTypes(), AURORA);
	});

	step('keeps credentials and workflows over the update, and runs the new code', async () => {
		const { count } = live.tokenService;
		assert.deepEqual(await listing.call(), answerOfNextVersion());
		assert.equal(live.tokenService.count, count, 'the stored token is used');
		await triggersFor('After the update');
	});

	step('uninstalls the package and leaves n8n healthy', async () => {
		await screen.uninstall('New accounts');
		assert.deepEqual(await screen.packages(), []);
		assert.deepEqual(await screen.knownTypes(), NOTHING);
		await assertHealthy();
	});

	step('keeps workflows and credentials of a package that is gone', async () => {
		const { status, body } = await listing.call();
		assert.equal(status, 400);
		assert.match(body.message, /Unrecognized node type/);
		const { nodes } = await rest.request('GET', `/workflows/${listing.id}`);
		assert.deepEqual(
			nodes.map(({ type }) => type),
			['n8n-nodes-base.webhook', `${TWIN_NAME}.aurora`],
		);
		assert.deepEqual(nodes[1].credentials, { auroraApi: credential });
		const credentials = await rest.request('GET', '/credentials');
		assert.deepEqual(
			credentials.map(({ id }) => id),
			[credential.id],
		);
		await page.goto(`${rest.url}/workflow/${listing.id}`, { waitUntil: 'domcontentloaded' });
		await page.locator('[data-node-name="Aurora"]').waitFor();
		await takeScreenshot(page, 'missing-node');
		await assertHealthy();
	});

	step('runs the old workflows again when the package is installed again', async () => {
		await screen.install(TWIN_NAME);
		assert.deepEqual(await screen.packages(), [card(world.nextTwin.version)]);
		assert.deepEqual(await listing.call(), answerOfNextVersion());
		await triggersFor('After the return');
	});
});
