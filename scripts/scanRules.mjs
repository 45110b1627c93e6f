import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { projectFolder } from './versions.mjs';

const require = createRequire(path.join(projectFolder, 'package.json'));
const { ESLint } = require('eslint');

// Not exported by the scanner's package.json, so it is named by its file.
const scanner = await import(
	pathToFileURL(
		path.join(projectFolder, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs'),
	).href
);

/** The files that n8n's scanner reads of a repository, with those that nodes and credentials share. */
export const SOURCE_FILES = [...scanner.SOURCE_FILE_PATTERNS, 'lib/**/*.{js,ts,json}'];
/** The files that it reads of a tarball. */
export const TARBALL_FILES = ['**/*.js', 'package.json'];

/** The scanner's pattern for the rules of nodes. */
const NODE_FILES = '**/nodes/**/*.ts';

/** The scanner's rules, from the plugin that it brings along. */
export async function scannerRules() {
	return { name: 'scanner', config: await configWithLib() };
}

/** The same with the newest plugin, which has more rules. */
export async function latestRules() {
	const { configs } = await import(
		pathToFileURL(require.resolve('@n8n/eslint-plugin-community-nodes')).href
	);
	const config = (await configWithLib()).map((part) =>
		part.plugins?.['@n8n/community-nodes'] ? configs.recommended : part,
	);
	return { name: 'latest', config };
}

/** The scanner's settings, with the rules of nodes/ for lib/ too. */
async function configWithLib() {
	const config = await scanner.buildScanConfig();
	const forNodes = config.filter(({ files }) => files?.includes(NODE_FILES));
	if (forNodes.length === 0)
		throw new Error(`The scanner has no rules for ${NODE_FILES} any more.`);
	return [...config, ...forNodes.map((part) => ({ ...part, files: ['lib/**/*.ts'] }))];
}

/**
 * Lints a folder as the scanner does: inline exceptions do not count. Prints what is found.
 * @param {string} name what the folder is
 * @param {string} cwd
 * @param {string[]} patterns
 * @param {{ name: string, config: object[] }} rules
 * @returns {Promise<number>} errors and warnings; no file at all is one too
 */
export async function lintFolder(name, cwd, patterns, rules) {
	const files = globSync(patterns, { cwd, exclude: ['**/node_modules/**'] });
	const eslint = new ESLint({
		cwd,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: rules.config,
	});
	const results = await eslint.lintFiles(files);
	const sum = (key) => results.reduce((total, result) => total + result[key], 0);
	const [errors, warnings] = [sum('errorCount'), sum('warningCount')];
	console.log(
		`${name}, ${rules.name} rules: ${files.length} files, ${errors} errors, ${warnings} warnings`,
	);
	if (errors + warnings > 0)
		console.log(await (await eslint.loadFormatter('stylish')).format(results));
	return files.length === 0 ? 1 : errors + warnings;
}
