import { filesIn, readText } from './projectFiles';

/** Stands for a part of a message that only a run knows. */
export const UNKNOWN = '…';

/** A value in a template, which may hold templates itself. */
const VALUE = /\$\{(?:[^{}`]|`[^`]*`)*\}/;

/** Comments, patterns, and the literals that are wanted. */
const TOKEN = new RegExp(
	[
		/\/\*[^]*?\*\/|\/\/.*/,
		/(?<=[(=,:]\s*)\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\//,
		/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/,
		new RegExp(`\`(?:[^\`\\\\$]|\\\\.|\\$(?!\\{)|${VALUE.source})*\``),
	]
		.map(({ source }) => source)
		.join('|'),
	'g',
);

/** What stands before a literal that is a message, or the reason in one. */
const OPENER =
	/(\b(\w+Error|refusedPath|hint)\(|\b(doubt|miscounted)\(facts,|\b(SILENT|NOT_TOLD|message|connectionTest|reason)(:| =)( \([^)]*\) =>)?|\breturn)( [^'"`;]+ \?)? ?$/;

const sources = ['lib', 'nodes', 'credentials'].flatMap((folder) => filesIn(folder, '.ts'));
const literals = sources.flatMap((file) => literalsIn(readText(file)));

/** The text of all literals: what messages are made of. */
export const shippedTexts = [...new Set(literals.map(({ text }) => text))];

/** The messages of errors, of the connection test and of hints, and the reasons that some end with. */
export const messages = [
	...new Set(literals.filter(({ isMessage }) => isMessage).map(({ text }) => text)),
];

function literalsIn(source: string): Array<{ text: string; isMessage: boolean }> {
	// A returned text with a full stop is advice, but where there are hints.
	const ending = /hint\(|doubt/.test(source) ? /./ : /[^.]$/;
	let end = 0;
	let isMessage = false;
	return [...source.matchAll(TOKEN)]
		.filter(([token]) => !token.startsWith('/'))
		.map(({ 0: token, index }) => {
			const before = source.slice(end, index).replace(/\s+/g, ' ');
			const text = textOf(token);
			const isOpened = OPENER.test(before) || (isMessage && before === ' : ');
			isMessage = isOpened && /[a-z]+ [a-z]+/i.test(text) && ending.test(text);
			end = index + token.length;
			return { text, isMessage };
		});
}

function textOf(literal: string): string {
	const values = new RegExp(VALUE, 'g');
	return literal.slice(1, -1).replace(values, UNKNOWN).replace(/\\(.)/g, '$1');
}
