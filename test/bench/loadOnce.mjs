// usage: node loadOnce.mjs <folder of the package>, with n8n's packages in NODE_PATH. Prints the milliseconds
// of CPU for loading n8n-workflow and then, as n8n does it at its start, all that the package has.
import { createRequire } from 'node:module';
import path from 'node:path';

const [folder] = process.argv.slice(2);
const require = createRequire(path.join(folder, 'package.json'));
const { nodes, credentials } = require('./package.json').n8n;

const cpuOf = (work) => {
	const started = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(started);
	return (user + system) / 1000;
};

const workflow = cpuOf(() => require('n8n-workflow'));
const ours = cpuOf(() => {
	for (const file of [...nodes, ...credentials]) {
		const { [path.basename(file).split('.')[0]]: Type } = require(path.join(folder, file));
		new Type();
	}
});
console.log(JSON.stringify({ workflow, ours }));
