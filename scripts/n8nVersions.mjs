// npm run test:versions: the end-to-end tests on every n8n of N8N_RELEASES. Ends with `N passed, N failed`.
// Those of the trigger run three times on the newest, see test/e2e/triggerScheduler and triggerCursors.
// `npm run test:versions -- [--only <n8n version>] [--write] [<test file>]`
// --write writes the figures to docs/reliability.md.
import { parseArgs } from 'node:util';
import { differencesOf } from './n8nDifferences.mjs';
import { ensureN8n } from './n8nInstallation.mjs';
import { withPackage } from './packageTarball.mjs';
import { readReliability, writeReliability } from './reliability/page.mjs';
import { finish } from './stages.mjs';
import { runN8nTests } from './testRunners.mjs';
import { runCommand } from './userError.mjs';
import { N8N_RELEASES } from './versions.mjs';

await runCommand(async () => {
	const { values, positionals } = parseArgs({
		options: { only: { type: 'string' }, write: { type: 'boolean' } },
		allowPositionals: true,
	});
	const versions = values.only ? [values.only] : N8N_RELEASES.map(({ version }) => version);
	for (const version of versions) await ensureN8n(version);
	const results = await withPackage(() =>
		versions.map((version) => testOn(version, positionals[0])),
	);
	if (values.write) writeReliability('versions', withEarlier(results));
	finish(results.map(({ counts }) => counts));
});

/** The versions that this run left out keep their results. @param {{ n8n: string }[]} results */
function withEarlier(results) {
	const earlier = readReliability('versions') ?? [];
	return N8N_RELEASES.map(({ version }) =>
		[...results, ...earlier].find(({ n8n }) => n8n === version),
	).filter(Boolean);
}

/**
 * @param {string} version of n8n
 * @param {string} [files] pattern of the test files; all end-to-end tests when absent
 */
function testOn(version, files = 'test/e2e/*.test.mjs') {
	const { node } = N8N_RELEASES.find((release) => release.version === version);
	const leftOut = differencesOf(version);
	process.env.AURORA_N8N_VERSION = version;
	const name = `n8n ${version} on Node.js ${node}`;
	console.log(`\n== ${name}`);
	for (const { test, reason } of leftOut) console.log(`left out: ${test} (${reason})`);
	const more = leftOut.map(({ test }) => `--test-skip-pattern=${test}`);
	const counts = runN8nTests(name, files, { more });
	const day = new Date().toISOString().slice(0, 10);
	return { n8n: version, node, day, leftOut, counts };
}
