import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../../scripts/ports.mjs';
import { findProgram } from './programs.mjs';
import { startServer } from '../../e2e/support/server.mjs';

const run = promisify(execFile);

const USER = 'n8n';
const DATABASE = 'postgres';

/**
 * @typedef {import('../../e2e/support/server.mjs').Server & {
 *   env: Record<string, string>,
 *   query: (sql: string) => Promise<string[][]>,
 * }} Postgres env: for n8n; query: rows of texts
 */

/**
 * Starts a PostgreSQL of its own, with an empty database, on a free loopback port.
 * @param {string} folder made; holds everything that PostgreSQL writes
 * @returns {Promise<Postgres>}
 */
export async function startPostgres(folder) {
	const account = await unprivilegedAccount();
	const password = randomBytes(12).toString('hex');
	const [data, passwordFile, logFile] = ['data', 'password', 'postgres.log'].map((name) =>
		path.join(folder, name),
	);
	fs.mkdirSync(folder);
	fs.writeFileSync(passwordFile, password);
	if (account)
		for (const each of [folder, passwordFile]) fs.chownSync(each, account.uid, account.gid);

	const options = { ...account, cwd: folder };
	await run(
		findProgram('initdb'),
		[
			'-D',
			data,
			'-U',
			USER,
			'--pwfile',
			passwordFile,
			'-A',
			'scram-sha-256',
			'-E',
			'UTF8',
			'--locale=C',
			'--no-sync',
		],
		options,
	);
	const port = await freePort();
	const output = fs.openSync(logFile, 'a');
	const server = await startServer(
		'PostgreSQL',
		findProgram('postgres'),
		// Nobody needs its files after a power cut.
		[
			'-D',
			data,
			'-p',
			String(port),
			'-c',
			'listen_addresses=127.0.0.1',
			'-c',
			'unix_socket_directories=',
			'-c',
			'fsync=off',
		],
		{
			spawnOptions: { ...options, stdio: ['ignore', output, output] },
			log: () => fs.readFileSync(logFile, 'utf8'),
			isReady: async () =>
				await run(findProgram('pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).then(
					() => true,
					() => false,
				),
		},
	);
	fs.closeSync(output);
	const connection = {
		PGHOST: '127.0.0.1',
		PGPORT: String(port),
		PGUSER: USER,
		PGPASSWORD: password,
	};
	return {
		...server,
		query: async (sql) => {
			const { stdout } = await run(findProgram('psql'), ['-At', '-d', DATABASE, '-c', sql], {
				env: { ...process.env, ...connection },
			});
			return stdout
				.split('\n')
				.filter(Boolean)
				.map((line) => line.split('|'));
		},
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: DATABASE,
			DB_POSTGRESDB_USER: USER,
			DB_POSTGRESDB_PASSWORD: password,
		},
	};
}

/** PostgreSQL refuses to run as root: Debian's package has made an account for it. */
async function unprivilegedAccount() {
	if (process.getuid() !== 0) return undefined;
	const id = async (option) => Number((await run('id', [option, 'postgres'])).stdout);
	return { uid: await id('-u'), gid: await id('-g') };
}
