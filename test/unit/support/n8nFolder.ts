/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests are not shipped */
// Import this before n8n-core, which wants a folder for its settings: one of its own, gone after the tests of a file.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'aurora-unit-'));
process.env.N8N_USER_FOLDER = folder;

// A proxy of the machine would be asked in place of the servers that the tests stand for.
for (const name of ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy']) {
	delete process.env[name];
	delete process.env[name.toUpperCase()];
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));
