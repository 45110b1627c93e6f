import fs from 'node:fs';
import path from 'node:path';

/**
 * What the run has measured, written to the file named by AURORA_QUEUE_FIGURES after each test.
 */
const figures = {};

/**
 * @param {string} name
 * @param {unknown} value JSON
 */
export function noteFigure(name, value) {
	figures[name] = value;
	const file = process.env.AURORA_QUEUE_FIGURES;
	if (!file) return;
	fs.mkdirSync(path.dirname(file), { recursive: true });
	fs.writeFileSync(file, `${JSON.stringify(figures, null, '\t')}\n`);
}
