import { cpuUsage } from 'node:process'; // eslint-disable-line @n8n/community-nodes/no-restricted-imports -- tests are not shipped

import fc from 'fast-check';

import { AuroraError } from '../../../lib/http/errors';

/** The same cases every time: change it to try others. */
const SEED = 20_261_123;

/** Seconds of the processor for one case, however busy it is: a regular expression that runs away takes longer. */
const LONGEST_CASE = 20;

jest.setTimeout(300_000);

let cases = 0;

/** Cases so far in this file. */
export const casesSoFar = () => cases;

/**
 * Checks a property for many made-up values. Whatever is thrown must be meant for users, nothing may
 * take long, and no object may get a property by way of its prototype.
 *
 * @param runs how many values
 */
export function holds<T extends [unknown, ...unknown[]]>(
	values: { [K in keyof T]: fc.Arbitrary<T[K]> },
	runs: number,
	property: (...given: T) => void,
): void {
	fc.assert(
		fc.property(...(values as unknown as [fc.Arbitrary<unknown>]), (...given) => {
			cases++;
			const start = cpuUsage();
			orRefusal(() => property(...(given as unknown as T)));
			expectQuickAndClean(start);
		}),
		{ numRuns: runs, seed: SEED },
	);
}

/** The same for what comes later. */
export async function holdsLater<T extends [unknown, ...unknown[]]>(
	values: { [K in keyof T]: fc.Arbitrary<T[K]> },
	runs: number,
	property: (...given: T) => Promise<void>,
): Promise<void> {
	await fc.assert(
		fc.asyncProperty(...(values as unknown as [fc.Arbitrary<unknown>]), async (...given) => {
			cases++;
			const start = cpuUsage();
			await property(...(given as unknown as T)).catch(refuseOthers);
			expectQuickAndClean(start);
		}),
		{ numRuns: runs, seed: SEED },
	);
}

/** What a call returns; undefined when it refuses with a sentence for users. */
export function orRefusal<T>(call: () => T): T | undefined {
	try {
		return call();
	} catch (thrown) {
		refuseOthers(thrown);
		return undefined;
	}
}

function refuseOthers(thrown: unknown): void {
	if (thrown instanceof AuroraError) {
		expect(thrown.message).not.toBe('');
		return;
	}
	throw thrown;
}

const ownNames = [Object.prototype, Array.prototype, Function.prototype, String.prototype].map(
	(prototype) => [prototype, Object.getOwnPropertyNames(prototype).join()] as const,
);

function expectQuickAndClean(start: NodeJS.CpuUsage): void {
	const took = cpuUsage(start).user / 1_000_000;
	if (took > LONGEST_CASE) throw new Error(`The case took ${took} seconds`);
	for (const [prototype, names] of ownNames) {
		if (Object.getOwnPropertyNames(prototype).join() !== names)
			throw new Error(`A prototype has other properties now than ${names}`);
	}
}

/** Names that lead astray in one language or another. */
export const names = fc.oneof(
	fc.constantFrom(
		'__proto__',
		'constructor',
		'prototype',
		'toString',
		'hasOwnProperty',
		'constructor.prototype.polluted',
		'__proto__.polluted',
		'',
		'.',
		'..',
		'0',
		'-1',
		'id',
		'data',
		'items',
		'next',
		'total',
		'count',
		'length',
		'then',
		'toJSON',
	),
	fc.string({ unit: 'binary', maxLength: 30 }),
	fc.string({ unit: 'grapheme-composite', maxLength: 12 }),
);

const shortTexts = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), names);

/** Texts of every kind, now and then one of 50,000 characters. */
export const texts = fc.oneof(
	{ weight: 100, arbitrary: shortTexts },
	{
		weight: 1,
		arbitrary: fc
			.constantFrom('a', ' ', '<', '"', '\\', ';', ',', '0', 'é', '\u0000', '-', '(', '%', '/')
			.map((unit) => unit.repeat(50_000)),
	},
);

/** Any JSON value, with the names above; also what only `JSON.parse` can make, a field `__proto__`. */
export const json: fc.Arbitrary<unknown> = fc.letrec((again) => ({
	value: fc.oneof(
		{ maxDepth: 3, withCrossShrink: true },
		fc.constantFrom(null, true, false, 0, -0, 1e308, -1, 1.5),
		shortTexts,
		fc.integer(),
		fc.array(again('value'), { maxLength: 3 }),
		fc
			.array(fc.tuple(names, again('value')), { maxLength: 4 })
			.map((fields) => record(fields as Array<[string, unknown]>)),
	),
})).value;

/** A record as `JSON.parse` makes it. */
export function record(fields: Array<[string, unknown]>): Record<string, unknown> {
	const made: Record<string, unknown> = {};
	for (const [name, value] of fields)
		Object.defineProperty(made, name, {
			value,
			writable: true,
			enumerable: true,
			configurable: true,
		});
	return made;
}
