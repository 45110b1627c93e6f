import { posix } from 'node:path'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- tests are not shipped

import { exists, filesIn, readText } from './support/projectFiles';

const GUIDES = ['README', 'CONTRIBUTING', 'CHANGELOG', 'SECURITY', 'examples/README'];

describe.each([
	...GUIDES.map((name) => `${name}.md`),
	'test/sandbox/README.md',
	...filesIn('docs', '.md'),
])('%s', (page) => {
	it('links to files and headings that exist', () => {
		const links = [...readText(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
		const broken = links.filter((link) => {
			if (/^https?:/.test(link)) return false;
			const [path, anchor] = link.split('#');
			const target = path === '' ? page : posix.join(posix.dirname(page), path);
			return !exists(target) || (anchor && !anchorsOf(readText(target)).includes(anchor));
		});
		expect(broken).toEqual([]);
	});
});

it('the addresses that n8n shows lead to headings of the README', () => {
	const files = [...filesIn('credentials', '.ts'), ...filesIn('nodes/Aurora', '.node.json')];
	const shown = files.flatMap((file) => [...readText(file).matchAll(/n8n-nodes-aurora#([\w-]+)/g)]);
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
