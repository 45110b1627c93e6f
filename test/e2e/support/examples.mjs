import fs from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../../../scripts/versions.mjs';

/**
 * The workflows in examples/, ready for N8nClient.createWorkflow.
 * @param {{ id: string, name: string }} credential given to every node that can use it
 * @returns {{ file: string, name: string, nodes: object[], connections: object, settings: object }[]}
 */
export function readExamples(credential) {
	const folder = path.join(projectFolder, 'examples');
	const files = fs
		.readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.sort();
	return files.map((file) => {
		const workflow = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'));
		const nodes = workflow.nodes.map((node) =>
			usesAurora(node) ? { ...node, credentials: { auroraApi: credential } } : node,
		);
		return { file, ...workflow, nodes };
	});
}

function usesAurora({ type, parameters }) {
	return type.startsWith('n8n-nodes-aurora.') || parameters.nodeCredentialType === 'auroraApi';
}
