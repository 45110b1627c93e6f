/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests are not shipped */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const projectFolder = join(__dirname, '../../../..');

/** The text of a file. @param path from the top of the project */
export function readText(path: string): string {
	return readFileSync(join(projectFolder, path), 'utf8');
}

/** Whether there is such a file or folder. @param path from the top of the project */
export function exists(path: string): boolean {
	return existsSync(join(projectFolder, path));
}

/** The files in a folder and below, sorted. @param folder from the top of the project, as are the results */
export function filesIn(folder: string, ending: string): string[] {
	return readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(ending))
		.map((name) => join(folder, name))
		.sort();
}
