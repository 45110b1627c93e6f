// npm run scan: what n8n's reviewers run on source and tarball, here without registry and network.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { withPackage } from './packageTarball.mjs';
import {
	latestRules,
	lintFolder,
	scannerRules,
	SOURCE_FILES,
	TARBALL_FILES,
} from './scanRules.mjs';
import { tarballExcess, tarballProblems } from './tarballProblems.mjs';
import { runCommand, UserError } from './userError.mjs';
import { projectFolder } from './versions.mjs';

await runCommand(async () => {
	await withPackage(async (folder, tarball) => {
		const unpacked = path.join(folder, 'unpacked');
		fs.mkdirSync(unpacked);
		execFileSync('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);

		let problems = 0;
		for (const rules of [await scannerRules(), await latestRules()]) {
			problems += await lintFolder('source', projectFolder, SOURCE_FILES, rules);
			problems += await lintFolder('tarball', unpacked, TARBALL_FILES, rules);
		}
		const inTarball = [...tarballExcess(tarball, unpacked), ...tarballProblems(unpacked)];
		console.log(`tarball contents: ${inTarball.length} problems`);
		for (const problem of inTarball) console.log(`  ${problem}`);
		problems += inTarball.length;
		if (problems > 0) throw new UserError(`The scan found ${problems} problems.`);
	});
});
