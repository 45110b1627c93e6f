// usage: node scripts/bootstrap.mjs <script> [arguments]
// Runs scripts/<script>.mjs on the project's own Node.js, after installing what is missing. Needs no package itself.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureDevPackages, nodeBinary } from './devPackages.mjs';
import { endWithParent } from './processes.mjs';
import { runCommand, UserError } from './userError.mjs';
import { projectFolder } from './versions.mjs';

await runCommand(async () => {
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major < 20 || (major === 20 && minor < 19)) {
		throw new UserError(
			`Node.js 20.19 or newer is needed, this is ${process.versions.node}: install a newer one from nodejs.org.`,
		);
	}
	await ensureDevPackages();
	const [script, ...args] = process.argv.slice(2);
	const child = spawn(nodeBinary, [path.join(projectFolder, 'scripts', `${script}.mjs`), ...args], {
		cwd: projectFolder,
		stdio: 'inherit',
		env: {
			...process.env,
			PATH: `${path.dirname(nodeBinary)}${path.delimiter}${process.env.PATH}`,
		},
	});
	endWithParent();
	// In a terminal Ctrl-C reaches the script too: this process only has to stay until the script has ended.
	process.on('SIGINT', () => {});
	for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	child.on('exit', (code, signal) => {
		process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
	});
});
