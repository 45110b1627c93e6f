// npm start: a real n8n with this package installed, an Aurora to talk to, and the example workflows.
// `npm start -- --once` ends after the accounts have been shown.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { readExamples } from '../test/e2e/support/examples.mjs';
import { startN8n } from '../test/e2e/support/n8nHost.mjs';
import { startSandbox } from '../test/sandbox/sandbox.mjs';
import { readAuroraSettings } from './auroraSettings.mjs';
import { tryLock } from './lock.mjs';
import { ensureN8n } from './n8nInstallation.mjs';
import { buildPackage, packPackage } from './packageTarball.mjs';
import { freePort } from './ports.mjs';
import { showProgress } from './progress.mjs';
import { printTable } from './table.mjs';
import { runCommand, UserError } from './userError.mjs';
import { projectFolder } from './versions.mjs';

const localFolder = path.join(projectFolder, '.n8n-local');
// In a folder named node_modules, because the linter, whose settings n8n fixes, skips only such ones.
const dataFolder = path.join(localFolder, 'node_modules/n8n-data');
const EXAMPLE = 'list-accounts.json';
const N8N_DEFAULT_PORT = 5678;

await runCommand(async () => {
	const once = process.argv.includes('--once');
	const realAurora = readAuroraSettings(process.env);
	const lock = tryLock(path.join(localFolder, 'start.lock'));
	if ('holder' in lock) {
		throw new UserError(
			`npm start is already running (process ${lock.holder}): end it with Ctrl-C first.`,
		);
	}
	const port = await choosePort(process.env.N8N_PORT);
	await ensureN8n();
	const tarball = await showProgress('Building the package', async () => {
		await buildPackage();
		return await packPackage(localFolder);
	});
	const sandbox = realAurora ? undefined : await startSandbox({ only: ['custom'] });
	const owner = {
		email: 'owner@n8n.example',
		password: `Local-${randomBytes(4).toString('hex')}0`,
	};
	const n8n = await showProgress('Starting n8n with the package installed', async () => {
		fs.rmSync(dataFolder, { recursive: true, force: true });
		return await startN8n({ tarball, folder: dataFolder, port, owner });
	});
	try {
		const credential = await n8n.rest.createCredential({
			name: realAurora ? `Aurora (${realAurora.environment})` : 'Aurora (sandbox)',
			data: realAurora ?? sandbox.custom.credential,
		});
		const workflows = await importExamples(n8n.rest, credential);
		await showAccounts(
			n8n.rest,
			workflows.find(({ file }) => file === EXAMPLE),
		);
		if (!once) await stayOpen(n8n, owner, credential, workflows);
	} finally {
		await n8n.stop();
		await sandbox?.stop();
	}
});

/**
 * n8n's usual port if it is free, so that bookmarks stay valid; else any.
 * @param {string} [wanted] the user's choice, which must be free
 */
async function choosePort(wanted) {
	if (!wanted) return await freePort(N8N_DEFAULT_PORT);
	const port = Number(wanted);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new UserError(
			`N8N_PORT is '${wanted}': set it to a number from 1 to 65535, or not at all.`,
		);
	}
	if ((await freePort(port)) !== port) {
		throw new UserError(
			`Port ${port} (N8N_PORT) is in use: choose another one, or leave N8N_PORT unset to get a free one.`,
		);
	}
	return port;
}

async function importExamples(rest, credential) {
	const imported = [];
	for (const example of readExamples(credential)) {
		imported.push({ ...example, ...(await rest.createWorkflow(example)) });
	}
	return imported;
}

/** Runs the example in n8n and prints what its Aurora node put out. */
async function showAccounts(rest, { id, name, nodes }) {
	const trigger = nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
	const aurora = nodes.find(({ type }) => type === 'n8n-nodes-aurora.aurora');
	const execution = await rest.execute(id, trigger.name);
	const failure = execution.error();
	if (failure) {
		throw new UserError(
			['The Aurora node failed', failure.message, failure.description].filter(Boolean).join(': '),
		);
	}
	const accounts = execution.json(aurora.name);
	console.log(
		`\nWorkflow "${name}": ${accounts.length} accounts came out of the Aurora node in ${execution.durationMs} ms.\n`,
	);
	if (accounts.length > 0) printTable(accounts);
}

/** Tells how to get in and waits for Ctrl-C, which ends n8n and this process (see ownChild). */
async function stayOpen(n8n, owner, credential, workflows) {
	console.log(`
Open ${n8n.url} and sign in:
  email       ${owner.email}
  password    ${owner.password}

It has the credential "${credential.name}" and these workflows:`);
	for (const { name, id } of workflows) console.log(`  ${name}: ${n8n.url}/workflow/${id}`);
	console.log(`
This n8n is reachable from this machine only; the next npm start begins with an empty one.
Press Ctrl-C to end it.`);
	let stopping = false;
	const tell = () => {
		stopping = true;
		console.log('\nStopping n8n …');
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, tell);
	process.exitCode = 0;
	await n8n.untilEnd();
	if (!stopping) throw new UserError(`n8n ended by itself: its log is ${n8n.folder}/n8n.log.`);
}
