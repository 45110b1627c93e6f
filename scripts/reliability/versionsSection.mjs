/** The end-to-end tests on several n8n. @param {{ versions: object[] }} figures */
export function versionsSection({ versions }) {
	const lines = versions.map(
		({ n8n, node, day, leftOut, counts }) =>
			`| ${n8n} | ${node} | ${day} | ${counts.passed} | ${counts.failed} | ${leftOut.map(({ reason }) => reason).join('; ') || 'nothing'} |`,
	);
	return `## n8n versions

\`npm run test:versions\`: the end-to-end tests, with the same tarball. On the newest n8n those of the trigger run three times: with classic polling, with the newer scheduler (\`N8N_SCHEDULER_ENABLED\`, \`N8N_SCHEDULER_POLL_TRIGGERS_ENABLED\`, \`N8N_USE_WORKFLOW_PUBLICATION_SERVICE\`), and with its durable cursors as well (\`N8N_POLLER_DURABLE_CURSORS_ENABLED\`). A workflow runs the end-to-end tests on the newest n8n of the registry every night.

| n8n | Node.js | measured | passed | failed | left out, because |
| --- | --- | --- | ---: | ---: | --- |
${lines.join('\n')}
`;
}
