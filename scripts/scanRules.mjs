import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { projectFolder } from './versions.mjs';

const require = createRequire(path.join(projectFolder, 'package.json'));
const { ESLint } = require('eslint');
const glob = createRequire(require.resolve('@n8n/node-cli/eslint'))('fast-glob');

// Not exported by the scanner's package.json, so it is named by its file.
const scanner = await import(
	pathToFileURL(
		path.join(projectFolder, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs'),
	).href
);

/** The files that n8n's scanner reads of a repository, and of a tarball. */
export const SOURCE_FILES = scanner.SOURCE_FILE_PATTERNS;
export const TARBALL_FILES = ['**/*.js', 'package.json'];

/** The scanner's rules, from the plugin that it brings along. */
export async function scannerRules() {
	return { name: 'scanner', config: await scanner.buildScanConfig() };
}

/** The same with the newest plugin, which has more rules. */
export async function latestRules() {
	const { configs } = await import(
		pathToFileURL(require.resolve('@n8n/eslint-plugin-community-nodes')).href
	);
	const config = (await scanner.buildScanConfig()).map((part) =>
		part.plugins?.['@n8n/community-nodes'] ? configs.recommended : part,
	);
	return { name: 'latest', config };
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
	const files = glob.sync(patterns, {
		cwd,
		absolute: true,
		ignore: ['**/node_modules/**', '**/package-lock.json'],
	});
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
	if (errors + warnings > 0) console.log(await (await eslint.loadFormatter('stylish')).format(results));
	return files.length === 0 ? 1 : errors + warnings;
}
