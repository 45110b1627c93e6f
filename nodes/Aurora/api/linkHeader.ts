const LONGEST_HEADER = 50_000;

const LINK =
	/<([^<>]*)>((?:\s*;\s*[\w!#$&+\-.^`|~*]+\s*(?:=\s*(?:"(?:[^"\\]|\\.)*"|[^\s",;]*))?)*)/g;

const PARAMETER = /;\s*([\w!#$&+\-.^`|~*]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",;]*)))?/g;

/**
 * The target of the first link with a relation (RFC 8288, 3).
 *
 * @param header `Link` headers, joined with commas
 * @param rel compared without case; a link may have several, separated by blanks
 */
export function linkTarget(header: string, rel: string): string | undefined {
	for (const [, target, parameters] of header.slice(0, LONGEST_HEADER).matchAll(LINK)) {
		// Only the first rel of a link counts.
		const found = [...parameters.matchAll(PARAMETER)].find(([, name]) => /^rel$/i.test(name));
		const relations = (found?.[2] ?? found?.[3] ?? '').toLowerCase().split(' ');
		if (relations.includes(rel)) return target.trim();
	}
	return undefined;
}
