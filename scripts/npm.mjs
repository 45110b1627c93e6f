import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { showProgress } from './progress.mjs';
import { UserError } from './userError.mjs';

const MAX_FAILURES_AT_START = 3;

const OPTIONS = [
	'--no-audit',
	'--no-fund',
	'--loglevel=http',
	// More and shorter pauses than npm's two of 10 and 60 s.
	'--fetch-retries=4',
	'--fetch-retry-mintimeout=1000',
	'--fetch-retry-maxtimeout=5000',
];

const REGISTRY_UNREACHABLE = (code) =>
	`the npm registry could not be reached (${code}): check the network, proxy and npm settings, then run the command again.`;

/** What npm prints for causes that the user can do something about, and what to say then. */
const CAUSES = [
	[
		/\b(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR)\b/,
		REGISTRY_UNREACHABLE,
	],
	[/\b(ENOSPC)\b/, () => 'the disk is full: free some space, then run the command again.'],
	[
		/\b(EACCES|EPERM|EROFS)\b/,
		(code) => `a folder could not be written (${code}): check its owner and permissions.`,
	],
	[
		/\b(E40[134]|ETARGET|E5\d\d)\b/,
		(code) => `the npm registry refused a download (${code}): check which registry npm is set to.`,
	],
	[
		/\b(EINTEGRITY)\b/,
		() => 'a download was damaged: run `npm cache clean --force`, then the command again.',
	],
];

/**
 * The environment for starting npm: without this checkout's own tools in PATH, so that npm runs on
 * the machine's Node.js and may replace node_modules.
 * @returns {NodeJS.ProcessEnv}
 */
export function npmEnvironment() {
	const folders = (process.env.PATH ?? '').split(path.delimiter);
	const isTools = (folder) => folder.endsWith(path.join('node_modules', '.bin'));
	return { ...process.env, PATH: folders.filter((f) => !isTools(f)).join(path.delimiter) };
}

/**
 * Runs npm and shows that it is at work: what, for how long, how many downloads.
 * @param {string[]} args
 * @param {object} options
 * @param {string} options.cwd
 * @param {string} options.what what is being done, e.g. 'Installing n8n'
 * @param {string} [options.hint] how long it takes and how often
 * @throws {UserError} one sentence that tells why npm failed and what to do
 */
export async function runNpm(args, { cwd, what, hint }) {
	const npm = spawn('npm', [...args, ...OPTIONS], {
		cwd,
		env: npmEnvironment(),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const seen = watchOutput(npm);
	// A signal that reached only this process (Ctrl-C in a terminal reaches npm as well).
	const pass = (signal) => npm.kill(signal);
	process.once('SIGINT', pass).once('SIGTERM', pass);
	const work = async () => {
		const [code, signal] = await once(npm, 'close').catch((error) => [error]);
		if (code !== 0) throw new UserError(`${what} failed: ${explain(code, signal, seen)}`);
	};
	const detail = () => (seen.downloads > 0 ? `${seen.downloads} downloads` : '');
	try {
		await showProgress(hint ? `${what} (${hint})` : what, work, detail);
	} finally {
		process.off('SIGINT', pass).off('SIGTERM', pass);
	}
}

/**
 * What npm prints, and what that tells. Ends npm when it reaches no registry at all: it would go on
 * like this for minutes, one package after the other.
 * @typedef {{ output: string, downloads: number, unreachable?: string }} Seen
 * @param {import('node:child_process').ChildProcess} npm
 * @returns {Seen}
 */
function watchOutput(npm) {
	const seen = { output: '', downloads: 0, unreachable: undefined };
	const read = (chunk) => {
		seen.downloads += chunk.toString().match(/npm http (fetch \w+ \d{3}|cache) /g)?.length ?? 0;
		seen.output = (seen.output + chunk).slice(-200_000);
		if (seen.downloads > 0) return;
		const failures = [...seen.output.matchAll(/npm http fetch .* failed with (\w+)/g)];
		if (failures.length < MAX_FAILURES_AT_START) return;
		seen.unreachable = failures[0][1];
		npm.kill();
	};
	npm.stdout.on('data', read);
	npm.stderr.on('data', read);
	return seen;
}

/**
 * One sentence for why npm failed.
 * @param {number | Error} code
 * @param {string | null} signal
 * @param {Seen} seen
 */
function explain(code, signal, { output, unreachable }) {
	if (code?.code === 'ENOENT') return 'npm was not found: install Node.js with npm.';
	if (code instanceof Error) return code.message;
	if (unreachable) return REGISTRY_UNREACHABLE(unreachable);
	if (signal) return 'it was interrupted; run the command again.';
	const errors = output
		.split('\n')
		.filter((line) => /npm (error|ERR!)/.test(line))
		.join('\n');
	for (const [pattern, sentence] of CAUSES) {
		const found = errors.match(pattern)?.[1];
		if (found) return sentence(found);
	}
	const log = errors.match(/\S+debug-0\.log/)?.[0];
	return `npm stopped with a problem${log ? `, its log is ${log}` : `: ${errors.slice(0, 300)}`}`;
}
