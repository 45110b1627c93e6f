// npm test: everything that needs no running n8n. Ends with `N passed, N failed`.
import { finish, runStage } from './stages.mjs';
import { jest, nodeTest } from './testRunners.mjs';
import { runCommand } from './userError.mjs';

await runCommand(async () => {
	finish([
		runStage('type check', ['npm', 'run', '--silent', 'typecheck']),
		runStage('n8n-node lint', ['npm', 'run', '--silent', 'lint']),
		runStage('structure', ['node', 'scripts/structure.mjs']),
		runStage('build, scan of source and tarball', ['node', 'scripts/scan.mjs']),
		runStage('unit and integration tests', jest.command, { count: jest.count }),
		runStage('tests of the sandbox', nodeTest.command('test/sandbox/*.test.mjs'), {
			count: nodeTest.count,
		}),
	]);
});
