import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../versions.mjs';
import { atRandom, chaosSection, everyFault, secrecySection } from './faultsSections.mjs';
import { mutationsSection } from './mutationsSection.mjs';
import { queueSection } from './queueSection.mjs';
import { versionsSection } from './versionsSection.mjs';

const FOLDER = path.join(projectFolder, 'docs/reliability');

/** Which figures each section needs. */
const SECTIONS = [
	{ write: everyFault, needs: ['operations', 'trigger'] },
	{ write: atRandom, needs: ['sequences'] },
	{ write: chaosSection, needs: ['chaos'] },
	{ write: secrecySection, needs: ['operations', 'trigger', 'sequences', 'chaos'] },
	{ write: queueSection, needs: ['queue'] },
	{ write: versionsSection, needs: ['versions'] },
	{ write: mutationsSection, needs: ['mutations'] },
];

/**
 * Keeps the figures of one run, and writes docs/reliability.md anew with those of all runs.
 * @param {string} name of the run
 * @param {object} figures JSON
 */
export function writeReliability(name, figures) {
	const format = ['log', '-1', '--format=%h, %as'];
	const commit = execFileSync('git', format, { cwd: projectFolder, encoding: 'utf8' }).trim();
	fs.mkdirSync(FOLDER, { recursive: true });
	fs.writeFileSync(fileOf(name), `${JSON.stringify({ commit, figures }, null, '\t')}\n`);
	writePage();
}

/** Writes docs/reliability.md with the figures of all runs. */
export function writePage() {
	const sections = SECTIONS.filter(({ needs }) =>
		needs.every((each) => fs.existsSync(fileOf(each))),
	).map(({ write, needs }) => {
		const figures = Object.fromEntries(needs.map((each) => [each, readReliability(each)]));
		const commits = new Set(needs.map((each) => keptOf(each).commit));
		return `${write(figures)}\nMeasured at commit ${[...commits].join('; ')}.\n`;
	});
	fs.writeFileSync(
		path.join(projectFolder, 'docs/reliability.md'),
		[INTRO, ...sections].join('\n'),
	);
	console.log('Written: docs/reliability.md');
}

/**
 * The figures that a run has kept; undefined before it.
 * @param {string} name of the run
 */
export function readReliability(name) {
	return fs.existsSync(fileOf(name)) ? keptOf(name).figures : undefined;
}

/** @returns {{ commit: string, figures: any }} */
const keptOf = (name) => JSON.parse(fs.readFileSync(fileOf(name), 'utf8'));

const fileOf = (name) => path.join(FOLDER, `${name}.json`);

const INTRO = `# Reliability

What the package does when Aurora, the network or n8n itself fails, tried out in a real n8n with the packed package. The test runs write this page themselves, with \`-- --write\`, and keep their figures in \`docs/reliability\`. Each section says which code it was measured with, and when. Unit tests come on top, with over 10,000 made-up inputs (\`test/unit/fuzz\`), in every \`npm test\`.
`;
