import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folder of the checkout, without a trailing slash. */
export const projectFolder = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** The n8n that `npm start` and the e2e tests run. */
export const N8N_VERSION = '2.41.1';

const { devDependencies } = JSON.parse(readFileSync(`${projectFolder}/package.json`, 'utf8'));

/** The Node.js that runs the project's scripts and n8n, whatever is installed on the machine. */
export const NODE_VERSION = devDependencies.node;

/** What breaks the code on purpose. */
export const STRYKER_VERSION = devDependencies['@stryker-mutator/core'];

/**
 * An n8n that the package is proven with.
 * @typedef {object} N8nRelease
 * @property {string} version
 * @property {string} node version of the Node.js that runs it
 * @property {Record<string, string>} [overrides] versions of its dependencies, see npm's `overrides`
 */

/** xlsx comes from a server of its own otherwise, which not every network lets through. */
const overrides = { xlsx: '0.18.5' };

/**
 * The n8n versions that `npm run test:versions` runs, newest first, each on another Node.js. The
 * oldest Node.js is the one that package.json allows; n8n 1.123.81 says that it takes it too, but
 * does not start on it, because its isolated-vm is built for Node.js 22 and newer.
 * @type {N8nRelease[]}
 */
export const N8N_RELEASES = [
	{ version: N8N_VERSION, node: NODE_VERSION },
	{ version: '2.8.4', node: '20.19.0', overrides },
	{ version: '1.123.81', node: '22.16.0', overrides },
];
