import fs from 'node:fs';
import path from 'node:path';

/** What a test file measured, for docs/reliability.md. */
export class Figures {
	/** @param {string} name of the test file's part */
	constructor(name) {
		this.name = name;
		this.values = {};
		this.started = Date.now();
	}

	/** @param {string} what @param {number} [more] */
	count(what, more = 1) {
		this.values[what] = (this.values[what] ?? 0) + more;
	}

	/** @param {string} what @param {unknown} value */
	set(what, value) {
		this.values[what] = value;
	}

	/** How often each word came. @param {string} what @param {string} row @param {string[]} words */
	tally(what, row, words) {
		const counts = ((this.values[what] ??= {})[row] ??= {});
		for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
	}

	/** Leaves them where scripts/faults.mjs finds them. */
	write() {
		const folder = process.env.FAULTS_FIGURES;
		const seconds = Math.round((Date.now() - this.started) / 1000);
		const text = JSON.stringify({ ...this.values, seconds }, null, '\t');
		if (folder) fs.writeFileSync(path.join(folder, `${this.name}.json`), text);
		else console.log(text);
	}
}
