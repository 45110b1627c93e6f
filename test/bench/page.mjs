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

Beside n8n's HTTP Request node, the Aurora node gets 1,000 records **${times('items', 'get')} times** as fast, 1,000 items
that name 50 accounts **${times('items', 'few')} times**, and reads a list of 10,000 **${times('lists', 'paged')} times** as fast, at the service's own
page size still **${times('lists', 'fixed')} times**. ${reached} of ${goals.length} goals are reached.

Written by \`npm run bench -- --write\`, which repeats everything here; \`-- --only items\` repeats one
question. What is compared runs in turn, in one run, at the defaults; the result is the median of the
rounds' ratios. Only ratios tell something: this was n8n ${machine.n8n}, Node.js ${machine.node}, ${machine.cores} cores with a
load of ${machine.load} before it: what other programs took. Where no goal is set, the number is how many times as fast.

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
