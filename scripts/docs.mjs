// npm run docs: writes docs/reference.md from the descriptions of the node, the trigger and the credential.
// With --check it only says whether the page is current: a unit test does that.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import { runCommand, UserError } from './userError.mjs';
import { projectFolder } from './versions.mjs';

const require = createRequire(import.meta.url);
// The source itself, so that nothing has to be built before.
require.extensions['.ts'] = (module, file) => {
	const compilerOptions = { module: 'commonjs', target: 'es2022', esModuleInterop: true };
	const source = fs.readFileSync(file, 'utf8');
	module._compile(ts.transpileModule(source, { compilerOptions }).outputText, file);
};
const { AuroraApi } = require('../credentials/AuroraApi.credentials.ts');
const { documentedEnvironments } = require('../lib/auth/settings.ts');
const { Aurora } = require('../nodes/Aurora/Aurora.node.ts');
const { AuroraTrigger } = require('../nodes/Aurora/AuroraTrigger.node.ts');

const page = path.join(projectFolder, 'docs/reference.md');

await runCommand(async () => {
	const text = reference();
	if (!process.argv.includes('--check')) fs.writeFileSync(page, text);
	else if (fs.readFileSync(page, 'utf8') !== text) {
		throw new UserError('docs/reference.md is not current: run `npm run docs`.');
	}
});

function reference() {
	const node = new Aurora().description.properties;
	const trigger = new AuroraTrigger().description.properties;
	return `# Reference

<!-- Written by \`npm run docs\` from the descriptions in the code: change them there. -->

Every field as the editor shows it. A dash stands for an empty field.

## Environments

${table(
	['Environment', 'API', 'Token endpoint', 'OpenID issuer', 'Audience'],
	Object.values(documentedEnvironments).map((each) => [
		each.label,
		...[each.apiBaseUrl, each.tokenUrl, each.issuerUrl, each.audience].map(code),
	]),
)}

## Credential

![The Aurora credential](images/credential.png)

${fieldTable(new AuroraApi().properties)}

## Aurora

![An account chosen from the list](images/account-dropdown.png)

${named(node, 'resource')
	.options.map((resource) => operationsOf(node, resource))
	.join('\n\n')}

### Options

${optionTable(node)}

## Aurora Trigger

![The Aurora Trigger](images/trigger.png)

${fieldTable(trigger.filter(({ name }) => name !== 'options'))}

### Options of the trigger

${fieldTable(named(trigger, 'options').options)}
`;
}

/** The fields of a resource, with the operations that have them. */
function operationsOf(node, { name, value }) {
	const fields = node.filter((field) => shows(field, 'resource', value));
	const operations = named(fields, 'operation').options;
	const uses = operations.map((operation) => ({
		use: operation.name,
		rows: rowsOf(
			fields.filter(
				(field) => field.name !== 'options' && shows(field, 'operation', operation.value),
			),
		),
	}));
	return `### ${name}\n\n${useTable('Field', uses)}`;
}

/** The options of all operations, by name; those of a group follow the group. */
function optionTable(node) {
	const uses = node
		.filter(({ name }) => name === 'options')
		.map(({ options, displayOptions: { show } }) => {
			const [resource] = show.resource;
			const selector = node.find(
				(field) => field.name === 'operation' && shows(field, 'resource', resource),
			);
			const use = choiceName([selector], 'operation', show.operation[0]);
			return { use, rows: rowsOf(options) };
		});
	const [depth, group] = [(name) => name.split(' → ').length, (name) => name.split(' → ')[0]];
	return useTable('Option', uses, ([one], [other]) => {
		return group(one).localeCompare(group(other)) || depth(one) - depth(other);
	});
}

/** One row for what is the same in several operations. */
function useTable(title, uses, compare = () => 0) {
	const found = new Map();
	for (const { use, rows } of uses) {
		for (const cells of rows) {
			const key = JSON.stringify(cells);
			found.set(key, { cells, users: (found.get(key)?.users ?? new Set()).add(use) });
		}
	}
	const all = new Set(uses.map(({ use }) => use));
	const rows = [...found.values()].map(({ cells: [name, ...others], users }) => [
		name,
		users.size === all.size ? 'all' : [...users].join(', '),
		...others,
	]);
	const names = rows.map(([name]) => name);
	const together = ([one], [other]) => names.indexOf(one) - names.indexOf(other);
	return table([title, 'Operations', 'Default', 'Description'], rows.sort(together).sort(compare));
}

function fieldTable(fields) {
	return table(['Field', 'Default', 'Description'], rowsOf(fields));
}

/** A row for each field, and for each field inside of it that has something to say. */
function rowsOf(fields, parents = []) {
	return fields
		.filter(({ type }) => !['hidden', 'notice'].includes(type))
		.flatMap((field) => {
			const names = [...parents, field.displayName];
			const inside =
				field.type === 'fixedCollection' ? field.options.flatMap(({ values }) => values) : [];
			const told = inside.filter((each) => each.description || each.options);
			return [
				[names.join(' → '), defaultOf(field), meaningOf(field, fields)],
				...rowsOf(told, names),
			];
		});
}

function defaultOf({ default: value, type, options = [], modes }) {
	if (modes) return value.value ? code(value.value) : '–';
	if (Array.isArray(value) ? value.length === 0 : typeof value === 'object') return '–';
	if (type === 'boolean') return value ? 'on' : 'off';
	const chosen = options.filter((choice) => [value].flat().includes(choice.value));
	if (chosen.length > 0) return chosen.map(({ name }) => name).join(', ');
	return value === '' ? '–' : code(value);
}

function meaningOf(field, siblings) {
	const {
		description = '',
		displayOptions,
		modes,
		placeholder = '',
		type,
		typeOptions = {},
	} = field;
	const choices = ['options', 'multiOptions'].includes(type) ? (field.options ?? []) : [];
	const { minValue: min, maxValue: max } = typeOptions;
	return [
		sentence(description),
		choices.length > 0 &&
			`${type === 'options' ? 'One' : 'Any'} of: ${choices.map(choiceText).join('; ')}.`,
		modes && `${modes.map(({ displayName }) => displayName).join(' or ')}.`,
		min !== undefined && (max === undefined ? `${min} or more.` : `${min} to ${max}.`),
		placeholder.startsWith('e.g. ') && `Example: ${code(placeholder.slice(5))}.`,
		displayOptions && conditionOf(displayOptions.show, siblings),
	]
		.filter(Boolean)
		.join(' ');
}

function choiceText({ name, description }) {
	return description ? `${name}: ${description}` : name;
}

/** Which of the fields beside it have to be set how, for a field to be shown. */
function conditionOf(show, siblings) {
	const either = new Intl.ListFormat('en', { type: 'disjunction' });
	const parts = Object.entries(show)
		.filter(([name]) => named(siblings, name))
		.map(([name, values]) => {
			const choices = values.map((value) => choiceName(siblings, name, value));
			return `${named(siblings, name).displayName} ${either.format(choices)}`;
		});
	return parts.length > 0 && `Only for ${parts.join(' and ')}.`;
}

function choiceName(fields, name, value) {
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	return named(fields, name).options.find((choice) => choice.value === value).name;
}

function named(fields, name) {
	return fields.find((field) => field.name === name);
}

function shows({ displayOptions }, name, value) {
	return displayOptions?.show?.[name]?.includes(value) ?? false;
}

function sentence(text) {
	return text === '' || text.endsWith('.') ? text : `${text}.`;
}

function code(value) {
	return `\`${value}\``;
}

/** A table with its first column in bold. */
function table(titles, rows) {
	const line = (cells) => `| ${cells.join(' | ')} |`;
	const bold = rows.map(([first, ...others]) => [`**${first}**`, ...others]);
	return [titles, titles.map(() => '---'), ...bold].map(line).join('\n');
}
