import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * Chooses functions, methods and constants by chance, but the same ones for the same seed.
 * @param {string} projectFolder
 * @param {string[]} folders of TypeScript files, below the project's
 * @param {string} seed
 * @param {number} lines how many lines the choice has at least
 * @returns {string[]} line ranges as Stryker takes them: `file.ts:3-9`
 */
export function sampleOf(projectFolder, folders, seed, lines) {
	const order = (part) => createHash('sha256').update(`${seed} ${part.range}`).digest('hex');
	const parts = folders
		.flatMap((folder) => filesIn(projectFolder, folder))
		.flatMap((file) => partsOf(file, fs.readFileSync(path.join(projectFolder, file), 'utf8')))
		.map((part) => ({ ...part, order: order(part) }))
		.sort((a, b) => (a.order < b.order ? -1 : 1));
	const chosen = [];
	let chosenLines = 0;
	for (const part of parts) {
		if (chosenLines >= lines) break;
		chosen.push(part.range);
		chosenLines += part.lines;
	}
	return chosen;
}

function filesIn(projectFolder, folder) {
	return fs
		.readdirSync(path.join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')));
}

/** A part ends where a bracket at the margin closes, in a class also where one a tab further does. */
function partsOf(file, source) {
	const parts = [];
	let first = 1;
	let inClass = false;
	source.split('\n').forEach((line, index) => {
		if (/^(export )?class /.test(line)) inClass = true;
		if (!/^[}\])]/.test(line) && !(inClass && line === '\t}')) return;
		if (line === '}') inClass = false;
		const last = index + 1;
		parts.push({ range: `${file}:${first}-${last}`, lines: last - first + 1 });
		first = last + 1;
	});
	return parts;
}
