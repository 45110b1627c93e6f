import { COUNTS } from './growth.mjs';
import { text } from './judge.mjs';
import { median } from './measure.mjs';

const OURS = '#2563a8';
const OTHERS = '#b9bec6';
const [WIDTH, LABEL, BAR] = [760, 250, 380];

/**
 * The chart of a question, as SVG.
 * @param {import('./questions.mjs').Question} question
 * @param {Record<string, number[]>} figures
 */
export function chart({ name, lines }, figures) {
	return name === 'growth' ? curves(figures) : bars(lines, figures);
}

/** For each kind of work a bar of the Aurora node, and one of each thing that it is compared with. */
function bars(lines, figures) {
	const groups = Map.groupBy(lines, ({ work, ours }) => `${work.replaceAll('`', '')} ${ours}`);
	let y = 30;
	const parts = [...groups.values()].map((group) => {
		const [{ work, ours, unit, most }] = group;
		const all = [
			{
				label: work.replaceAll('`', ''),
				value: most === undefined ? median(figures[ours]) : Math.max(...figures[ours]),
				colour: work.endsWith('floor') ? OTHERS : OURS,
			},
			...group.map(({ against, theirs }) => ({
				label: theirs ? against.replaceAll('`', '') : 'at most',
				value: theirs ? median(figures[theirs]) : most,
				colour: OTHERS,
			})),
		];
		const longest = Math.max(...all.map(({ value }) => value)) || 1;
		const drawn = all.map(({ label, value, colour }) => {
			const width = Math.max(1, (value / longest) * BAR).toFixed(1);
			const row = `<text x="${LABEL - 8}" y="${y + 14}" text-anchor="end" fill="#333">${label}</text>
<rect x="${LABEL}" y="${y + 2}" width="${width}" height="15" fill="${colour}"/>
<text x="${LABEL + Number(width) + 6}" y="${y + 14}" fill="#333">${text(value)} ${unit}</text>`;
			y += 20;
			return row;
		});
		y += 12;
		return drawn.join('\n');
	});
	const legend = `<rect x="${LABEL}" y="8" width="10" height="10" fill="${OURS}"/>
<text x="${LABEL + 16}" y="17" fill="#333">with the Aurora package; a shorter bar is better</text>`;
	return svg(y, [legend, ...parts].join('\n'));
}

/** Milliseconds each, as there are more of them. */
function curves(figures) {
	const plots = Object.entries(COUNTS).map(([name, counts], at) => {
		const values = counts.map((count) => median(figures[`${name} ${count}`]));
		const max = Math.max(...values) * 1.2;
		const points = counts.map((count, index) => ({
			x: 60 + at * 380 + (index / (counts.length - 1)) * 280,
			y: 220 - (values[index] / max) * 180,
			count,
			value: values[index],
		}));
		const marks = points.map(
			({ x, y, count, value }) => `<circle cx="${x}" cy="${y}" r="3.5" fill="${OURS}"/>
<text x="${x}" y="${y - 9}" text-anchor="middle" fill="${OURS}">${text(value)}</text>
<text x="${x}" y="238" text-anchor="middle" fill="#555">${count.toLocaleString('en-GB')}</text>`,
		);
		const left = 40 + at * 380;
		return `<text x="${left}" y="20" font-size="14" fill="#111">milliseconds per ${name}, by the number of ${name}s</text>
<path d="M${left} 220 H${left + 320}" stroke="#999"/>
<polyline points="${points.map(({ x, y }) => `${x},${y}`).join(' ')}" fill="none" stroke="${OURS}" stroke-width="2"/>
${marks.join('\n')}`;
	});
	return svg(250, plots.join('\n'));
}

const svg = (height, content) =>
	`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13">
<rect width="${WIDTH}" height="${height}" fill="#fff"/>
${content}
</svg>
`;
