/** The end-to-end tests on several n8n. @param {{ versions: object[] }} figures */
export function versionsSection({ versions }) {
	const lines = versions.map(
		({ n8n, node, leftOut, counts }) =>
			`| ${n8n} | ${node} | ${counts.passed} | ${counts.failed} | ${leftOut.map(({ reason }) => reason).join('; ') || 'nothing'} |`,
	);
	return `## n8n versions

\`npm run test:versions\`: the end-to-end tests, with the same tarball.

| n8n | Node.js | passed | failed | left out, because |
| --- | --- | ---: | ---: | --- |
${lines.join('\n')}
`;
}
