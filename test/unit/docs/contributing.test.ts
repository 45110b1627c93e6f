import { dirname, join } from 'node:path'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- tests are not shipped

import type { IHttpRequestOptions } from 'n8n-workflow';
import ts from 'typescript';

import type { Operation, OperationCall } from '../../../nodes/Aurora/operations/operation';
import { readOptions } from '../../../nodes/Aurora/operations/options';
import type { Collection } from '../../../nodes/Aurora/resources/collection/collection';
import type { Descriptor } from '../../../nodes/Aurora/resources/collection/descriptor';

import { filesIn, projectFolder, readText } from './support/projectFiles';

const guide = readText('CONTRIBUTING.md');

/** The examples, by the path that the guide gives them. */
const examples = new Map(
	[...guide.matchAll(/`(nodes\/[\w/]+\.ts)`:\n\n```ts\n([^]*?)```/g)].map(([, file, code]) => [
		join(projectFolder, file),
		code,
	]),
);
const [site, close] = examples.keys();

it('the examples in CONTRIBUTING.md compile as files of the project', () => {
	const { config } = ts.readConfigFile(join(projectFolder, 'tsconfig.json'), ts.sys.readFile) as {
		config: { compilerOptions: object };
	};
	const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, projectFolder);
	const host = ts.createCompilerHost({ ...options, noEmit: true });
	const { fileExists, readFile, getSourceFile } = host;
	host.fileExists = (name) => examples.has(name) || fileExists(name);
	host.readFile = (name) => examples.get(name) ?? readFile(name);
	host.getSourceFile = (name, version) => {
		const code = examples.get(name);
		return code === undefined
			? getSourceFile(name, version)
			: ts.createSourceFile(name, code, version);
	};
	const program = ts.createProgram([site, close], options, host);
	const problems = [...examples.keys()].flatMap((name) => {
		const source = program.getSourceFile(name);
		return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
	});
	expect(problems.map(({ messageText }) => messageText)).toEqual([]);
}, 120_000);

it('the resource of CONTRIBUTING.md has all operations, and takes ten lines at most', () => {
	const { site: resource } = run(site) as { site: Collection };
	expect(resource.operations.map(({ value }) => value)).toEqual(['getAll', 'get', 'search']);
	expect(examples.get(site)?.trim().split('\n').length).toBeLessThanOrEqual(10);
});

it('the operation of CONTRIBUTING.md sends what it says', async () => {
	const { close: operationOf } = run(close) as { close(descriptor: Descriptor): Operation };
	const { descriptor } = (run(site) as { site: Collection }).site;
	const sent: IHttpRequestOptions[] = [];
	const call = {
		client: {
			settings: { apiBaseUrl: 'https://api.example.com' },
			request: async (request: IHttpRequestOptions) => sent.push(request),
		},
		parameter: () => '',
		locator: () => ' 7 ',
		options: () => readOptions({}),
	};
	const items = await operationOf(descriptor).run(call as unknown as OperationCall);
	expect(items).toEqual([{ json: { closed: true } }]);
	expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
		'POST https://api.example.com/Sites/7/close',
	]);
});

it('CONTRIBUTING.md lists the module-level state, with its place, and nothing else', () => {
	const rows = [...guide.matchAll(/^\| `(\w+)` \| `([\w/.]+\.ts)` \| \S.* \| \S.* \|$/gm)];
	const files = ['credentials', 'lib', 'nodes'].flatMap((folder) => filesIn(folder, '.ts'));
	const state = files.flatMap((file) =>
		[
			...readText(file).matchAll(
				/^(?:export )?(?:let (\w+)|const (\w+)\b(?!: Readonly).* = new (?:\w*Map|\w*Set|TokenCache)\b(?:<.*>)?\((?!\[))/gm,
			),
		].map(([, variable, constant]) => `${variable ?? constant} ${file}`),
	);
	expect(rows.map(([, name, file]) => `${name} ${file}`).sort()).toEqual(state.sort());
});

it('CONTRIBUTING.md names files that exist', () => {
	const shipped = ['credentials', 'lib', 'nodes', 'scripts', 'test'].flatMap((folder) => [
		...filesIn(folder, 'ts'),
		...filesIn(folder, 'mjs'),
	]);
	const made = [...examples.keys()];
	const named = [...guide.matchAll(/`([\w/]+\.(?:ts|mjs))`/g)].map(([, file]) => file);
	const isThere = (file: string) =>
		[...shipped, ...made].some((each) => `/${each}`.endsWith(`/${file}`));
	expect(named.filter((file) => !isThere(file))).toEqual([]);
});

/** What an example exports, run as if it were the file that it shows. */
function run(file: string): unknown {
	const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
	const { outputText } = ts.transpileModule(examples.get(file) ?? '', { compilerOptions });
	const exported = {};
	const load = (name: string): unknown => jest.requireActual(join(dirname(file), name));
	// eslint-disable-next-line @n8n/community-nodes/no-dangerous-functions -- code of the project itself
	new Function('require', 'exports', outputText)(load, exported);
	return exported;
}
