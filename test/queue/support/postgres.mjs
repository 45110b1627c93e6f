import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../../scripts/ports.mjs';
import { startLoggedServer } from './loggedServer.mjs';
import { findProgram } from './programs.mjs';

const run = promisify(execFile);

const USER = 'n8n';
const DATABASE = 'postgres';

/**
 * Starts a PostgreSQL of its own, with an empty database, on a free loopback port.
 * @param {string} folder made; holds everything that PostgreSQL writes
 */
export async function startPostgres(folder) {
	const account = await unprivilegedAccount();
	const password = randomBytes(12).toString('hex');
	const [data, passwordFile] = ['data', 'password'].map((name) => path.join(folder, name));
	fs.mkdirSync(folder);
	fs.writeFileSync(passwordFile, password);
	if (account)
		for (const each of [folder, passwordFile]) fs.chownSync(each, account.uid, account.gid);

	const options = { ...account, cwd: folder };
	const encoding = ['--encoding=UTF8', '--locale=C'];
	const access = [`--username=${USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
	await run(findProgram('initdb'), [data, ...access, ...encoding, '--no-sync'], options);
	const port = String(await freePort());
	const connection = { PGHOST: '127.0.0.1', PGPORT: port, PGUSER: USER, PGPASSWORD: password };
	const settings = [
		`port=${port}`,
		'listen_addresses=127.0.0.1',
		'unix_socket_directories=',
		// Nobody needs its files after a power cut.
		'fsync=off',
	].flatMap((setting) => ['-c', setting]);
	const env = { ...process.env, ...connection };
	const isReady = async () =>
		await run(findProgram('pg_isready'), { env }).then(
			() => true,
			() => false,
		);
	const server = await startLoggedServer(
		'PostgreSQL',
		[findProgram('postgres'), '-D', data, ...settings],
		{ ...options, logFile: path.join(folder, 'postgres.log'), isReady },
	);
	return {
		...server,
		/** @param {string} sql @returns {Promise<string[][]>} rows of texts */
		query: async (sql) => {
			const args = ['-At', '-d', DATABASE, '-c', sql];
			const { stdout } = await run(findProgram('psql'), args, { env });
			return stdout
				.split('\n')
				.filter(Boolean)
				.map((line) => line.split('|'));
		},
		/** For n8n. */
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: port,
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
