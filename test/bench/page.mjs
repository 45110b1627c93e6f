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
		lines.map((line) => ({ ...line, name, ...judge(line, figures[name]) })),
	);
	const goals = results.filter(({ goal }) => goal !== '');
	const reached = goals.filter((each) => each.reached).length;
	const times = (question, ours) =>
		results.find((each) => each.name === question && each.ours === ours)?.ratio.toFixed(1) ?? '?';
	return `# Benchmarks

Beside n8n's HTTP Request node, the Aurora node gets 1,000 records by their IDs **${times('items', 'get')} times** as fast,
50 records that 1,000 items name **${times('items', 'few')} times** as fast, and a list of 10,000 **${times('lists', 'paged')} times** as fast,
because it asks for larger pages; with pages of the same size **${times('lists', 'fixed')} times**.
${reached} of ${goals.length} goals are reached; where one is not, the row below it shows how far it could go.

Measured on ${machine.day} with n8n ${machine.n8n} and Node.js ${machine.node}, on ${machine.cores} cores on which other programs were at
work before (load ${machine.load}): compare the ratios, not the times. The two sides took turns, at their default
settings, after one round to warm up; times are those that n8n shows for the nodes. A ratio is the median
of those of the rounds, and so may differ from that of the two medians in brackets. Where a goal is an
upper limit of a count, the worst round counts. Without a goal, the number is how many times as fast.

\`npm run bench -- --write\` repeats everything and writes this page; \`-- --only items\` repeats one question.

${asked.map((question) => section(question, figures[question.name])).join('\n')}`;
}

function section({ name, title, how, lines }, figures) {
	const rows = lines.map((line) => {
		const { goal, measured, reached } = judge(line, figures);
		const verdict = goal === '' ? '' : reached ? 'yes' : '**no**';
		return `| ${[line.work, line.against, goal, measured, verdict].join(' | ')} |`;
	});
	const rounds = figures[lines[0].ours].length;
	return `## ${title}

${how} Rounds: ${rounds}.

![${title}](benchmarks/${name}.svg)

| work | against | goal | measured | reached |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
