import { NodeHelpers, type INode, type INodeParameters } from 'n8n-workflow';

import { Aurora } from '../../../nodes/Aurora/Aurora.node';
import { AuroraTrigger } from '../../../nodes/Aurora/AuroraTrigger.node';

import { filesIn, readText } from './support/projectFiles';

type ExampleNode = Pick<
	INode,
	'id' | 'name' | 'type' | 'typeVersion' | 'position' | 'parameters' | 'credentials'
>;

interface Example {
	name: string;
	nodes: ExampleNode[];
}

const AURORA = 'n8n-nodes-aurora.';
const NOTE = 'n8n-nodes-base.stickyNote';

const files = filesIn('examples', '.json');

describe.each(files)('%s', (file) => {
	const { name: title, nodes } = JSON.parse(readText(file)) as Example;
	const names = nodes.map(({ name }) => name);
	const notes = nodes.filter(({ type }) => type === NOTE).map(({ parameters }) => parameters);
	const aurora = nodes.filter(({ type }) => type.startsWith(AURORA));

	it.each(aurora)('$name sets only what is shown for its operation', (node) => {
		const { description } = node.type.endsWith('Trigger') ? new AuroraTrigger() : new Aurora();
		const known = NodeHelpers.getNodeParameters(
			description.properties,
			node.parameters,
			true,
			false,
			node as INode,
			description,
		);
		const { toolDescription = [], pollTimes = [] } = node.parameters;
		expect({ toolDescription, pollTimes, ...known }).toMatchObject(node.parameters);
	});

	it('holds no credential: somebody else’s would have to be removed first', () => {
		expect(nodes.flatMap(({ credentials = {} }) => Object.keys(credentials))).toEqual([]);
	});

	it('explains itself in a note that names nodes that it has', () => {
		const text = notes.map(({ content }) => content).join('\n');
		expect(text).toMatch(new RegExp(`^## ${title}\n`));
		expect(text).toMatch(/choose your Aurora credential/);
		const opened = text.matchAll(/(?:Open|Replace) \*\*([^*]+)\*\*(?: and \*\*([^*]+)\*\*)?/g);
		const named = [...opened].flatMap(([, ...each]) => each.filter(Boolean));
		expect(names).toEqual(expect.arrayContaining(named));
	});

	it('has room for the text of its notes, and lays nothing over something else', () => {
		for (const note of notes) expect(note.height).toBeGreaterThanOrEqual(textHeight(note));
		const overlaps = nodes.flatMap((one, at) =>
			nodes.slice(at + 1).filter((other) => overlap(placeOf(one), placeOf(other))),
		);
		expect(overlaps).toEqual([]);
	});

	it('has a row in the list of examples', () => {
		expect(readText('examples/README.md')).toContain(`](${file.replace('examples/', '')})`);
	});
});

/** What a node covers on the canvas, in pixels, with the name below it. */
function placeOf({ type, position: [left, top], parameters }: ExampleNode) {
	const width = type === NOTE ? Number(parameters.width) : type.endsWith('.agent') ? 256 : 96;
	const height = type === NOTE ? Number(parameters.height) : 144;
	return { left, top, right: left + width, bottom: top + height };
}

function overlap(one: ReturnType<typeof placeOf>, other: ReturnType<typeof placeOf>): boolean {
	const isBeside = one.right <= other.left || other.right <= one.left;
	return !isBeside && one.top < other.bottom && other.top < one.bottom;
}

/** A generous estimate: 7 pixels a character, 20 a line, more for headings and between paragraphs. */
function textHeight({ content, width }: INodeParameters): number {
	const lineHeight = (line: string) =>
		Math.ceil(line.length / ((Number(width) - 32) / 7)) * 20 + (line.startsWith('#') ? 16 : 0);
	const lines = String(content).split('\n');
	return lines.reduce((height, line) => height + (lineHeight(line) || 10), 32);
}
