import type { Plan } from './plan';

/** What a service is, in words. */
export function describePlan(plan: Plan): string {
	const { make, rows, identity, idName, paging, addresses } = plan;
	return [
		...(make === undefined ? [] : [make]),
		`${rows.length} records (${identity}, ${idName})`,
		listOf(plan),
		...saidOf(plan),
		pagingOf(plan),
		`addresses ${addresses.form}${addresses.keepSort ? '' : ' without the order'}`,
		`past the end ${paging.pastEnd}`,
		...traitsOf(plan),
	].join('; ');
}

/** The same in short, for counting. */
export function kindOf({ paging, evidence, rows }: Plan): string {
	const kinds = new Set(evidence.map(({ is }) => is).filter((is) => is !== 'echo'));
	const says = kinds.size ? [...kinds].sort().join(' + ') : 'silent';
	return `${says}, by ${paging.by}, ${rows.length <= paging.size ? 'one page' : 'pages'}`;
}

function listOf({ envelope: { path, isObject, whenEmpty } }: Plan): string {
	if (path.length === 0) return 'a bare list';
	return `at ${path.join('.')}${isObject ? ' as an object' : ''}${whenEmpty === '[]' ? '' : `, when empty ${whenEmpty}`}`;
}

function saidOf({ evidence, envelope: { saidAt, beside, outside } }: Plan): string[] {
	const where = saidAt.length ? ` at ${saidAt.join('.')}` : '';
	const said = evidence.map(({ name }) => name).join(' and ');
	const others = [...Object.keys(beside), ...Object.keys(outside)];
	return [
		said === '' ? 'says nothing of pages' : `says${where} ${said}`,
		...(others.length ? [`beside ${others.join(', ')}`] : []),
	];
}

function pagingOf({ paging }: Plan): string {
	const { by, parameter, first, sizeParameter, size, most, tooMany } = paging;
	if (by === 'nothing') return `ignores what it is asked for, gives ${size}`;
	return `by ${by} '${parameter}' from ${first}, '${sizeParameter ?? ''}' ${size} up to ${most}, more is ${tooMany}`;
}

function traitsOf(plan: Plan): string[] {
	const { paging, faulty, change, hidden } = plan;
	return [
		paging.isStrict && 'refuses unknown parameters',
		paging.belowFirst === '400' && paging.first === 1 && paging.by === 'page' && 'no page 0',
		paging.isWholeUnasked && 'gives everything unasked',
		paging.isAnyCase && 'parameters in any case',
		paging.filters.length > 0 && `filters by ${paging.filters.join(', ')}`,
		plan.isVolatile && 'a volatile field',
		!plan.obeysSort && 'does not sort',
		plan.natural !== 'by id' && `naturally ${plan.natural}`,
		plan.claimsMore !== 'when there is' && `claims more ${plan.claimsMore}`,
		hidden.size > 0 && `${hidden.size} hidden`,
		faulty && `from record ${faulty.from} on answers ${faulty.body}`,
		change && `${change.what} before request ${change.before}`,
		plan.isAmbiguous && 'several lists',
		plan.isNoContent && '204 for none',
	].filter((trait) => typeof trait === 'string');
}
