import type { PageFacts } from './evidence/evidence';
import type { Manner } from './plan';
import { Sayings } from './sayings';

const middle: PageFacts = {
	here: 2,
	from: 2,
	size: 2,
	all: 6,
	isMore: true,
	next: '/n',
	self: '/s',
	nextValue: '2',
	number: 1,
	offset: 2,
};
const pages = [{ ...middle, from: 0 }, middle, { ...middle, from: 4, isMore: false }];

/** Whether no name is written by two parts of a manner, and no service would be as odd as this. */
export function isConsistent({ evidence, style, envelope, make }: Manner): boolean {
	const said = namesSaid(evidence, style);
	if (!said) return false;
	const { path, saidAt, beside, outside } = envelope;
	const besides = [...path.slice(-1), ...Object.keys(beside)];
	const isBeside = saidAt.length === path.length - 1;
	const outsides = [...path.slice(0, 1), ...Object.keys(outside)];
	const here = saidAt.length > path.length - 1 ? [saidAt[path.length - 1]] : said;
	const isTwice =
		(isBeside && said.some((name) => besides.includes(name))) ||
		(saidAt.length === 0 && said.some((name) => outsides.includes(name))) ||
		(path.length > 0 && here.some((name) => besides.includes(name))) ||
		outsides.slice(1).some((name) => path.includes(name) || saidAt.includes(name)) ||
		besides.slice(1).some((name) => path.length === 1 && outsides.includes(name));
	if (isTwice) return false;
	return make !== undefined || !(isLongJoined(evidence, style) || isNestedTwice(evidence, saidAt));
}

function namesSaid(evidence: Manner['evidence'], style: Manner['style']): string[] | undefined {
	const sayings = pages.map((page) => {
		const out = new Sayings(style);
		for (const each of evidence) each.write(page, out);
		return out;
	});
	if (sayings.some(({ isClash }) => isClash)) return undefined;
	return sayings.flatMap(({ fields }) => Object.keys(fields));
}

/** Without a sign between them, three words can't be told apart. */
const isLongJoined = (evidence: Manner['evidence'], style: Manner['style']) =>
	style === 'joined' && evidence.some(({ name }) => /'[^']*\w+ \w+ \w+[^']*'/.test(name));

/** `pageInfo.paging.total` and the like; only `meta` has others inside. */
const isNestedTwice = (evidence: Manner['evidence'], saidAt: string[]) =>
	saidAt.some((name) => /pag|info/i.test(name)) &&
	evidence.some(({ name }) => name.includes(' > '));
