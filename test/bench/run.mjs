// npm run bench: what the Aurora node costs, side by side with what a builder would use instead.
import fs from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../../scripts/versions.mjs';
import { chart } from './chart.mjs';
import { growth } from './growth.mjs';
import { lines, page } from './report.mjs';
import { triggerState } from './triggerState.mjs';
import { workloads } from './workloads.mjs';
import { startBenchWorld } from './world.mjs';

const world = await startBenchWorld();
try {
	const results = triggerState();
	for (const workload of workloads) results.push(...(await workload(world)));
	console.log(lines(results));
	if (process.argv.includes('--write')) {
		const docs = path.join(projectFolder, 'docs');
		fs.mkdirSync(docs, { recursive: true });
		fs.writeFileSync(path.join(docs, 'benchmarks.md'), page(results, 'benchmarks.svg'));
		fs.writeFileSync(path.join(docs, 'benchmarks.svg'), chart(await growth(world)));
		console.log('Written: docs/benchmarks.md, docs/benchmarks.svg');
	}
	const failed = results.filter(({ reached }) => !reached).length;
	console.log(`\n${results.length - failed} passed, ${failed} failed`);
	if (failed > 0) process.exitCode = 1;
} finally {
	await world.stop();
}
