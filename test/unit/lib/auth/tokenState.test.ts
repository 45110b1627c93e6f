import {
	isBefore,
	later,
	transition,
	validToken,
	type AccessToken,
	type CurrentToken,
	type TokenEvent,
	type TokenState,
} from '../../../../lib/auth/tokenState';
import { AuroraError } from '../../../../lib/http/errors';

const at = (ms: number) => ({ epoch: ms, steady: ms });

const token = (value: string, expiresAt = 1000): AccessToken => ({
	value,
	issuedAt: 0,
	renewAt: at(expiresAt / 2),
	expiresAt: at(expiresAt),
});

const current = token('current');
const next = token('next', 2000);
const pending = Promise.resolve(next);
const failure = { error: new AuroraError('Wrong secret', ''), until: 10 };

const currentTokens: CurrentToken[] = [
	{ name: 'none' },
	{ name: 'fresh', token: current, isReplacement: true },
	{ name: 'proven', token: current },
	{ name: 'rejected', token: current, isReplacement: true },
];
const states: TokenState[] = [
	...currentTokens,
	...currentTokens.map((each) => ({
		name: 'requested' as const,
		current: each,
		pending,
		since: 5,
	})),
	...currentTokens.map((each) => ({ name: 'failed' as const, current: each, ...failure })),
];
const events = {
	request: { name: 'request', pending, since: 5 },
	issue: { name: 'issue', token: next, isReplacement: true },
	fail: { name: 'fail', ...failure },
	restore: { name: 'restore', token: next },
	accept: { name: 'accept', value: 'current' },
	reject: { name: 'reject', value: 'current' },
} satisfies Record<string, TokenEvent>;

/** A state in one word, or in two while another token is requested or can't be had. */
const nameOf = (state: TokenState): string =>
	'current' in state ? `${state.name} ${state.current.name}` : state.name;
const valueOf = (state: TokenState) => validToken(state, at(0))?.value;

/** Each row a state, each column an event; `-` where nothing changes. */
const table = `
	state               request             issue  fail             restore            accept            reject
	none                requested none      -      -                proven             -                 -
	fresh               requested fresh     -      -                proven             proven            rejected
	proven              requested proven    -      -                proven             -                 -
	rejected            requested rejected  -      -                proven             proven            -
	requested none      -                   fresh  failed none      requested proven   -                 -
	requested fresh     -                   fresh  failed fresh     requested proven   requested proven  requested rejected
	requested proven    -                   fresh  failed proven    requested proven   -                 -
	requested rejected  -                   fresh  failed rejected  requested proven   requested proven  -
	failed none         requested none      -      -                failed proven      -                 -
	failed fresh        requested fresh     -      -                failed proven      failed proven     failed rejected
	failed proven       requested proven    -      -                failed proven      -                 -
	failed rejected     requested rejected  -      -                failed proven      failed proven     -
`;
const [header, ...rows] = table
	.trim()
	.split('\n')
	.map((line) => line.trim().split(/\s{2,}/));
const cases = rows.flatMap(([from, ...cells]) =>
	cells.map((to, column) => [from, header[column + 1], to]),
);

it('has every state in its table', () => {
	expect(rows.map(([from]) => from)).toEqual(states.map(nameOf));
	expect(header.slice(1)).toEqual(Object.keys(events));
});

test.each(cases)('%s, %s: %s', (from, name, to) => {
	const state = states.find((each) => nameOf(each) === from)!;
	const event = events[name as keyof typeof events];
	const after = transition(state, event);
	if (to === '-') expect(after).toEqual(state);
	else expect(nameOf(after)).toBe(to);
	const isNext = to !== '-' && (name === 'issue' || name === 'restore');
	expect(valueOf(after)).toBe(isNext ? 'next' : valueOf(state));
	if (after.name === 'fresh' || after.name === 'rejected') expect(after.isReplacement).toBe(true);
	if (after.name === 'failed') expect(after).toMatchObject(failure);
	if (after.name === 'requested') expect(after).toMatchObject({ pending, since: 5 });
});

test.each(states.map((state) => [nameOf(state), state]))(
	'%s: news of another token changes nothing',
	(_, state) => {
		const older = [
			{ name: 'accept', value: 'older' },
			{ name: 'reject', value: 'older' },
		] as const;
		for (const event of older) expect(transition(state, event)).toBe(state);
		if (valueOf(state) === undefined) return;
		for (const stored of [token('current', 2000), token('other', 1000), token('other', 999)]) {
			expect(transition(state, { name: 'restore', token: stored })).toBe(state);
		}
	},
);

it('has no valid token from its expiry on', () => {
	const state: TokenState = { name: 'proven', token: current };
	expect([validToken(state, at(999)), validToken(state, at(1000))]).toEqual([current, undefined]);
});

test.each([
	[9, 9, true],
	[9, 10, false],
	[10, 9, false],
])('at %d by the one clock and %d by the other, it is before 10: %j', (epoch, steady, is) => {
	expect(isBefore({ epoch, steady }, later(at(4), 6))).toBe(is);
});
