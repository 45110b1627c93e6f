import { execFileSync } from 'node:child_process'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- tests are not shipped

import { documentedEnvironments } from '../../../lib/auth/settings';
import { collections, resources } from '../../../nodes/Aurora/resources';
import { eventItem } from '../../../nodes/Aurora/trigger/events';

import { filesIn, projectFolder, readText } from './support/projectFiles';

const SCHEMAS = 'nodes/Aurora/__schema__/v1.0.0';
const ID = { id: { type: ['string', 'number'] } };

interface Schema {
	properties: Record<string, Schema>;
}

const propertiesOf = (file: string) => (JSON.parse(readText(file)) as Schema).properties;

it('docs/reference.md says what the node, the trigger and the credential say', () => {
	const options = { cwd: projectFolder, stdio: 'pipe' } as const;
	// eslint-disable-next-line @n8n/community-nodes/no-dangerous-functions -- a script of the project itself
	expect(() => execFileSync('node', ['scripts/docs.mjs', '--check'], options)).not.toThrow();
});

it('every operation has an output schema, which names no field but the documented one', () => {
	const isCollection = (value: string) => collections.some((each) => each.value === value);
	const expected = resources.flatMap(({ value, operations }) =>
		operations.map((operation) => {
			const file = `${SCHEMAS}/${value}/${operation.value}.json`;
			expect([file, propertiesOf(file)]).toEqual([file, isCollection(value) ? ID : {}]);
			return file;
		}),
	);
	const events = collections.map(({ value }) => `${SCHEMAS}/${value}.json`);
	expect(filesIn(SCHEMAS, '.json')).toEqual([...expected, ...events].sort());
});

it.each(collections)(
	'the output schema of the trigger names the fields of an event of $value',
	({ descriptor }) => {
		const { json } = eventItem(descriptor, 'Updated', {}, { changedFields: [] });
		const schema = propertiesOf(`${SCHEMAS}/${descriptor.value}.json`);
		expect(Object.keys(schema)).toEqual(expect.arrayContaining(Object.keys(json)));
		expect(schema[descriptor.value].properties).toEqual(ID);
	},
);

it.each(['README.md', 'SECURITY.md', ...filesIn('docs', '.md')])(
	'%s names no address of Aurora but the documented ones',
	(page) => {
		const known = Object.values(documentedEnvironments).flatMap(({ apiBaseUrl, issuerUrl }) => [
			apiBaseUrl,
			issuerUrl,
		]);
		const told = readText(page).match(/https?:\/\/[\w.-]*(aurora\.co\.uk|auth0\.com)/g) ?? [];
		expect(told.filter((address) => !known.includes(address))).toEqual([]);
	},
);
