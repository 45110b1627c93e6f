import { AURORA, examples } from './support/examples';
import { operations } from './support/fields';
import { filesIn, readText } from './support/projectFiles';

const SCHEMAS = 'nodes/Aurora/__schema__/v1.0.0';

interface Schema {
	type: string;
	properties: Record<string, Schema>;
}

describe.each(
	operations.map(({ resource, name, value }) => [resource.name, name, resource.value, value]),
)('%s → %s', (_resourceName, _name, resource, operation) => {
	it('has an output schema that names no field but the documented one', () => {
		const schema = readSchema(`${SCHEMAS}/${resource}/${operation}.json`);
		expect(schema.type).toBe('object');
		expect(schema.properties).toEqual(
			resource === 'account' ? { id: { type: ['string', 'number'] } } : {},
		);
	});

	it('has an example', () => {
		const used = examples
			.flatMap(({ nodes }) => nodes)
			.filter(({ type }) => type.startsWith(AURORA))
			.map(({ parameters }) => `${String(parameters.resource)} ${String(parameters.operation)}`);
		expect(used).toContain(`${resource} ${operation}`);
	});
});

describe('the trigger', () => {
	it('has an output schema', () => {
		const { properties } = readSchema(`${SCHEMAS}/output.json`);
		expect(Object.keys(properties)).toEqual(['event', 'detectedAt', 'changedFields', 'account']);
		expect(properties.account.properties).toEqual({ id: { type: ['string', 'number'] } });
	});

	it('has an example', () => {
		const types = examples.flatMap(({ nodes }) => nodes).map(({ type }) => type);
		expect(types).toContain(`${AURORA}auroraTrigger`);
	});
});

it('there is no output schema without its operation', () => {
	const expected = operations.map(
		({ resource, value }) => `${SCHEMAS}/${resource.value}/${value}.json`,
	);
	expect(filesIn(SCHEMAS, '.json')).toEqual([...expected, `${SCHEMAS}/output.json`].sort());
});

function readSchema(path: string): Schema {
	return JSON.parse(readText(path)) as Schema;
}
