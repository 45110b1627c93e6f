// usage: node loadPackages.mjs <node_modules of n8n> <node_modules of community packages>
// Loads community packages with n8n's own loader, where n8n's own code is loaded already, as at n8n's
// start, and prints JSON: the types that n8n got, and the files that were loaded.
import Module, { createRequire } from 'node:module';
import path from 'node:path';

const [n8nModules, packages] = process.argv.slice(2);
// n8n does so, that packages outside of its folder find n8n-workflow.
process.env.NODE_PATH = n8nModules;
Module._initPaths();
const require = createRequire(path.join(n8nModules, 'n8n/package.json'));
require('reflect-metadata');
const { scanDirectoryForPackages } = require('n8n-core');
// By then n8n has loaded its own nodes the same way.
await scanDirectoryForPackages(path.join(packages, 'none'));

const before = new Set(Object.keys(require.cache));
const loaders = await scanDirectoryForPackages(packages);
for (const loader of loaders) await loader.loadAll();
const types = loaders.flatMap(({ known }) => Object.keys({ ...known.nodes, ...known.credentials }));
const files = Object.keys(require.cache).filter((file) => !before.has(file));
console.log(JSON.stringify({ types, files }));
