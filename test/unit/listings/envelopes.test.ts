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

/** Reads a list that gives this answer to whatever is asked. */
const reading = async ({ name, status, headers, body, itemsProperty }: Answer, limit?: number) =>
	await read(() => ({ status, headers: { ...headers }, body: JSON.stringify(body) }), {
		path: `/${encodeURIComponent(name)}/${limit ?? 'all'}/Accounts`,
		limit,
		itemsProperty,
	});

const meaning = (want: string) =>
	(envelopes as Answer[])
		.filter((answer) => answer.want === want)
		.map((answer) => [answer.name, answer] as const);

/** Records of an answer that says that there is more: ten, or three. */
const heldBy = ({ body }: Answer) => (JSON.stringify(body).includes('"id":10') ? 10 : 3);

const idsTo = (last: number) => Array.from({ length: last }, (_, at) => ({ id: at + 1 }));

describe('answers that say that there is more, and no way to it', () => {
	test.each(meaning('more'))('%s: all are refused', async (_name, answer) => {
		const { error, broken, records } = await reading(answer);
		expect({ broken, records, isRefused: error !== undefined }).toEqual({
			records: [],
			isRefused: true,
		});
	});

	test.each(meaning('more'))('%s: a filled limit has a hint at once', async (_name, answer) => {
		for (const limit of [2, heldBy(answer)]) {
			const { hint, ...rest } = await reading(answer, limit);
			expect(rest).toMatchObject({ records: idsTo(limit), requests: 1 });
			expect([hint, rest.error, rest.broken]).toEqual([expect.any(String), undefined, undefined]);
		}
	});

	test.each(meaning('more'))('%s: fewer than the limit are no whole', async (_name, answer) => {
		const { hint, error, broken } = await reading(answer, 50);
		expect(broken).toBeUndefined();
		expect(hint ?? error).toEqual(expect.any(String));
	});
});

describe('answers that are all', () => {
	test.each(meaning('complete'))('%s: no error, no hint', async (_name, answer) => {
		for (const limit of [undefined, 3, 50]) {
			const { records, error, hint, broken } = await reading(answer, limit);
			expect(records).toMatchObject(idsTo(3));
			expect([error, hint, broken]).toEqual([undefined, undefined, undefined]);
		}
	});

	test.each(meaning('empty'))('%s: nothing, in one request', async (_name, answer) => {
		expect(await reading(answer)).toEqual({ records: [], requests: 1 });
	});
});
