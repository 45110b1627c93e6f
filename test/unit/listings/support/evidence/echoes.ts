import type { Dice } from '../dice';
import type { Evidence, PageFacts } from './evidence';

/** A word that tells of this page alone: it must not be taken for more, nor for the end. */
export function echoIn(field: string, value: (page: PageFacts) => unknown): Evidence {
	return {
		name: `'${field}' of this page`,
		is: 'echo',
		saysEnd: false,
		write: (page, out) => out.say(field, value(page)),
	};
}

const sizeIn = (field: string): Evidence => ({
	...echoIn(field, ({ size }) => size),
	tellsSize: true,
});

/** Cursors that are there on every page, the last one too. They can't be asked for. */
export function standingCursors(): Evidence {
	const cursors = echoIn('paging > cursors', ({ from }) => ({
		before: `b${from}`,
		after: `a${from}`,
	}));
	return { ...cursors, isVagueAtEnd: true };
}

const echoes: ReadonlyArray<() => Evidence> = [
	() => sizeIn('page size'),
	() => sizeIn('limit'),
	() => sizeIn('per page'),
	() => sizeIn('items per page'),
	() => echoIn('count', ({ here }) => here),
	() => echoIn('size', ({ here }) => here),
	() => echoIn('meta > count', ({ here }) => here),
	() => echoIn('page', ({ number }) => number),
	() => echoIn('current page', ({ number }) => number),
	() => echoIn('offset', ({ offset }) => offset),
	() => echoIn('prev', ({ from }) => (from > 0 ? '/earlier' : null)),
	() => echoIn('previous page', ({ from, number }) => (from > 0 ? number - 1 : null)),
	() =>
		echoIn('previous', ({ from, number, size }) =>
			from > 0 ? { page: number - 1, limit: size } : undefined,
		),
	() => echoIn('has previous', ({ from }) => from > 0),
	() => echoIn('links > self', ({ self }) => self),
	() => echoIn('links > first', ({ self, from }) => (from === 0 ? self : undefined)),
	standingCursors,
];

export const anyEcho = (dice: Dice): Evidence => dice.one(echoes)();
