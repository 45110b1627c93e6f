// npm run bench: what the Aurora node costs, side by side with what a builder would use instead.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { N8N_VERSION, projectFolder } from '../../scripts/versions.mjs';
import { chart } from './chart.mjs';
import { judge } from './judge.mjs';
import { page } from './page.mjs';
import { QUESTIONS } from './questions.mjs';
import { startBenchWorld } from './world.mjs';

const { values } = parseArgs({
	options: {
		write: { type: 'boolean' },
		only: { type: 'string' },
		rounds: { type: 'string', default: '5' },
	},
});
const only = values.only?.split(',');
const asked = QUESTIONS.filter(({ name }) => !only || only.includes(name));
const figures = {};
const [, load] = os.loadavg();
let opening;
const openWorld = async () => await (opening ??= startBenchWorld());
let failed = 0;
try {
	for (const { name, title, measure, lines } of asked) {
		console.log(`\n${title}`);
		figures[name] = await measure(Number(values.rounds), openWorld);
		for (const line of lines) {
			const { goal, measured, reached } = judge(line, figures[name]);
			if (!reached) failed++;
			console.log(
				`${reached ? '✓' : '✗'} ${line.work}, ${line.against}: ${measured}; ${goal || 'no goal'}`,
			);
		}
	}
} finally {
	await (await opening)?.stop();
}
if (values.write) write();
const count = asked.flatMap(({ lines }) => lines).length;
console.log(`\n${count - failed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;

/** Questions that this run left out keep their figures. */
function write() {
	const folder = path.join(projectFolder, 'docs/benchmarks');
	const file = path.join(folder, 'figures.json');
	const earlier = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')).figures : {};
	const machine = {
		n8n: N8N_VERSION,
		node: process.versions.node,
		cores: os.cpus().length,
		load: load.toFixed(1),
		day: new Date().toISOString().slice(0, 10),
	};
	const measured = { machine, figures: { ...earlier, ...figures } };
	fs.mkdirSync(folder, { recursive: true });
	fs.writeFileSync(file, `${JSON.stringify(measured, null, '\t')}\n`);
	for (const question of QUESTIONS) {
		const own = measured.figures[question.name];
		if (own) fs.writeFileSync(path.join(folder, `${question.name}.svg`), chart(question, own));
	}
	fs.writeFileSync(path.join(projectFolder, 'docs/benchmarks.md'), page(measured));
	console.log('Written: docs/benchmarks.md, docs/benchmarks');
}
