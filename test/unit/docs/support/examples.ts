import { filesIn, readText } from './projectFiles';

/** A node of an example, as n8n exports it. */
export interface ExampleNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [x: number, y: number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string | null; name: string }>;
}

/** A workflow to import. */
export interface Example {
	file: string;
	name: string;
	nodes: ExampleNode[];
	connections: Record<string, Record<string, Array<Array<{ node: string }>>>>;
}

export const AURORA = 'n8n-nodes-aurora.';
export const NOTE = 'n8n-nodes-base.stickyNote';

/** The workflows in examples/. */
export const examples: Example[] = filesIn('examples', '.json').map((file) => ({
	file: file.replace('examples/', ''),
	...(JSON.parse(readText(file)) as Omit<Example, 'file'>),
}));
