// RFC 8288: which link of a header has a relation.
import { linkTarget } from '../../../../nodes/Aurora/api/linkHeader';

test.each<[header: string, target: string | undefined]>([
	['</a>; rel="next"', '/a'],
	['</a>; rel=next', '/a'],
	['</a>;rel=next', '/a'],
	['</a> ; rel = "next"', '/a'],
	['</a>  ;  rel  =  "next"', '/a'],
	['</a>; REL="Next"', '/a'],
	['< /a >; rel="next"', '/a'],
	['</a>; title="x"; rel="next"', '/a'],
	['</a>; title="a, b; rel=prev"; rel="next"', '/a'],
	['</a>; title="a \\" b"; rel="next"', '/a'],
	['</a>; crossorigin; rel=next', '/a'],
	['</a>; rel="prev next"', '/a'],
	['</a>; rel="prev  next"', '/a'],
	['</a>; rel="prev"; rel="next"', undefined],
	['</a>; xrel="next"', undefined],
	['</a>; relx="next"', undefined],
	['</a>; rel="nextpage"', undefined],
	['</a>; rel="prev"', undefined],
	['</a>; rel=""', undefined],
	['</a>; rel', undefined],
	['</a>; rel; rel=next', undefined],
	['</a>', undefined],
	['</a>; rel="prev", </b>; rel="next"', '/b'],
	['</a>; rel="next", </b>; rel="next"', '/a'],
	['</a,b>; rel="next"', '/a,b'],
	['/a; rel="next"', undefined],
	['', undefined],
	// Longer than any server lets a header be.
	[`${' '.repeat(50_000)}</a>; rel="next"`, undefined],
])('%s', (header, target) => {
	expect(linkTarget(header, 'next')).toBe(target);
});

test('a link without a relation has none that is empty', () => {
	expect(linkTarget('</a>; title="next"', 'prev')).toBeUndefined();
});
