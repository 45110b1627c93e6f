import { AURORA, examples, NOTE, type Example, type ExampleNode } from './support/examples';
import { fields, operations, options } from './support/fields';
import { readText } from './support/projectFiles';

/** Nodes of n8n that the examples use, in versions that n8n 1.110 has already. */
const NODES_OF_N8N: Readonly<Record<string, number>> = {
	'@n8n/n8n-nodes-langchain.agent': 2,
	'@n8n/n8n-nodes-langchain.chatTrigger': 1.1,
	'@n8n/n8n-nodes-langchain.lmChatOpenAi': 1.2,
	'n8n-nodes-base.code': 2,
	'n8n-nodes-base.convertToFile': 1.1,
	'n8n-nodes-base.if': 2.2,
	'n8n-nodes-base.manualTrigger': 1,
	'n8n-nodes-base.noOp': 1,
	'n8n-nodes-base.scheduleTrigger': 1.2,
	'n8n-nodes-base.set': 3.4,
	'n8n-nodes-base.stickyNote': 1,
	'n8n-nodes-base.switch': 3.2,
	'n8n-nodes-base.wait': 1.1,
};

const NODES_OF_THE_PACKAGE = ['aurora', 'auroraTool', 'auroraTrigger'].map((name) => AURORA + name);

describe.each(examples.map((example) => [example.file, example] as const))(
	'%s',
	(file, example) => {
		it('uses only nodes that exist', () => {
			const unknown = example.nodes.filter(({ type, typeVersion }) =>
				NODES_OF_THE_PACKAGE.includes(type)
					? typeVersion !== 1
					: NODES_OF_N8N[type] !== typeVersion,
			);
			expect(unknown.map(({ type, typeVersion }) => [type, typeVersion])).toEqual([]);
		});

		it('sets only fields and options of the chosen operation', () => {
			for (const node of example.nodes.filter(({ type }) => type.startsWith(AURORA))) {
				expect(unknownParameters(node)).toEqual([]);
			}
		});

		it('names its credentials and holds the id of none', () => {
			for (const { type, credentials } of example.nodes) {
				const expected = type.startsWith(AURORA)
					? { auroraApi: { id: null, name: 'Aurora' } }
					: type.includes('OpenAi')
						? { openAiApi: { id: null, name: 'OpenAI' } }
						: undefined;
				expect(credentials).toEqual(expected);
			}
		});

		it('connects nodes that it has', () => {
			const names = example.nodes.map(({ name }) => name);
			expect(new Set(names).size).toBe(names.length);
			expect(new Set(example.nodes.map(({ id }) => id)).size).toBe(names.length);
			expect(ends(example).filter((name) => !names.includes(name))).toEqual([]);
		});

		it('explains itself in a note that says what to choose', () => {
			const [note] = example.nodes.filter(({ type }) => type === NOTE);
			expect(note.parameters.content).toMatch(new RegExp(`^## ${example.name}\n`));
			expect(note.parameters.content).toMatch(/choose your Aurora credential/);
		});

		it('names in its notes only nodes that it has', () => {
			const content = example.nodes
				.map(({ parameters }) => String(parameters.content ?? ''))
				.join();
			const names = example.nodes.map(({ name }) => name);
			const opened = [
				...content.matchAll(/(?:Open|Replace) \*\*([^*]+)\*\*(?: and \*\*([^*]+)\*\*)?/g),
			];
			const named = opened.flatMap(([, first, second]) => (second ? [first, second] : [first]));
			expect(named.filter((name) => !names.includes(name) && name !== 'chat')).toEqual([]);
		});

		it('lays nothing over something else', () => {
			const places = example.nodes.map((node) => ({ name: node.name, ...placeOf(node, example) }));
			const overlaps = places.flatMap((one, at) =>
				places
					.slice(at + 1)
					.filter((other) => overlap(one, other))
					.map((other) => `${one.name} / ${other.name}`),
			);
			expect(overlaps).toEqual([]);
		});

		it('has notes with room for their text', () => {
			for (const { parameters } of example.nodes.filter(({ type }) => type === NOTE)) {
				expect(parameters.height).toBeGreaterThanOrEqual(textHeight(parameters));
			}
		});

		it('has a row in the list of examples', () => {
			const list = readText('examples/README.md');
			expect(list.split('\n').filter((line) => line.includes(`](${file})`))).toHaveLength(1);
		});
	},
);

function unknownParameters({ type, parameters }: ExampleNode): string[] {
	const isTrigger = type === `${AURORA}auroraTrigger`;
	const operation = operations.find(
		({ resource, value }) =>
			resource.value === parameters.resource && value === parameters.operation,
	);
	const use = isTrigger ? 'Trigger' : operation?.name;
	const namesIn = (list: typeof fields) =>
		list.filter((each) => each.use === use).map(({ field }) => field.name);
	const known = [
		'resource',
		'operation',
		'options',
		'toolDescription',
		'pollTimes',
		...namesIn(fields),
	];
	return [
		...(use ? [] : ['operation']),
		...Object.keys(parameters).filter((name) => !known.includes(name)),
		...Object.keys(parameters.options ?? {}).filter((name) => !namesIn(options).includes(name)),
	];
}

function ends({ connections }: Example): string[] {
	return Object.entries(connections).flatMap(([from, kinds]) => [
		from,
		...Object.values(kinds)
			.flat(2)
			.map(({ node }) => node),
	]);
}

interface Place {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** What a node covers on the canvas, in pixels, with the name below it. */
function placeOf({ name, type, position, parameters }: ExampleNode, example: Example): Place {
	const [left, top] = position;
	if (type === NOTE) {
		const { width, height } = parameters as { width: number; height: number };
		return { left, top, right: left + width, bottom: top + height };
	}
	const isWide = Object.values(example.connections).some((kinds) =>
		Object.entries(kinds).some(
			([kind, outputs]) => kind !== 'main' && outputs.flat().some((to) => to.node === name),
		),
	);
	return { left, top, right: left + (isWide ? 256 : 96), bottom: top + 144 };
}

function overlap(one: Place, other: Place): boolean {
	return (
		one.left < other.right &&
		other.left < one.right &&
		one.top < other.bottom &&
		other.top < one.bottom
	);
}

/** A generous estimate: 7 pixels a character, 20 a line, more for headings and between paragraphs. */
function textHeight({ content, width }: Record<string, unknown>): number {
	const characters = (Number(width) - 32) / 7;
	return String(content)
		.split('\n')
		.reduce((height, line) => {
			if (line === '') return height + 10;
			const isHeading = line.startsWith('#');
			return height + Math.ceil(line.length / characters) * 20 + (isHeading ? 16 : 0);
		}, 32);
}
