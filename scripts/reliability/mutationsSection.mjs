/** The mutation check of the unit tests. @param {{ mutations: Record<string, any> }} figures */
export function mutationsSection({ mutations: { stryker, seed, took, files } }) {
	const sum = (name) => files.reduce((total, each) => total + each[name], 0);
	const line = (name, { mutants, killed, explained }) =>
		`| ${name} | ${mutants} | ${killed} | ${explained} |`;
	const total = { mutants: sum('mutants'), killed: sum('killed'), explained: sum('explained') };
	const what = seed ? `a sample of the code, \`--seed ${seed}\`` : 'all of the code, `--all`';
	return `## Broken on purpose

\`npm run test:mutation\`: Stryker ${stryker} breaks the shipped code in one place after the other (a condition turned round, a statement or a property left out), and the unit tests have to notice each time. Texts are left out. Places that no test can notice, or need not, are explained in \`test/mutation/explained.mjs\`. The run, of ${what}, took ${took} minutes.

| | broken places | noticed | explained |
| --- | ---: | ---: | ---: |
${files.map((each) => line(`\`${each.file}\``, each)).join('\n')}
${line('all', total)}
`;
}
