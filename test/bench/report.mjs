import os from 'node:os';
import { N8N_VERSION } from '../../scripts/versions.mjs';

/**
 * The page docs/benchmarks.md.
 * @param {import('./workloads.mjs').Result[]} results
 * @param {string} chart name of the SVG beside it
 */
export function page(results, chart) {
	const rows = results.map(
		({ work, comparedWith, goal, measured, reached }) =>
			`| ${[work, comparedWith, goal, measured, reached ? 'yes' : '**no**'].join(' | ')} |`,
	);
	return `# Benchmarks

Written by \`npm run bench -- --write\`. Everything runs side by side in one n8n ${N8N_VERSION} with every
node at its default settings, against a local Aurora that answers after 5 ms. The runs alternate; a
figure is the median of their ratios, the milliseconds are medians of what n8n measured for the
node. Only ratios tell something: this machine had ${os.cpus().length} cores, Node.js ${process.versions.node}.

| work | compared with | to reach | measured | reached |
|---|---|---|---|---|
${rows.join('\n')}

## Cost as the work grows

![Time and memory per item and per page](${chart})

Left: milliseconds for each input item (\`get\`) and each page of 100 accounts (\`Get Many\`), as there
are more of them. Right: by how many megabytes the memory of the whole n8n process rose while it ran.
`;
}

/**
 * The results as text for the terminal.
 * @param {import('./workloads.mjs').Result[]} results
 */
export function lines(results) {
	return results
		.map(
			({ work, comparedWith, goal, measured, reached }) =>
				`${reached ? '✓' : '✗'} ${work}\n    against ${comparedWith}\n    ${goal}: ${measured}`,
		)
		.join('\n');
}
