import { TakenName, Sayings } from './answer';
import { Dice } from './dice';
import { anyEnvelope, companions, otherHeaders, type Envelope } from './envelope';
import type { Evidence } from './evidence';
import { anyEvidence } from './evidenceFor';
import { anyPaging } from './anyPaging';
import type { Paging } from './paging';
import { anyIdentity, contents, makeRows, type Identity, type Row, type RowsPlan } from './rows';
import { spelt, type Style } from './spelling';

/** Everything that makes a service. */
export interface Plan {
	/** What it is, in words. */
	name: string;
	/** The same in short, for counting. */
	kinds: string[];
	style: Style;
	rows: Row[];
	identity: Identity;
	idName: string;
	isVolatile: boolean;
	/** The order without a parameter that sorts. */
	natural: 'by id' | 'reversed' | 'mixed';
	obeysSort: boolean;
	/** Records that are counted, but not given. */
	hidden: ReadonlySet<Row>;
	paging: Paging;
	evidence: Evidence[];
	envelope: Envelope;
	/** There are other lists of objects, and nothing tells which one is meant. */
	isAmbiguous: boolean;
	addresses: { form: AddressForm; keepSort: boolean };
	headers: Record<string, string>;
	/** An empty list is a 204. */
	isNoContent: boolean;
	faulty?: { from: number; body: string };
	change?: { before: number; what: Change; spare: Row[] };
}

const forms = ['absolute', 'relative', 'query', 'http', 'name', 'another host'] as const;
type AddressForm = (typeof forms)[number];

const changes = [
	'first removed',
	'last removed',
	'one more at the front',
	'one more at the end',
] as const;
type Change = (typeof changes)[number];

/** The service of a number: the same for the same seed. */
export function planOf(seed: number, number: number): Plan {
	const dice = new Dice(seed, number);
	for (;;) {
		const plan = anyPlan(dice);
		if (isConsistent(plan)) return plan;
	}
}

function anyPlan(dice: Dice): Plan {
	const style = dice.weighed<Style>([
		[10, 'camel'],
		[6, 'snake'],
		[4, 'pascal'],
		[2, 'kebab'],
		[1, 'capitals'],
		[1, 'joined'],
	]);
	const identity = anyIdentity(dice);
	const paging = anyPaging(dice, style, identity);
	const envelope = anyEnvelope(dice, style, true);
	const evidence = anyEvidence(dice, paging, envelope.path.length === 0);
	const count = anyCount(dice, paging.size);
	const rowsPlan: RowsPlan = {
		identity,
		idName: dice.weighed([
			[12, 'id'],
			[1, 'Id'],
			[1, 'ID'],
			[1, '_id'],
			[1, 'accountId'],
		]),
		content: dice.one(contents),
	};
	const rows = makeRows(count, rowsPlan);
	const hasObjects = accompany(dice, envelope, style, count);
	const obeysSort = dice.in100(75);
	const plan: Plan = {
		name: '',
		kinds: [],
		style,
		rows,
		identity,
		idName: rowsPlan.idName,
		isVolatile: dice.in100(8),
		natural: dice.weighed([
			[8, 'by id'],
			[1, 'reversed'],
			[1, 'mixed'],
		] as const),
		obeysSort,
		hidden: new Set(),
		paging,
		evidence,
		envelope,
		isAmbiguous: hasObjects,
		addresses: {
			form: dice.weighed([
				[6, 'absolute'],
				[6, 'relative'],
				[2, 'query'],
				[2, 'http'],
				[1, 'name'],
				[0.5, 'another host'],
			] as const),
			keepSort: dice.in100(80),
		},
		headers: Object.fromEntries(dice.some(Object.entries(otherHeaders), dice.between(0, 2))),
		isNoContent: envelope.path.length === 0 && dice.in100(4),
	};
	happen(dice, plan);
	describe(plan);
	return plan;
}

function anyCount(dice: Dice, size: number): number {
	return dice.weighed<() => number>([
		[2, () => 0],
		[2, () => 1],
		[3, () => dice.between(2, Math.max(2, size - 1))],
		[5, () => size],
		[4, () => size + 1],
		[3, () => size * 2],
		[4, () => size * dice.between(2, 5) + dice.between(0, size)],
		[3, () => 1_234],
		[0.2, () => 10_000],
	])();
}

/** Puts other lists and fields beside the records. */
function accompany(dice: Dice, envelope: Envelope, style: Style, count: number): boolean {
	if (envelope.path.length === 0) return false;
	for (const [words, value] of dice.some(companions, dice.between(0, 3))) {
		const name = spelt(words, style);
		if (envelope.path.includes(name) || envelope.saidAt.includes(name)) continue;
		(dice.in100(50) ? envelope.beside : envelope.outside)[name] = value;
	}
	const isKnown = envelope.path.at(-1)?.toLowerCase() === 'accounts';
	if (isKnown && envelope.path.length === 1 && dice.in100(40)) envelope.beside.data = [];
	if (count === 0 || !dice.in100(5)) return false;
	envelope.beside[spelt('account owners', style)] = [{ id: 1, name: 'Ann' }];
	return !isKnown;
}

/** What happens while it is read. */
function happen(dice: Dice, plan: Plan): void {
	const { rows, paging, identity } = plan;
	const isLong = rows.length > paging.size;
	if (isLong && dice.in100(5)) plan.faulty = { from: paging.size, body: dice.one(errorBodies) };
	else if (rows.length > 0 && dice.in100(2)) plan.faulty = { from: 0, body: dice.one(errorBodies) };
	else if (isLong && identity === 'numbers' && dice.in100(15)) {
		const what = dice.one(changes);
		const spare =
			what === 'one more at the front'
				? rows.splice(0, 1)
				: what === 'one more at the end'
					? rows.splice(-1, 1)
					: [];
		plan.change = { before: dice.between(2, 5), what, spare };
		plan.natural = 'by id';
	} else if (isLong && dice.in100(12) && tellsWayOnly(plan)) {
		const isHole = dice.in100(50);
		const page = dice.between(1, 2);
		const holes = rows.filter((_, at) =>
			isHole ? Math.floor(at / paging.size) === page : at % 3 === 1,
		);
		plan.hidden = new Set(holes);
	}
}

function tellsWayOnly({ evidence }: Plan): boolean {
	return evidence.length > 0 && evidence.every(({ says }) => says === 'where');
}

const errorBodies = [
	'{"success":false,"message":"The quota is used up"}',
	'{"success":false,"errors":["The quota is used up"],"data":[]}',
	'{"errors":[{"code":42,"message":"The quota is used up"}],"data":null}',
	'{"code":"E42","message":"The quota is used up","details":[]}',
	'{"error":{"code":500,"message":"The quota is used up"}}',
	'{"status":"error","message":"The quota is used up","data":[]}',
	'<html><head><title>Busy</title></head></html>',
	'',
	'{"data":[{"id":1},{"id"',
];

/** Whether no word is written by two parts of the plan. */
function isConsistent({ evidence, style, envelope }: Plan): boolean {
	const out = new Sayings(style);
	const facts = {
		here: 2,
		from: 0,
		size: 2,
		all: 4,
		isMore: true,
		next: '/n',
		self: '/s',
		nextValue: '2',
		number: 1,
		first: 1,
	};
	try {
		for (const each of evidence) each.write(facts, out);
	} catch (thrown) {
		if (thrown instanceof TakenName) return false;
		throw thrown;
	}
	const { path, saidAt, beside, outside } = envelope;
	const said =
		saidAt.length === 0 ? Object.keys(out.fields) : [saidAt[0], ...Object.keys(out.fields)];
	const others = [...path, ...Object.keys(beside), ...Object.keys(outside)];
	const isShared = saidAt.length > 0 && path.length > 1 && saidAt[0] === path[0];
	const taken = said.filter((name) => others.includes(name) && !(isShared && name === path[0]));
	const isTwin = Object.keys(beside).some((name) => name in outside || path.includes(name));
	return taken.length === 0 && !isTwin;
}

/** Says what the service is. */
function describe(plan: Plan): void {
	const { paging, evidence, envelope, rows, addresses } = plan;
	const said = evidence.map(({ name }) => name);
	const asks =
		paging.by === 'nothing'
			? 'ignores what it is asked for'
			: `pages by ${paging.by} '${paging.parameter}' from ${paging.first}, size '${paging.sizeParameter ?? ''}' ${paging.size} up to ${paging.most} (more: ${paging.tooMany})`;
	const traits = [
		paging.isStrict && 'refuses unknown parameters',
		paging.isWholeUnasked && 'gives everything unasked',
		paging.filters.length > 0 && `filters by ${paging.filters.join(', ')}`,
		plan.isVolatile && 'a volatile field',
		!plan.obeysSort && 'does not sort',
		plan.natural !== 'by id' && `naturally ${plan.natural}`,
		plan.hidden.size > 0 && `${plan.hidden.size} hidden`,
		plan.faulty && `from ${plan.faulty.from} answers ${plan.faulty.body}`,
		plan.change && `${plan.change.what} before request ${plan.change.before}`,
		plan.isAmbiguous && 'several lists',
		plan.isNoContent && '204 for none',
	].filter((trait) => typeof trait === 'string');
	plan.name = [
		`${rows.length} records (${plan.identity}, ${plan.idName})`,
		envelope.path.length
			? `at ${envelope.path.join('.')}${envelope.isObject ? ' as an object' : ''}`
			: 'as a bare list',
		said.length
			? `says ${said.join(' and ')}${envelope.saidAt.length ? ` at ${envelope.saidAt.join('.')}` : ''}`
			: 'says nothing of pages',
		`addresses ${addresses.form}${addresses.keepSort ? '' : ' without the order'}`,
		asks,
		`past the end ${paging.pastEnd}`,
		...traits,
	].join('; ');
	plan.kinds = [
		paging.by,
		said.length === 0 ? 'silent' : evidence.some(({ says }) => says === 'where') ? 'where' : 'more',
		rows.length <= paging.size ? 'one page' : 'pages',
	];
}
