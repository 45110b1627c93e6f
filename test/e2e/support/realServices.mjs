import { createRequire } from 'node:module';
import path from 'node:path';
import { ensureListServices } from '../../../scripts/listServices.mjs';

const folder = await ensureListServices();
const require = createRequire(path.join(folder, 'package.json'));

/**
 * Servers that others wrote, at their own defaults. Each serves `GET /Accounts`.
 * @typedef {object} RealService
 * @property {import('node:http').RequestListener} listener
 * @property {(accounts: { id: number, name: string }[]) => unknown} fill
 */

/** A bare list of everything; pages with Link headers for who asks. @returns {RealService} */
export function jsonServer() {
	const { create, router } = require('json-server');
	const routes = router({ Accounts: [] });
	const fill = (accounts) => routes.db.setState({ Accounts: accounts });
	return { listener: create().use(routes), fill };
}

/** SAP CAP: OData 4, pages of 100 with an `@odata.nextLink` that is relative. @returns {Promise<RealService>} */
export async function odata() {
	const cds = require('@sap/cds');
	cds.root = folder;
	Object.assign(cds.env.log.levels, { odata: 'silent', cds: 'silent' });
	const db = { kind: 'sqlite', impl: '@cap-js/sqlite', credentials: { url: ':memory:' } };
	cds.env.requires.db = db;
	const model = cds.parse(`
		@protocol: 'odata-v4' @path: '/'
		service Api {
			@cds.query.limit: 100
			entity Accounts { key id: Integer; name: String; }
		}`);
	cds.model = cds.compile.for.nodejs(model);
	cds.db = await cds.connect.to('db');
	await cds.deploy(model).to(cds.db, { silent: true });
	const listener = require('express')();
	await cds.serve('all').from(cds.model).in(listener);
	const { DELETE, INSERT } = cds.ql;
	const fill = async (accounts) => {
		await cds.run(DELETE.from('Api.Accounts'));
		if (accounts.length > 0) await cds.run(INSERT.into('Api.Accounts').entries(accounts));
	};
	return { listener, fill };
}

/** `{ data, meta, links }` with absolute links, 20 on a page. @returns {Promise<RealService>} */
export async function nestjsPaginate() {
	require('reflect-metadata');
	const { Controller, Get, Module } = require('@nestjs/common');
	const { NestFactory } = require('@nestjs/core');
	const { Paginate, paginate } = require('nestjs-paginate');
	const { DataSource, EntitySchema } = require('typeorm');
	const columns = { id: { type: Number, primary: true }, name: { type: String } };
	const entity = new EntitySchema({ name: 'Account', columns });
	const driver = await require('sql.js')();
	const source = new DataSource({ type: 'sqljs', driver, entities: [entity], synchronize: true });
	const accounts = (await source.initialize()).getRepository('Account');

	class Accounts {
		async list(query) {
			return await paginate(query, accounts, { sortableColumns: ['id'] });
		}
	}
	class App {}
	// What a decorator does: Node.js knows none.
	Controller('Accounts')(Accounts);
	Get()(Accounts, 'list', Object.getOwnPropertyDescriptor(Accounts.prototype, 'list'));
	Paginate()(Accounts.prototype, 'list', 0);
	Module({ controllers: [Accounts] })(App);
	const app = await NestFactory.create(App, { logger: false });
	await app.init();
	const fill = async (list) => {
		await accounts.clear();
		await accounts.insert(list);
	};
	return { listener: app.getHttpAdapter().getInstance(), fill };
}

/**
 * `{ total, limit, skip, data }`, 10 on a page and 50 at most; any other parameter filters.
 * @returns {RealService}
 */
export function feathers() {
	const { default: express, rest } = require('@feathersjs/express');
	const { memory } = require('@feathersjs/memory');
	const app = express(require('@feathersjs/feathers').feathers()).configure(rest());
	const service = memory({ paginate: { default: 10, max: 50 } });
	app.use('Accounts', service);
	const sort = ({ params }) => {
		const { orderBy, ...query } = params.query;
		params.query = { ...query, $sort: { id: 1 } };
	};
	app.service('Accounts').hooks({ before: { find: [sort] } });
	app.use(express.errorHandler({ logger: false }));
	const fill = (accounts) => {
		service.store = Object.fromEntries(accounts.map((account) => [account.id, account]));
	};
	return { listener: app, fill };
}
