import type { INodeProperties } from 'n8n-workflow';

import { documentedEnvironments } from '../../../lib/auth/environments';

import {
	credentialFields,
	defaultOf,
	fields,
	operations,
	options,
	partsOf,
} from './support/fields';
import { codeSpans, readme, rowsIn, section, type Row } from './support/readme';

describe('README.md tells of', () => {
	const uses = rowsIn(section('Operations')).filter((row) => row.Operation && row.Resource);

	it.each(operations.map(({ resource, name }) => [resource.name, name]))(
		'the operation %s → %s',
		(resource, name) => {
			const row = uses.find((each) => each.Resource === resource && each.Operation === name);
			expect(row?.['What it does']).toMatch(/\w/);
			expect(row?.Request).toMatch(/\w/);
		},
	);

	it('no operation that does not exist', () => {
		expect(uses).toHaveLength(operations.length);
	});

	const fieldRows = rowsIn(section('Fields'));
	const optionRows = rowsIn(section('Options'));
	const credentialRows = rowsIn(section('The credential')).filter((row) => row.Field);

	it.each(fields.map(({ use, field }) => [use, field.displayName, field] as const))(
		'%s: the field %s',
		(use, name, field) => {
			expectRow(
				fieldRows.filter((row) => row.Field === name && row.Operation.split(', ').includes(use)),
				field,
			);
		},
	);

	it.each(options.map(({ use, field }) => [use, field.displayName, field] as const))(
		'%s: the option %s',
		(use, name, field) => {
			expectRow(
				optionRows.filter((row) => row.Option === name && row.Where.split(', ').includes(use)),
				field,
			);
		},
	);

	it.each(credentialFields.map((field) => [field.displayName, field] as const))(
		'the field %s of the credential',
		(name, field) => {
			expectRow(
				credentialRows.filter((row) => row.Field === name),
				field,
			);
		},
	);

	it('no field and no use of one that does not exist', () => {
		const told = (rows: Row[], name: string, use: string) =>
			rows.flatMap((row) => row[use].split(', ').map((each) => `${each}: ${row[name]}`)).sort();
		const known = (list: Array<{ use: string; field: INodeProperties }>) =>
			list.map(({ use, field }) => `${use}: ${field.displayName}`).sort();
		expect(told(fieldRows, 'Field', 'Operation')).toEqual(known(fields));
		expect(told(optionRows, 'Option', 'Where')).toEqual(known(options));
		expect(credentialRows.map((row) => row.Field).sort()).toEqual(
			credentialFields.map(({ displayName }) => displayName).sort(),
		);
	});

	it.each(Object.values(documentedEnvironments))('the addresses of $label', (environment) => {
		const row = rowsIn(section('The credential')).find(
			({ Environment: name, API: api }) => name === environment.label && api,
		);
		expect(codeSpans(row?.API ?? '')).toEqual([environment.apiBaseUrl]);
		expect(codeSpans(row?.['Token endpoint'] ?? '')).toEqual([environment.tokenUrl]);
		expect(codeSpans(row?.['OpenID issuer'] ?? '')).toEqual([environment.issuerUrl]);
		expect(environment.audience).toBe(environment.apiBaseUrl);
	});

	it('no other address of Aurora', () => {
		const known = Object.values(documentedEnvironments).flatMap((environment) => [
			environment.apiBaseUrl,
			`${environment.apiBaseUrl}/Accounts?orderBy=id`,
			environment.tokenUrl,
			environment.issuerUrl,
			`${environment.issuerUrl}/.well-known/openid-configuration`,
		]);
		const told = readme.match(/https?:\/\/[\w.-]*(aurora\.co\.uk|auth0\.com)[^\s`)]*/g) ?? [];
		expect(told.filter((address) => !known.includes(address))).toEqual([]);
	});
});

/** One row, with the right default, that mentions all that can be chosen. */
function expectRow(rows: Row[], field: INodeProperties): void {
	expect(rows).toHaveLength(1);
	const [{ Default: told, Meaning: meaning }] = rows;
	expect(told).toBe(defaultOf(field));
	expect(partsOf(field).filter((part) => !meaning.includes(part))).toEqual([]);
	expect(meaning).toMatch(/\w/);
}
