// npm run test:mutation: Stryker breaks the shipped code place by place, and a unit test has to notice it each time.
// Ends with `N passed, N failed`: broken places that were noticed, and that were not.
// `npm run test:mutation -- [--all | --seed <word> | <file or pattern>[:<first line>-<last line>] …] [--write]`
// Without files it breaks places chosen by chance in all of them, and prints the seed that chooses the same ones
// again; --all breaks everything, which takes hours. --write writes the figures to docs/reliability.md.
import { spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { judgeMutants } from '../test/mutation/judgeMutants.mjs';
import { ownChild } from './processes.mjs';
import { elapsed } from './progress.mjs';
import { writeReliability } from './reliability/page.mjs';
import { finish } from './stages.mjs';
import { runCommand, UserError } from './userError.mjs';
import { projectFolder, STRYKER_VERSION } from './versions.mjs';

const SHIPPED = '{credentials,lib,nodes}/**/*.ts';

/** Lines of a sample, with about 350 places to break. */
const SAMPLE_LINES = 400;

await runCommand(async () => {
	const { values, positionals } = parseArgs({
		options: { all: { type: 'boolean' }, seed: { type: 'string' }, write: { type: 'boolean' } },
		allowPositionals: true,
	});
	if (values.write && positionals.length > 0)
		throw new UserError('--write is for a sample or for --all: leave the files out.');
	const started = Date.now();
	const isSample = !values.all && positionals.length === 0;
	const seed = isSample ? (values.seed ?? String(randomInt(1_000_000))) : undefined;
	if (seed) console.log(`A sample of the code, to be had again with --seed ${seed}`);
	const mutate = values.all ? [SHIPPED] : seed ? sampleOf(seed) : positionals;
	const { files, survivors, needless } = judgeMutants(await runStryker(mutate));
	const took = elapsed(Date.now() - started);
	const sum = (name) => files.reduce((total, each) => total + each[name], 0);
	if (sum('mutants') === 0)
		throw new UserError(`There is nothing to break in ${mutate.join(' ')}.`);

	for (const { file, mutants, killed, explained } of files)
		console.log(`${file}: ${mutants} mutants, ${killed} killed, ${explained} explained`);
	for (const { file, status, line, column, code, becomes } of survivors)
		console.log(
			`\n✗ ${status}: no test fails with ${file}:${line}:${column}\n    ${code}\n  broken to\n    ${becomes}`,
		);
	const inRanges = mutate.some((name) => name.includes(':'));
	for (const { file, code } of inRanges ? [] : needless)
		console.log(
			`\nA test fails by now, test/mutation/explained.mjs need not explain ${file}: ${code}`,
		);
	if (values.write) writeReliability('mutations', { stryker: STRYKER_VERSION, seed, took, files });
	const score = ((100 * sum('killed')) / sum('mutants')).toFixed(1);
	console.log(`\nThe run took ${took} minutes. Mutation score: ${score} %`);
	finish([{ passed: sum('killed'), failed: survivors.length, skipped: 0 }]);
});

/**
 * Paragraphs of all shipped files, chosen by chance, but the same ones for the same seed: lines without a
 * blank one between them are mostly a function, a member or a table.
 * @param {string} seed
 * @returns {string[]} line ranges, as Stryker takes them
 */
function sampleOf(seed) {
	const paragraphs = fs.globSync(SHIPPED, { cwd: projectFolder }).flatMap((file) => {
		let line = 1;
		const source = fs.readFileSync(path.join(projectFolder, file), 'utf8');
		return source.split(/\n\n/).map((text) => {
			const from = line;
			const lines = text.split('\n').length;
			line += lines + 1;
			return { lines, range: `${file}:${from}-${from + lines - 1}` };
		});
	});
	const order = ({ range }) => createHash('sha256').update(`${seed} ${range}`).digest('hex');
	let left = SAMPLE_LINES;
	return paragraphs
		.sort((a, b) => (order(a) < order(b) ? -1 : 1))
		.filter(({ lines }) => (left -= lines) > 0)
		.map(({ range }) => range);
}

/**
 * Runs Stryker, which breaks a copy of the project.
 * @param {string[]} mutate files, patterns or line ranges
 * @returns {Promise<object>} its report (mutation-testing-report-schema)
 */
async function runStryker(mutate) {
	const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'aurora-mutation-'));
	process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
	const report = path.join(folder, 'report.json');
	const config = path.join(folder, 'stryker.config.json');
	const settings = {
		mutate,
		// Texts are compared word for word by test/unit/docs and the tests of messages.
		mutator: { excludedMutations: ['StringLiteral'] },
		ignorePatterns: ['/.n8n-local', '/dist', '/docs', '/scripts'],
		tempDirName: folder,
		testRunner: 'jest',
		testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
		// Each test file loads n8n-workflow anew, and jest does not give back all of its memory.
		maxTestRunnerReuse: 40,
		concurrency: 2,
		coverageAnalysis: 'perTest',
		timeoutMS: 60_000,
		dryRunTimeoutMinutes: 20,
		jest: {
			config: {
				runner: '<rootDir>/test/mutation/jestRunner.cjs',
				testEnvironment: path.join(projectFolder, 'test/mutation/jestEnvironment.cjs'),
				testPathIgnorePatterns: ['/node_modules/', '/test/unit/(docs|fuzz)/'],
			},
		},
		reporters: ['json', process.stdout.isTTY ? 'progress' : 'progress-append-only'],
		jsonReporter: { fileName: report },
		logLevel: 'warn',
		warnings: { slow: false },
	};
	fs.writeFileSync(config, JSON.stringify(settings));
	const child = spawn('stryker', ['run', config], {
		cwd: projectFolder,
		// Of the generated services as many as are quick enough for each place.
		env: { ...process.env, LISTING_SERVICES: '1000' },
		stdio: ['ignore', 'inherit', 'inherit'],
		detached: true,
	});
	ownChild(child);
	const [code, signal] = await once(child, 'exit');
	if (code !== 0 || !fs.existsSync(report))
		throw new UserError(`Stryker ended with ${signal ?? `code ${code}`}: see its own words above.`);
	return JSON.parse(fs.readFileSync(report, 'utf8'));
}
