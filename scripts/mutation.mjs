// npm run test:mutation: Stryker breaks credentials/auroraApi and nodes/Aurora/shared place by place, and the unit
// tests of their own have to notice it each time. Ends with `N passed, N failed`: broken places that were noticed, and that were not.
// `npm run test:mutation -- [--all | --seed <word> | <file>[:<first line>-<last line>] …] [--write]`
// Without files it breaks functions chosen by chance, and prints the seed that chooses the same ones again; --all breaks
// everything, which takes about an hour. --write writes the figures to docs/reliability.md.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { judgeMutants } from '../test/mutation/judgeMutants.mjs';
import { sampleOf } from '../test/mutation/sample.mjs';
import { ownChild } from './processes.mjs';
import { elapsed } from './progress.mjs';
import { writeReliability } from './reliability/page.mjs';
import { finish } from './stages.mjs';
import { ensureStryker, STRYKER_VERSION } from './stryker.mjs';
import { runCommand, UserError } from './userError.mjs';
import { projectFolder } from './versions.mjs';

/** Folders that are broken, each with the tests that have to notice it: those of its own modules. */
const PARTS = [
	{ code: 'lib', tests: 'test/unit/lib' },
	{ code: 'nodes/Aurora', tests: 'test/unit/nodes' },
];

/** Tests with n8n's own request code, which takes seconds to load, of modules that have others. */
const SLOW_TESTS = '/(httpRequestNode|n8nRequests)\\.test\\.ts$';

/** What the unit tests need of the project. */
const COPIED = [
	'credentials',
	'lib',
	'nodes',
	'test/unit',
	'test/mutation',
	'jest.config.js',
	'package.json',
	'tsconfig.json',
];

/** Lines of a sample, with about 300 places to break. */
const SAMPLE_LINES = 400;

await runCommand(async () => {
	const { values, positionals } = parseArgs({
		options: { all: { type: 'boolean' }, seed: { type: 'string' }, write: { type: 'boolean' } },
		allowPositionals: true,
	});
	if (values.write && positionals.length > 0)
		throw new UserError('--write is for a sample or for --all: leave the files out.');
	const folders = PARTS.map(({ code }) => code);
	const strange = positionals.find(
		(name) => !folders.some((folder) => name.startsWith(`${folder}/`)),
	);
	if (strange) throw new UserError(`${strange} is in none of ${folders.join(', ')}.`);
	const stryker = await ensureStryker();
	const started = Date.now();
	const isSample = !values.all && positionals.length === 0;
	const seed = isSample ? (values.seed ?? String(randomInt(1_000_000))) : undefined;
	if (seed) console.log(`A sample of the code, to be had again with --seed ${seed}`);
	const places = seed ? sampleOf(projectFolder, folders, seed, SAMPLE_LINES) : positionals;
	const report = { files: {} };
	for (const { code, tests } of PARTS) {
		const mutate = values.all
			? [`${code}/**/*.ts`]
			: places.filter((name) => name.startsWith(`${code}/`));
		if (mutate.length === 0) continue;
		Object.assign(report.files, (await runStryker(stryker, mutate, tests)).files);
	}
	const took = elapsed(Date.now() - started);

	const { files, survivors, needless } = judgeMutants(report);
	for (const { file, mutants, killed, explained } of files)
		console.log(`${file}: ${mutants} mutants, ${killed} killed, ${explained} explained`);
	for (const { file, line, column, code, becomes } of survivors)
		console.log(
			`\n✗ no test fails with ${file}:${line}:${column}\n    ${code}\n  broken to\n    ${becomes}`,
		);
	const inRanges = places.some((name) => name.includes(':'));
	for (const { file, code } of inRanges ? [] : needless)
		console.log(
			`\nA test fails by now, test/mutation/explained.mjs need not explain ${file}: ${code}`,
		);
	if (values.write && survivors.length === 0)
		writeReliability('mutations', { stryker: STRYKER_VERSION, seed, took, files });
	const passed = files.reduce((sum, { killed }) => sum + killed, 0);
	console.log(`\nThe run took ${took} minutes.`);
	finish([{ passed, failed: survivors.length, skipped: 0 }]);
});

/**
 * Runs Stryker in a copy of the project, because it changes the files that it breaks.
 * @param {{ command: string, jestRunner: string }} stryker
 * @param {string[]} mutate files, patterns or line ranges
 * @param {string} tests folder of the tests
 * @returns {Promise<object>} its report (mutation-testing-report-schema)
 */
async function runStryker({ command, jestRunner }, mutate, tests) {
	const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'aurora-mutation-'));
	process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
	for (const name of COPIED)
		fs.cpSync(path.join(projectFolder, name), path.join(folder, name), { recursive: true });
	const packages = path.join(folder, 'node_modules');
	fs.symlinkSync(path.join(projectFolder, 'node_modules'), packages, 'junction');
	const config = {
		mutate,
		// Texts are compared word for word by test/unit/docs and the tests of messages.
		mutator: { excludedMutations: ['StringLiteral'] },
		inPlace: true,
		plugins: [jestRunner],
		testRunner: 'jest',
		testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
		// Each test file loads n8n-workflow anew, and jest does not give back all of its memory.
		maxTestRunnerReuse: 40,
		concurrency: 1,
		coverageAnalysis: 'perTest',
		timeoutMS: 3000,
		jest: {
			configFile: 'jest.config.js',
			enableFindRelatedTests: false,
			config: {
				runner: path.join(folder, 'test/mutation/jestRunner.cjs'),
				testMatch: [path.join(folder, tests, '**/*.test.ts')],
				testPathIgnorePatterns: ['/node_modules/', SLOW_TESTS],
			},
		},
		reporters: ['json', process.stdout.isTTY ? 'progress' : 'progress-append-only'],
		jsonReporter: { fileName: 'report.json' },
		logLevel: 'warn',
		warnings: { slow: false },
	};
	fs.writeFileSync(path.join(folder, 'stryker.config.json'), JSON.stringify(config));
	const child = spawn(process.execPath, [command, 'run'], {
		cwd: folder,
		stdio: ['ignore', 'inherit', 'inherit'],
		detached: true,
	});
	ownChild(child);
	const [code] = await once(child, 'exit');
	const report = path.join(folder, 'report.json');
	if (code !== 0 || !fs.existsSync(report))
		throw new UserError('Stryker stopped: see its own words above.');
	return JSON.parse(fs.readFileSync(report, 'utf8'));
}
