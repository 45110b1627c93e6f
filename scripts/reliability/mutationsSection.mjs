import path from 'node:path';

/** The mutation check of the unit tests. @param {{ mutations: Record<string, any> }} figures */
export function mutationsSection({ mutations: { stryker, seed, took, files } }) {
	const line = (name, { mutants, killed, explained }) =>
		`| ${name} | ${mutants} | ${killed} | ${explained} | ${mutants - killed - explained} |`;
	const folders = [...new Set(files.map(({ file }) => path.dirname(file)))].sort();
	const sumOf = (folder) => {
		const inside = files.filter(({ file }) => !folder || path.dirname(file) === folder);
		const sum = (name) => inside.reduce((total, each) => total + each[name], 0);
		return { mutants: sum('mutants'), killed: sum('killed'), explained: sum('explained') };
	};
	const what = seed ? `a sample of the code, \`--seed ${seed}\`` : 'all of the code, `--all`';
	return `## Broken on purpose

\`npm run test:mutation\`: Stryker ${stryker} breaks the shipped code in one place after the other (a condition turned round, a statement or a property left out), and the unit tests have to notice each time. Texts are left out. Places that no test can notice, or need not, are explained in \`test/mutation/explained.mjs\`. The run, of ${what}, took ${took} minutes.

| | broken places | noticed | explained | left |
| --- | ---: | ---: | ---: | ---: |
${folders.map((each) => line(`\`${each}\``, sumOf(each))).join('\n')}
${line('all', sumOf())}
`;
}
