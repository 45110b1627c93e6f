// npm start: a real n8n with this package installed, an Aurora to talk to, and the example workflows.
// Workflows and credentials are kept: `npm start -- --fresh` begins with an empty n8n.
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
import { PLAY_NAME, playWorkflow, startPlay } from './playAurora.mjs';
import { freePort } from './ports.mjs';
import { showProgress } from './progress.mjs';
import { printTable } from './table.mjs';
import { runCommand, UserError } from './userError.mjs';
import { projectFolder } from './versions.mjs';

const localFolder = path.join(projectFolder, '.n8n-local');
const EXAMPLE = 'list-accounts.json';
const N8N_DEFAULT_PORT = 5678;
/** The same at each start, so that credentials stay valid: token service, API, buttons. */
const SANDBOX_PORTS = [5690, 5691, 5692];

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
	const sandbox = realAurora ? undefined : await startPlayground();
	const { folder, owner } = openDataFolder(realAurora?.environment ?? 'sandbox');
	const n8n = await showProgress('Starting n8n with the package installed', async () => {
		return await startN8n({ tarball, folder, port, owner });
	});
	try {
		const credential = await saveCredential(n8n.rest, {
			name: realAurora ? `Aurora (${realAurora.environment})` : 'Aurora (sandbox)',
			data: realAurora ?? sandbox.credential,
		});
		const examples = await importMissing(n8n.rest, readExamples(credential));
		const play = sandbox && (await saveAnew(n8n.rest, sandbox.workflow));
		await showAccounts(
			n8n.rest,
			examples.find(({ file }) => file === EXAMPLE),
		);
		if (!once) await stayOpen(n8n, owner, { credential, examples, play, sandbox });
	} finally {
		await n8n.stop();
		await sandbox?.stop();
	}
});

/** The sandbox with its buttons. */
async function startPlayground() {
	const [token, api, buttons] = await Promise.all(
		SANDBOX_PORTS.map(async (port) => await freeOr(port, 'the local Aurora')),
	);
	const sandbox = await startSandbox({ only: ['custom'], ports: [token, api] });
	const play = await startPlay(sandbox.custom, buttons);
	const stop = async () => void (await Promise.all([play.stop(), sandbox.stop()]));
	return { credential: sandbox.custom.credential, workflow: playWorkflow(buttons), stop };
}

/** What is kept from one start to the next. @param {string} aurora each has a folder of its own */
function openDataFolder(aurora) {
	// In a folder named node_modules, because the linter, whose settings n8n fixes, skips only such ones.
	const folder = path.join(localFolder, 'node_modules', `n8n-data-${aurora}`);
	const file = path.join(folder, 'owner.json');
	if (process.argv.includes('--fresh') || !fs.existsSync(file)) {
		fs.rmSync(folder, { recursive: true, force: true });
		fs.mkdirSync(folder, { recursive: true });
		const password = `Local-${randomBytes(4).toString('hex')}0`;
		fs.writeFileSync(file, JSON.stringify({ email: 'owner@n8n.example', password }));
	}
	return { folder, owner: JSON.parse(fs.readFileSync(file, 'utf8')) };
}

/**
 * n8n's usual port if it is free, so that bookmarks stay valid; else any.
 * @param {string} [wanted] the user's choice, which must be free
 */
async function choosePort(wanted) {
	if (!wanted) return await freeOr(N8N_DEFAULT_PORT, 'n8n');
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

/** A port if it is free; else another one, and who uses it is told. */
async function freeOr(port, who) {
	const free = await freePort(port);
	if (free !== port) console.log(`Port ${port} is in use: ${who} takes ${free}.`);
	return free;
}

/** Saves a credential, in place of one with its name. */
async function saveCredential(rest, { name, data }) {
	const known = await rest.request('GET', '/credentials');
	const found = known.find((each) => each.name === name);
	if (!found) return await rest.createCredential({ name, data });
	await rest.updateCredential(found.id, data);
	return { id: found.id, name };
}

/** Imports the workflows that are not there, by their names. */
async function importMissing(rest, workflows) {
	const known = await rest.request('GET', '/workflows');
	const imported = [];
	for (const workflow of workflows) {
		const found = known.find(({ name }) => name === workflow.name);
		const saved = found
			? await rest.request('GET', `/workflows/${found.id}`)
			: await rest.createWorkflow(workflow);
		imported.push({ ...saved, file: workflow.file });
	}
	return imported;
}

/** Saves a workflow in place of one with its name. */
async function saveAnew(rest, workflow) {
	const known = await rest.request('GET', '/workflows');
	const found = known.find(({ name }) => name === workflow.name);
	if (found) await rest.deleteWorkflow(found.id);
	return await rest.createWorkflow(workflow);
}

/** Runs the example in n8n and prints what its Aurora node put out. */
async function showAccounts(rest, { id, name, nodes }) {
	const trigger = nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
	const aurora = nodes.find(({ type }) => type === 'n8n-nodes-aurora.aurora');
	// Whoever keeps the workflow may have changed it.
	if (!trigger || !aurora) return;
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
async function stayOpen(n8n, owner, { credential, examples, play, sandbox }) {
	const linkTo = ({ id }) => `${n8n.url}/workflow/${id}`;
	const [first, ...others] = [...examples].sort(
		(one, other) => (other.file === EXAMPLE) - (one.file === EXAMPLE),
	);
	const lines = [
		`Open ${linkTo(first)} and sign in:`,
		`  email       ${owner.email}`,
		`  password    ${owner.password}`,
		'',
		`It has the credential "${credential.name}" and more workflows:`,
		...others.map((each) => `  ${each.name}: ${linkTo(each)}`),
	];
	if (sandbox) {
		const { clientId, clientSecret, apiBaseUrl, audience, tokenUrl } = sandbox.credential;
		lines.push(
			'',
			'For a new credential of your own:',
			'  Environment     Custom',
			`  Client ID       ${clientId}`,
			`  Client Secret   ${clientSecret}`,
			`  API Base URL    ${apiBaseUrl}`,
			`  Audience        ${audience}`,
			`  Token URL       ${tokenUrl}`,
			'',
			`To change the accounts, or to make Aurora fail: "${PLAY_NAME}", ${linkTo(play)}`,
		);
	}
	console.log(`
${lines.join('\n')}

This n8n is reachable from this machine only. It is kept for the next npm start; with -- --fresh it begins empty.
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
