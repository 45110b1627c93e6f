/** Files of one kind import those of their own kind and of the kinds below it. Regular expressions. */
const LAYERS = {
	'node files': '^nodes/Aurora/\\w+\\.node\\.ts$',
	trigger: '^nodes/Aurora/trigger/',
	resources: '^nodes/Aurora/resources/',
	operations: '^nodes/Aurora/operations/',
	api: '^nodes/Aurora/api/',
	'lib/auth': '^lib/auth/',
	'lib/http': '^lib/http/',
	'lib/util': '^lib/util/',
};

const CREDENTIALS = '^credentials/';
const OURS = '^(credentials|lib|nodes)/';

const names = Object.keys(LAYERS);
const layers = Object.values(LAYERS);

const upward = names.slice(1).map((name, index) => ({
	name: `${name} imports only what is below it`,
	from: { path: LAYERS[name] },
	to: { path: layers.slice(0, index + 1) },
}));

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
export const forbidden = [
	...upward,
	{
		name: 'nodes import lib/auth by its index',
		from: { path: '^nodes/' },
		to: { path: '^lib/auth/', pathNot: '^lib/auth/index\\.ts$' },
	},
	{ name: 'no circle', from: {}, to: { circular: true } },
	{
		name: 'nodes and lib do not know the credentials',
		from: { path: '^(lib|nodes)/' },
		to: { path: CREDENTIALS },
	},
	{
		name: 'credentials do not know the nodes',
		from: { path: CREDENTIALS },
		to: { path: '^nodes/' },
	},
	{
		name: 'every file has its place',
		from: {},
		to: { path: OURS, pathNot: [...layers, CREDENTIALS] },
	},
];
