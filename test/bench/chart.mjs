const WIDTH = 760;
const HEIGHT = 300;
const PLOT = { width: 280, height: 190, top: 50 };
const COLOURS = ['#2563a8', '#c2571a'];

/**
 * An SVG with time on the left and memory on the right.
 * @param {{ items: import('./growth.mjs').Point[], pages: import('./growth.mjs').Point[] }} growth
 */
export function chart({ items, pages }) {
	const series = [
		{ name: 'input items (get)', points: items },
		{ name: 'pages (Get Many)', points: pages },
	];
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${plot(60, 'ms each', series, ({ ms }) => ms)}
${plot(440, 'MB more while running', series, ({ megabytes }) => megabytes)}
${series.map(({ name }, at) => `<rect x="${60 + at * 180}" y="282" width="10" height="10" fill="${COLOURS[at]}"/><text x="${75 + at * 180}" y="291" fill="#333">${name}</text>`).join('\n')}
</svg>
`;
}

function plot(left, title, series, valueOf) {
	const all = series.flatMap(({ points }) => points.map(valueOf));
	const max = Math.max(...all) * 1.15 || 1;
	const decades = 4;
	const x = (label) => left + (Math.log10(Number(label)) / decades) * PLOT.width;
	const y = (value) => PLOT.top + PLOT.height - (value / max) * PLOT.height;
	const line = ({ points }, at) => {
		const path = points
			.map((point) => `${x(point.label).toFixed(1)},${y(valueOf(point)).toFixed(1)}`)
			.join(' ');
		const dots = points.map((point) => {
			const [cx, cy] = [x(point.label).toFixed(1), y(valueOf(point)).toFixed(1)];
			const text = valueOf(point) < 10 ? valueOf(point).toFixed(1) : valueOf(point).toFixed(0);
			return `<circle cx="${cx}" cy="${cy}" r="3.5" fill="${COLOURS[at]}"/><text x="${cx}" y="${Number(cy) - 8}" text-anchor="middle" fill="${COLOURS[at]}">${text}</text>`;
		});
		return `<polyline points="${path}" fill="none" stroke="${COLOURS[at]}" stroke-width="2"/>${dots.join('')}`;
	};
	const ticks = ['1', '10', '100', '1000', '10000'].map(
		(label) =>
			`<text x="${x(label)}" y="${PLOT.top + PLOT.height + 18}" text-anchor="middle" fill="#555">${Number(label).toLocaleString('en')}</text>`,
	);
	return `<text x="${left}" y="28" font-size="14" fill="#111">${title}</text>
<path d="M${left} ${PLOT.top} V${PLOT.top + PLOT.height} H${left + PLOT.width}" fill="none" stroke="#999"/>
${ticks.join('')}
${series.map(line).join('\n')}`;
}
