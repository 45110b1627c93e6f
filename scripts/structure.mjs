// usage: node scripts/structure.mjs: who imports whom in the shipped code, and how long its files are.
import fs from 'node:fs';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import { forbidden } from './structureRules.mjs';
import { runCommand, UserError } from './userError.mjs';
import { projectFolder } from './versions.mjs';

const MAX_LINES = 200;

await runCommand(async () => {
	const { output } = await cruise(['credentials', 'lib', 'nodes', 'index.ts'], {
		validate: true,
		ruleSet: { forbidden },
		baseDir: projectFolder,
		doNotFollow: { path: 'node_modules' },
		// Types count too.
		tsPreCompilationDeps: true,
	});
	const { violations, totalDependenciesCruised } = output.summary;
	const problems = violations.map(
		({ rule, from, to, cycle }) =>
			`${rule.name}: ${[from, ...(cycle?.map(({ name }) => name) ?? [to])].join(' → ')}`,
	);
	for (const file of fs.globSync('{credentials,lib,nodes}/**/*.ts', { cwd: projectFolder })) {
		const lines = fs.readFileSync(path.join(projectFolder, file), 'utf8').split('\n').length - 1;
		if (lines > MAX_LINES) problems.push(`${file} has ${lines} lines, more than ${MAX_LINES}`);
	}
	if (totalDependenciesCruised === 0) problems.push('no import was found');
	for (const problem of problems) console.log(problem);
	if (problems.length > 0) throw new UserError(`${problems.length} problems with the structure.`);
});
