import { accompany, anyEnvelope, anyHeaders } from './anyEnvelope';
import { anyPaging, withTraits } from './anyPaging';
import { Dice } from './dice';
import { envelopeAt } from './envelope';
import { anyEvidence } from './evidence/anyEvidence';
import { happenTo } from './happenings';
import { isConsistent } from './isConsistent';
import { makes } from './makes';
import type { AddressForm, Manner, Plan } from './plan';
import { anyIdentity, contents, makeRows, type Identity } from './rows';
import type { Style } from './spelling';

const styles = [
	[10, 'camel'],
	[6, 'snake'],
	[4, 'pascal'],
	[2, 'kebab'],
	[1, 'capitals'],
	[1, 'joined'],
] as const;

const addressForms: ReadonlyArray<readonly [number, AddressForm]> = [
	[6, 'absolute'],
	[6, 'relative'],
	[2, 'query'],
	[2, 'http'],
	[1, 'name'],
	[1, 'with port'],
	[1, 'another path'],
	[0.5, 'another host'],
];

/** The service of a number: the same for the same seed. */
export function planOf(seed: number, number: number): Plan {
	const dice = new Dice(seed, number);
	const wanted = anyIdentity(dice);
	for (;;) {
		const manner = dice.in100(35) ? knownManner(dice) : mixedManner(dice, wanted);
		const count = anyCount(dice, manner.paging.size);
		const isAmbiguous = accompany(dice, manner.envelope, manner.style, count);
		if (isConsistent(manner)) return anyPlan(dice, { ...manner, isAmbiguous }, wanted, count);
	}
}

function anyPlan(
	dice: Dice,
	manner: Manner & { isAmbiguous: boolean },
	wanted: Identity,
	count: number,
): Plan {
	const { paging, envelope } = manner;
	const identity = paging.by === 'last id' && !hasPlainIds(wanted) ? 'texts' : wanted;
	const idName = dice.weighed([
		[12, 'id'],
		[1, 'Id'],
		[1, 'ID'],
		[1, '_id'],
		[1, 'accountId'],
	] as const);
	const rows = makeRows(count, {
		identity,
		idName,
		content: dice.one(contents),
		second: paging.size,
	});
	const plan: Plan = {
		...manner,
		rows,
		identity,
		idName,
		isVolatile: dice.in100(8),
		natural: dice.weighed([
			[8, 'by id'],
			[1, 'reversed'],
			[1, 'mixed'],
		] as const),
		obeysSort: dice.in100(75),
		hidden: new Set(),
		addresses: { form: dice.weighed(addressForms), keepSort: dice.in100(80) },
		headers: anyHeaders(dice),
		claimsMore: 'when there is',
		isNoContent: envelope.path.length === 0 && dice.in100(4),
	};
	happenTo(dice, plan);
	return plan;
}

/** Every part by chance. */
function mixedManner(dice: Dice, identity: Identity): Manner {
	const style = dice.weighed<Style>(styles);
	const inQuery = style === 'capitals' ? 'snake' : style;
	const paging = anyPaging(dice, inQuery, hasPlainIds(identity));
	const envelope = anyEnvelope(dice, style);
	const evidence = anyEvidence(dice, paging, inQuery, envelope.path.length === 0);
	return { style, paging, envelope, evidence };
}

/** As an API does that is known. */
function knownManner(dice: Dice): Manner {
	const { name, style, paging, path, evidence, envelope } = dice.one(makes);
	const { beside = {}, outside = {} } = envelope;
	return {
		make: name,
		style,
		// Most of them don't refuse what they don't know.
		paging: withTraits(dice, { isStrict: dice.in100(5), ...paging }),
		envelope: envelopeAt(path, style, {
			...envelope,
			beside: { ...beside },
			outside: { ...outside },
		}),
		evidence,
	};
}

const hasPlainIds = (identity: Identity) => identity === 'numbers' || identity === 'texts';

function anyCount(dice: Dice, size: number): number {
	return dice.weighed<() => number>([
		[1.5, () => 0],
		[1.5, () => 1],
		[2, () => dice.between(2, Math.max(2, size - 1))],
		[4, () => size],
		[4, () => size + 1],
		[3, () => size * 2],
		[6, () => size * dice.between(2, 5) + dice.between(0, size)],
		[size < 500 ? 3 : 0, () => 1_234],
		[size < 20 ? 0 : 0.1, () => 10_000],
	])();
}
