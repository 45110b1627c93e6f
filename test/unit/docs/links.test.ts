import { posix } from 'node:path'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- tests are not shipped

import { exists, readText } from './support/projectFiles';

const PAGES = [
	'README.md',
	'CONTRIBUTING.md',
	'CHANGELOG.md',
	'SECURITY.md',
	'examples/README.md',
	'test/sandbox/README.md',
];

describe.each(PAGES)('the links in %s', (page) => {
	const links = [...readText(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
	const inside = links.filter((link) => !/^https?:/.test(link));

	it('lead to files and headings that exist', () => {
		const broken = inside.filter((link) => {
			const [path, anchor] = link.split('#');
			const target = path === '' ? page : posix.join(posix.dirname(page), path);
			if (!exists(target)) return true;
			return anchor !== undefined && !anchorsOf(readText(target)).includes(anchor);
		});
		expect(broken).toEqual([]);
	});
});

it('the addresses that n8n shows lead to headings of the README', () => {
	const shown = [
		'credentials/AuroraApi.credentials.ts',
		'nodes/Aurora/Aurora.node.json',
		'nodes/Aurora/AuroraTrigger.node.json',
	].flatMap((file) => [...readText(file).matchAll(/n8n-nodes-aurora#([\w-]+)/g)]);
	const anchors = ['readme', ...anchorsOf(readText('README.md'))];
	expect(shown.length).toBeGreaterThan(2);
	expect(shown.filter(([, anchor]) => !anchors.includes(anchor))).toEqual([]);
});

/** As GitHub makes them. */
function anchorsOf(text: string): string[] {
	return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\w\s-]/g, '')
			.replace(/\s/g, '-'),
	);
}
