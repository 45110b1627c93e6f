import { judge } from './judge.mjs';
import { QUESTIONS } from './questions.mjs';

/** @typedef {{ machine: Record<string, string | number>, figures: Record<string, Record<string, number[]>> }} Measured */

/**
 * The page docs/benchmarks.md.
 * @param {Measured} measured
 */
export function page({ machine, figures }) {
	const asked = QUESTIONS.filter(({ name }) => figures[name]);
	const results = asked.flatMap(({ name, lines }) =>
		lines.map((line) => judge(line, figures[name])),
	);
	const reached = results.filter((each) => each.reached).length;
	const ratioOf = (question, at) => {
		const { lines } = QUESTIONS.find(({ name }) => name === question);
		return figures[question] ? judge(lines[at], figures[question]).ratio.toFixed(1) : '?';
	};
	return `# Benchmarks

Beside n8n's HTTP Request node, the Aurora node gets 1,000 records **${ratioOf('items', 0)} times** as fast, 1,000 items
that name 50 accounts **${ratioOf('items', 3)} times**, and reads a list of 10,000 **${ratioOf('lists', 0)} times** as fast, at the service's own
page size still **${ratioOf('lists', 2)} times**. ${reached} of ${results.length} goals are reached.

Written by \`npm run bench -- --write\`, which repeats everything here; \`-- --only items\` repeats one
question. What is compared runs in turn, in one run, at the defaults; the result is the median of
${machine.rounds} ratios. Only ratios tell something: this was n8n ${machine.n8n}, Node.js ${machine.node}, ${machine.cores} cores.

${asked.map((question) => section(question, figures[question.name])).join('\n')}`;
}

function section({ name, title, how, lines }, figures) {
	const rows = lines.map((line) => {
		const { goal, measured, reached } = judge(line, figures);
		return `| ${[line.work, line.against, goal, measured, reached ? 'yes' : '**no**'].join(' | ')} |`;
	});
	return `## ${title}

${how}

![${title}](benchmarks/${name}.svg)

| work | against | goal | measured | reached |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
