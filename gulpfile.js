const fs = require('node:fs/promises');
const { dest, src } = require('gulp');

/** Empties dist: tsc leaves the output of deleted sources in place. */
exports.clean = async () => await fs.rm('dist', { recursive: true, force: true });

/** Copies what tsc does not: icons, codex files and output schemas. Bytes are kept as they are (encoding: false). */
exports.assets = () =>
	src(
		[
			'{credentials,icons,nodes}/**/*.{png,svg}',
			'nodes/**/*.node.json',
			'nodes/**/__schema__/**/*.json',
		],
		{ base: '.', encoding: false },
	).pipe(dest('dist'));
