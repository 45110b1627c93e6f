import envelopes from './envelopes.json';
import { read } from './support/reader';

/** An answer, and what it means: that there is more, that this is all, that there is nothing. */
interface Answer {
	name: string;
	want: string;
	status: number;
	headers: Record<string, string>;
	body: unknown;
	itemsProperty?: string;
}

/** Reads a list of which every page is this answer. */
const reading = async ({ name, status, headers, body, itemsProperty }: Answer, limit?: number) =>
	await read(() => ({ status, headers: { ...headers }, body: JSON.stringify(body) }), {
		path: `/${encodeURIComponent(name)}/${limit ?? 'all'}/Accounts`,
		limit,
		itemsProperty,
	});

const wanted = (want: string) =>
	(envelopes as Answer[])
		.filter((answer) => answer.want === want)
		.map((answer) => [answer.name, answer] as const);

describe('answers and what they mean', () => {
	test.each(wanted('more'))('%s: there is more', async (_name, answer) => {
		const { error, hint, records } = await reading(answer);
		// It is the only page that comes, whatever is asked for.
		expect({ records: records.length, isRefused: error !== undefined }).toEqual({
			records: 0,
			isRefused: true,
		});
		expect(hint).toBeUndefined();
		const few = await reading(answer, 3);
		expect(few).toMatchObject({ records: [{ id: 1 }, { id: 2 }, { id: 3 }], requests: 1 });
		expect(few.hint).toBeDefined();
		expect(few.error).toBeUndefined();
	});

	test.each(wanted('complete'))('%s: this is all', async (_name, answer) => {
		const all = [{ id: 1 }, { id: 2 }, { id: 3 }];
		for (const limit of [undefined, 3, 50]) {
			const { records, error, hint, broken } = await reading(answer, limit);
			expect({ records, error, hint, broken }).toMatchObject({ records: all });
			expect([error, hint, broken]).toEqual([undefined, undefined, undefined]);
		}
	});

	test.each(wanted('empty'))('%s: there is nothing', async (_name, answer) => {
		expect(await reading(answer)).toEqual({ records: [], requests: 1 });
	});
});
