import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { projectFolder } from './versions.mjs';

/** What n8n or npm reads of a package. */
const NEEDED = /^(package\.json|README\.md|LICENSE\.md|dist\/.+\.(js|json|svg))$/;

/** Largest tarball, in bytes. */
const MAX_BYTES = 90_000;

/**
 * What is too much in a tarball.
 * @param {string} tarball
 * @param {string} folder where it is unpacked
 * @returns {string[]} a sentence for each problem
 */
export function tarballExcess(tarball, folder) {
	const { size } = fs.statSync(tarball);
	const files = fs
		.readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
	return [
		...(size > MAX_BYTES ? [`the tarball has ${size} bytes, more than ${MAX_BYTES}`] : []),
		...files
			.filter((file) => !NEEDED.test(file.replaceAll('\\', '/')))
			.map((file) => `${file} is shipped, but nothing needs it`),
	];
}

/**
 * What lint cannot see of an unpacked tarball: every registered class loads, and its icons and its
 * codex file are shipped. n8n shows a broken image or nothing at all otherwise, without an error.
 * @param {string} folder
 * @returns {string[]} a sentence for each problem
 */
export function tarballProblems(folder) {
	// The package expects n8n-workflow beside it.
	fs.symlinkSync(path.join(projectFolder, 'node_modules'), path.join(folder, 'node_modules'));
	const require = createRequire(path.join(folder, 'package.json'));
	const { n8n } = require('./package.json');
	return [...n8n.nodes, ...n8n.credentials].flatMap((file) => problemsOf(folder, file, require));
}

function problemsOf(folder, file, require) {
	const full = path.join(folder, file);
	if (!fs.existsSync(full)) return [`${file} is not shipped`];
	const name = path.basename(file).split('.')[0];
	const Type = require(full)[name];
	if (!Type) return [`${file} does not export ${name}`];

	const { description, icon = description?.icon } = new Type();
	const icons = typeof icon === 'string' ? [icon] : Object.values(icon ?? {});
	const wanted = icons.map((each) => path.join(path.dirname(full), each.replace(/^file:/, '')));
	if (file.endsWith('.node.js')) wanted.push(`${full}on`);
	return [
		...(icons.length === 0 ? [`${file} has no icon`] : []),
		...wanted
			.filter((each) => !fs.existsSync(each))
			.map((each) => `${file} needs ${path.relative(folder, each)}, which is not shipped`),
	];
}
