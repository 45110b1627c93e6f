import type { Dice } from './dice';
import { changes, type Plan } from './plan';

/** Errors with status 200, and what is no JSON. */
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

/** Lets something happen while the list is read, or nothing. */
export function happenTo(dice: Dice, plan: Plan): void {
	const { rows, paging, identity } = plan;
	const isLong = rows.length > paging.size && !paging.isWholeUnasked;
	if (isLong && dice.in100(5)) plan.faulty = { from: paging.size, body: dice.one(errorBodies) };
	else if (rows.length > 0 && dice.in100(2)) plan.faulty = { from: 0, body: dice.one(errorBodies) };
	else if (isLong && identity === 'numbers' && dice.in100(15)) changeWhile(dice, plan);
	else if (isLong && dice.in100(6)) hide(dice, plan);
	else if (canClaim(plan) && dice.in100(10)) {
		plan.claimsMore = dice.in100(60) ? 'when full' : 'when any';
		paging.pastEnd = 'empty';
	}
}

/** Whether it says that there is more, so that it can say so too often. */
function canClaim({ paging, evidence }: Plan): boolean {
	const isSaid = evidence.some(({ is }) => ['address', 'number', 'token', 'flag'].includes(is));
	return isSaid && paging.by !== 'nothing' && !paging.isWholeUnasked;
}

function changeWhile(dice: Dice, plan: Plan): void {
	const { rows } = plan;
	const what = dice.one(changes);
	const spare =
		what === 'one more at the front'
			? rows.splice(0, 1)
			: what === 'one more at the end'
				? rows.splice(-1, 1)
				: [];
	plan.change = { before: dice.between(2, 5), what, spare };
	plan.natural = 'by id';
}

/** Records that others may see: all of a page, some of each page, or one of a later page. */
function hide(dice: Dice, plan: Plan): void {
	const { rows, paging } = plan;
	const page = dice.between(1, 2);
	const isHidden = dice.one<(at: number) => boolean>([
		(at) => Math.floor(at / paging.size) === page,
		(at) => at % 3 === 1,
		(at) => at === paging.size * page,
	]);
	plan.hidden = new Set(rows.filter((_, at) => isHidden(at)));
}
