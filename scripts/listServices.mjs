import { ensureCachedPackages } from './cachedPackages.mjs';

/**
 * Installs servers whose lists page in ways of their own, if they are not there yet: json-server, SAP's
 * OData server, nestjs-paginate and Feathers, each with what it needs.
 * @returns {Promise<string>} the folder, which holds node_modules
 * @throws {import('./userError.mjs').UserError}
 */
export async function ensureListServices() {
	return await ensureCachedPackages('list-services-1', {
		what: 'the servers of the list tests',
		hint: 'half a minute',
		dependencies: {
			'json-server': '0.17.4',
			'@sap/cds': '10.1.1',
			'@cap-js/sqlite': '3.1.1',
			express: '4.22.1',
			'nestjs-paginate': '15.0.1',
			'@nestjs/common': '11.2.10',
			'@nestjs/core': '11.2.10',
			'@nestjs/platform-express': '11.2.10',
			'@nestjs/swagger': '11.4.7',
			typeorm: '1.1.1',
			'sql.js': '1.16.0',
			'@feathersjs/feathers': '5.0.50',
			'@feathersjs/express': '5.0.50',
			'@feathersjs/memory': '5.0.50',
		},
	});
}
