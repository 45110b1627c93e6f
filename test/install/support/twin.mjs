import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { npmEnvironment } from '../../../scripts/npm.mjs';

const run = promisify(execFile);

export const TWIN_SCOPE = '@aurora-test';

/**
 * The name under which the tests install the package: without a licence n8n asks only the public
 * registry for a package without a scope.
 */
export const TWIN_NAME = `${TWIN_SCOPE}/n8n-nodes-aurora`;

/**
 * Packs a copy of the package under TWIN_NAME.
 * @param {string} tarball of the package
 * @param {string} folder where the copy goes; made
 * @param {(packageFolder: string, packageJson: { version: string }) => void} [change] of the unpacked copy
 */
export async function packTwin(tarball, folder, change) {
	const unpacked = path.join(folder, 'package');
	fs.mkdirSync(folder, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', folder]);
	const manifest = path.join(unpacked, 'package.json');
	const packageJson = JSON.parse(fs.readFileSync(manifest, 'utf8'));
	packageJson.name = TWIN_NAME;
	change?.(unpacked, packageJson);
	fs.writeFileSync(manifest, JSON.stringify(packageJson, null, '\t'));
	const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
	const { stdout } = await run('npm', args, { cwd: unpacked, env: npmEnvironment() });
	const [{ filename, version }] = JSON.parse(stdout);
	return { tarball: path.join(folder, filename), version };
}

/** Packs its next version. Its Aurora node writes the version into each item: so that one sees which code has run. */
export async function packNextTwin(tarball, folder) {
	return await packTwin(tarball, folder, (unpacked, packageJson) => {
		packageJson.version = packageJson.version.replace(/\d+$/, (patch) => Number(patch) + 1);
		const code = `
const { execute } = exports.Aurora.prototype;
exports.Aurora.prototype.execute = async function () {
	const outputs = await execute.call(this);
	for (const item of outputs.flat()) item.json.madeBy = ${JSON.stringify(packageJson.version)};
	return outputs;
};
`;
		fs.appendFileSync(path.join(unpacked, 'dist/nodes/Aurora/Aurora.node.js'), code);
	});
}
