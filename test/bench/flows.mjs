import { createRunnable } from '../e2e/support/runnableWorkflow.mjs';
import { auroraNode, node } from '../e2e/support/workflows.mjs';
import { nodeTime } from './measure.mjs';

/** Items { id } for the node under test. @param {number} count @param {number} modulo ids repeat from 1 after it */
export function ids(count, modulo = count) {
	const jsCode = `return Array.from({ length: ${count} }, (_, at) => ({ json: { id: at % ${modulo} + 1 } }));`;
	return node('n8n-nodes-base.code', 2, { name: 'Ids', parameters: { jsCode } });
}

/** The Aurora node at its default settings. @param {object} parameters @param {object} credential */
export function aurora(parameters, credential) {
	return auroraNode({ name: 'Under Test', parameters, credential });
}

/**
 * The HTTP Request node at its default settings.
 * @param {object} parameters
 * @param {{ type: string, id: string, name: string }} credential of one of three types
 */
export function httpRequest(parameters, { type, ...credential }) {
	const authentication =
		type === 'oAuth2Api'
			? { authentication: 'genericCredentialType', genericAuthType: type }
			: { authentication: 'predefinedCredentialType', nodeCredentialType: type };
	const all = { ...authentication, options: {}, ...parameters };
	return {
		...node('n8n-nodes-base.httpRequest', 4.4, { name: 'Under Test', parameters: all }),
		credentials: { [type]: credential },
	};
}

/**
 * A workflow ready to be timed.
 * @param {import('../e2e/support/n8nClient.mjs').N8nClient} rest
 * @param {object[]} nodes in a row
 * @param {{ timed?: string[], check?: (execution: object) => void }} options nodes whose time counts;
 *   `check` throws when the result is not the expected one
 */
export async function flow(rest, nodes, { timed = ['Under Test'], check = () => {} } = {}) {
	const runnable = await createRunnable(rest, nodes);
	const time = async () => {
		const execution = await runnable.run();
		if (execution.status !== 'success')
			throw new Error(`A measured run failed: ${execution.error()?.message}`);
		check(execution);
		return nodeTime(execution, timed);
	};
	return { ...runnable, time };
}
