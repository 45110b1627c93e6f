import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { editorFile } from '../../e2e/support/editor.mjs';
import { decodeExecution } from '../../e2e/support/execution.mjs';
import { poll } from '../../e2e/support/n8nClient.mjs';
import { auroraNode, chain, manualTrigger, webhook } from '../../e2e/support/workflows.mjs';
import { pushedToEditor } from './editorSession.mjs';
import { comingFaults, faults } from './faults.mjs';
import { canariesIn, isCanaryToken, newSecret } from './secrets.mjs';

/** Executions that are looked at over REST too, of each workflow. */
const OVER_REST = 5;

/**
 * Searches for client secrets and tokens in everything that n8n wrote or told, and proves that the
 * search would find one.
 * @param {import('./world.mjs').FaultWorld} world
 * @param {import('./figures.mjs').Figures} figures
 */
export async function searchEverything(world, figures) {
	const tokens = world.lanes.flatMap(({ instance }) =>
		instance.api.requests.map(({ headers }) => headers.authorization?.replace('Bearer ', '')),
	);
	assert.ok(tokens.length > 0 && tokens.every(isCanaryToken), 'every token is a canary');

	const pushed = await pushOfBadExecutions(world);
	await askAsTheEditor(world);
	const log = world.n8n.log();
	const files = databaseFiles(world.stored);
	const cells = searchDatabase(world.stored);
	const found = {
		log: canariesIn(log),
		'database files': files.flatMap(canariesIn),
		'database, decoded': cells.hits,
		'answers of n8n': world.answers.hits,
		'pushed to the editor': canariesIn(pushed.join('\n')),
	};
	for (const [place, canaries] of Object.entries(found)) assert.deepEqual(canaries, [], place);
	const bytes = files.reduce((sum, file) => sum + file.length, 0);
	figures.set('searched: log of n8n at level debug, MB', megabytes(log.length));
	figures.set('searched: database files, MB', megabytes(bytes));
	figures.set('searched: values of the database', cells.count);
	figures.set('searched: stored executions, decoded', cells.executions);
	figures.set('searched: answers of n8n over HTTP', world.answers.count);
	figures.set('searched: messages pushed to an open editor', pushed.length);
	figures.set('canaries found', 0);
	await provePlantedAreFound(world, log, figures);
}

/** Executions by hand with an open editor, good and bad. */
async function pushOfBadExecutions({ rest, startLane }) {
	const lane = await startLane();
	const options = { maxRetries: 0 };
	const parameters = { resource: 'account', operation: 'getAll', returnAll: true, options };
	const { id } = await rest.createWorkflow(
		chain([manualTrigger(), auroraNode({ credential: lane.credential, parameters })]),
	);
	const messages = [];
	for (const [service, name] of [
		['token', 'status 400'],
		['api', 'status 401'],
		['api', 'reset in mid-body'],
	]) {
		const fault = faults.find((each) => each.name === name);
		await lane.renewCredential();
		lane.arm({ [service]: comingFaults({ fault, often: 'for ever' }) });
		messages.push(...(await pushedToEditor(rest, id, 'Manual Trigger')));
	}
	assert.ok(messages.some((message) => message.includes('rejected the access token')));
	return messages;
}

/** Asks for what the editor shows; `world.answers` looks at each answer. */
async function askAsTheEditor({ rest, stored }) {
	for (const file of ['/types/nodes.json', '/types/credentials.json']) await editorFile(rest, file);
	await rest.request('GET', '/credentials?includeScopes=true');
	for (const { id } of stored.rows('select id from credentials_entity')) await rest.credential(id);
	await rest.request('GET', '/workflows');
	for (const { id } of stored.rows('select id from workflow_entity')) {
		await rest.request('GET', `/workflows/${id}`);
		const newest = stored.rows(
			'select id from execution_entity where workflowId = ? order by id desc limit ?',
			id,
			OVER_REST,
		);
		for (const execution of newest) await rest.request('GET', `/executions/${execution.id}`);
	}
}

/** The database as bytes. Text that is split over two pages is left to `searchDatabase`. */
function databaseFiles({ file }) {
	return [file, `${file}-wal`]
		.filter((name) => fs.existsSync(name))
		.map((name) => fs.readFileSync(name));
}

/** Every value of every table, the encrypted credentials too; executions also in their decoded form. */
function searchDatabase(stored) {
	const result = { hits: [], count: 0, executions: 0 };
	const tables = stored.rows("select name from sqlite_master where type = 'table'");
	for (const { name } of tables) {
		for (const row of stored.each(`select * from "${name}"`)) {
			for (const [column, value] of Object.entries(row)) {
				if (value === null || typeof value === 'number') continue;
				result.count += 1;
				const found = canariesIn(Buffer.from(value));
				if (found.length) result.hits.push(`${name}.${column}: ${found.join()}`);
			}
			if (name !== 'execution_data') continue;
			result.executions += 1;
			const found = canariesIn(JSON.stringify(decodeExecution(row).data));
			if (found.length) result.hits.push(`${name}, decoded: ${found.join()}`);
		}
	}
	return result;
}

/** A secret in each form, where n8n stores and answers it. */
async function provePlantedAreFound({ rest, stored, answers }, log, figures) {
	const secret = newSecret();
	const forms = {
		plain: secret,
		'in base64': Buffer.from(`some-client:${secret}`).toString('base64'),
		'URL-encoded': new URLSearchParams({ secret }).toString(),
		'JSON-escaped': JSON.stringify({ secret }),
	};
	const path = randomUUID();
	const { id } = await rest.createWorkflow(chain([webhook(path)]));
	await rest.activate(id);
	const middle = log.length / 2;
	for (const [form, planted] of Object.entries(forms)) {
		const known = answers.hits.length;
		await rest.callWebhook(path, { body: { planted } });
		const execution = await poll(
			'the planted execution',
			async () =>
				stored.rows(
					"select d.* from execution_data d join execution_entity e on e.id = d.executionId where e.workflowId = ? and e.status = 'success' order by e.id desc",
					id,
				)[0],
		);
		await rest.request('GET', `/executions/${execution.executionId}`);
		const found = {
			'in the database': canariesIn(execution.data),
			'in a decoded execution': canariesIn(JSON.stringify(decodeExecution(execution).data)),
			'in an answer of n8n': answers.hits.slice(known),
			'in the log': canariesIn(log.slice(0, middle) + planted + log.slice(middle)),
		};
		for (const [place, canaries] of Object.entries(found))
			assert.ok(canaries.length > 0, `${form} ${place}`);
		figures.count('planted secrets found');
	}
	assert.ok(databaseFiles(stored).some((bytes) => canariesIn(bytes).length > 0));
}

const megabytes = (bytes) => Math.round(bytes / 1_000_000);
