// npm test: everything that needs no running n8n. Ends with `N passed, N failed`.
import { finish, runStage } from './stages.mjs';
import { jest, nodeTest } from './testRunners.mjs';
import { runCommand } from './userError.mjs';

await runCommand(async () => {
	finish([
		await runStage('type check', ['npm', 'run', '--silent', 'typecheck']),
		await runStage('n8n-node lint', ['npm', 'run', '--silent', 'lint']),
		await runStage('structure', ['node', 'scripts/structure.mjs']),
		await runStage('build', ['npm', 'run', '--silent', 'build']),
		await runStage('scan of source and tarball', ['node', 'scripts/scan.mjs', '--built']),
		await runStage('unit and integration tests', jest.command, { count: jest.count }),
		await runStage('tests of the sandbox', nodeTest.command('test/sandbox/*.test.mjs'), {
			count: nodeTest.count,
		}),
	]);
});
