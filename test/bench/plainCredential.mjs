import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const CREDENTIAL = `
class PlainTokenApi {
	constructor() {
		this.name = 'plainTokenApi';
		this.displayName = 'Plain Token API';
		this.properties = [
			...['tokenUrl', 'clientId', 'clientSecret', 'audience'].map((name) => ({
				displayName: name, name, type: 'string', default: '',
			})),
			{ displayName: 'Token', name: 'token', type: 'hidden', typeOptions: { expirable: true }, default: '' },
		];
		this.authenticate = {
			type: 'generic',
			properties: { headers: { Authorization: '=Bearer {{$credentials.token}}' } },
		};
	}
	async preAuthentication({ tokenUrl, clientId, clientSecret, audience }) {
		const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, audience };
		const { access_token } = await this.helpers.httpRequest({
			method: 'POST',
			url: tokenUrl,
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			body: new URLSearchParams(form).toString(),
		});
		return { token: access_token };
	}
}
module.exports = { PlainTokenApi };
`;

/**
 * Packs a credential as most packages write one: it fetches a token when there is none or n8n asks
 * for a new one, and nothing else. The benchmark compares with it.
 * @param {string} folder to work in
 * @returns {Promise<string>} the tarball
 */
export async function packPlainCredential(folder) {
	const source = path.join(folder, 'plain-credential');
	fs.mkdirSync(source, { recursive: true });
	const manifest = {
		name: 'n8n-nodes-plain-token',
		version: '1.0.0',
		keywords: ['n8n-community-node-package'],
		n8n: { n8nNodesApiVersion: 1, credentials: ['PlainTokenApi.credentials.js'], nodes: [] },
	};
	fs.writeFileSync(path.join(source, 'package.json'), JSON.stringify(manifest));
	fs.writeFileSync(path.join(source, 'PlainTokenApi.credentials.js'), CREDENTIAL);
	const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
		cwd: source,
	});
	return path.join(folder, JSON.parse(stdout)[0].filename);
}
