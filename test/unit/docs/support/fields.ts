import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	NodePropertyTypes,
} from 'n8n-workflow';

import { AuroraApi } from '../../../../credentials/AuroraApi.credentials';
import { Aurora } from '../../../../nodes/Aurora/Aurora.node';
import { AuroraTrigger } from '../../../../nodes/Aurora/AuroraTrigger.node';

/** An operation as the node panel shows it. */
export interface ShownOperation {
	resource: { name: string; value: string };
	name: string;
	value: string;
	fields: INodeProperties[];
}

const node = new Aurora().description;
const triggerFields = new AuroraTrigger().description.properties;

/** The operations of the Aurora node with their fields. */
export const operations: ShownOperation[] = choices(fieldNamed('resource')).flatMap((resource) =>
	node.properties
		.filter((field) => field.name === 'operation' && isShown(field, 'resource', resource.value))
		.flatMap(choices)
		.map(({ name, value }) => ({
			resource: { name: resource.name, value: String(resource.value) },
			name,
			value: String(value),
			fields: node.properties.filter(
				(field) => isShown(field, 'resource', resource.value) && isShown(field, 'operation', value),
			),
		})),
);

/** Fields by the name of the operation that has them; the trigger counts as one. */
const fieldsByUse: Array<[use: string, fields: INodeProperties[]]> = [
	...operations.map(({ name, fields }): [string, INodeProperties[]] => [name, fields]),
	['Trigger', triggerFields],
];

/** Each field of each operation, without those inside of Options. */
export const fields = fieldsByUse.flatMap(([use, all]) =>
	all.filter(({ type }) => type !== 'collection').map((field) => ({ use, field })),
);

/** Each option of each operation. */
export const options = fieldsByUse.flatMap(([use, all]) =>
	all
		.filter(({ type }) => type === 'collection')
		.flatMap((field) =>
			(field.options as INodeProperties[]).map((option) => ({ use, field: option })),
		),
);

/** The fields of the credential that a user sees. */
export const credentialFields = new AuroraApi().properties.filter(({ type }) => type !== 'hidden');

/** The choices of a field, where it has some. */
export function choices({ type, options: all = [] }: INodeProperties): INodePropertyOptions[] {
	const kinds: NodePropertyTypes[] = ['options', 'multiOptions'];
	return kinds.includes(type) ? (all as INodePropertyOptions[]) : [];
}

/** Everything that a description of a field has to mention: choices, inner fields, bounds. */
export function partsOf(field: INodeProperties): string[] {
	const { minValue, maxValue } = field.typeOptions ?? {};
	const groups =
		field.type === 'fixedCollection' ? (field.options as INodePropertyCollection[]) : [];
	return [
		...choices(field).map(({ name }) => name),
		...groups.flatMap(({ displayName, values }) => [displayName, ...values.flatMap(namesOf)]),
		...(field.modes ?? []).map(({ displayName }) => displayName),
		...[minValue, maxValue].filter((bound) => bound !== undefined).map(String),
	];
}

/** The default as the README writes it. */
export function defaultOf(field: INodeProperties): string {
	const value = field.default;
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	if (typeof value === 'number') return String(value);
	const chosen = choices(field).filter((choice) => [value].flat().includes(choice.value as string));
	if (chosen.length > 0) return chosen.map(({ name }) => name).join(', ');
	return typeof value === 'string' && value !== '' ? `\`${value}\`` : '–';
}

function namesOf(field: INodeProperties): string[] {
	return [field.displayName, ...choices(field).map(({ name }) => name)];
}

function fieldNamed(name: string): INodeProperties {
	const found = node.properties.find((field) => field.name === name);
	if (!found) throw new Error(`The node has no field '${name}'`);
	return found;
}

function isShown(field: INodeProperties, name: string, value: unknown): boolean {
	const wanted = field.displayOptions?.show?.[name] as unknown[] | undefined;
	return wanted?.includes(value) ?? false;
}
