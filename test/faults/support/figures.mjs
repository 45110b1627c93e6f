import fs from 'node:fs';
import path from 'node:path';

/** What a test file measured, for docs/reliability.md. */
export class Figures {
	values = {};
	#started = Date.now();

	/** @param {string} name of the part */
	constructor(name) {
		this.name = name;
	}

	/** @param {string} what @param {number} [more] */
	count(what, more = 1) {
		this.values[what] = (this.values[what] ?? 0) + more;
	}

	/** @param {string} what @param {unknown} value */
	set(what, value) {
		this.values[what] = value;
	}

	/** Leaves them where scripts/n8nTests.mjs finds them. */
	write() {
		const seconds = Math.round((Date.now() - this.#started) / 1000);
		const text = JSON.stringify({ ...this.values, seconds }, null, '\t');
		fs.writeFileSync(path.join(process.env.FAULTS_FIGURES, `${this.name}.json`), text);
	}
}

/** How often each word comes. @param {string[]} words @returns {Record<string, number>} */
export function tally(words) {
	const counts = {};
	for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
	return counts;
}
