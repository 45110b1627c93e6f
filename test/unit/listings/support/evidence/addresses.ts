import type { Dice } from '../dice';
import { shown, type Evidence } from './evidence';

const words = `next, next, next link, next url, next uri, next page url, next page link, next href,
	links > next, =_links > next, paging > next, pagination > next, pagination > next url,
	pages > next, =@odata.nextLink, =odata.nextLink, =__next`.split(/,\s+/);

/** Stands for "no next address". */
const ends = [null, '', {}, [], false];

type Form = 'text' | 'href' | 'url';
type End = 'left out' | 'itself' | 'an object around null' | { is: unknown };

/** The address of the next page, in a field. */
export function addressIn(field: string, form: Form = 'text', end: End = 'left out'): Evidence {
	const endName = typeof end === 'object' ? shown(end.is) : end;
	const inForm = (address: string | null) => (form === 'text' ? address : { [form]: address });
	return {
		name: `address in '${field}'${form === 'text' ? '' : `.${form}`}, at the end ${endName}`,
		is: 'address',
		saysEnd: end !== 'left out',
		pointsAtItself: end === 'itself',
		write(page, out) {
			if (page.isMore) out.say(field, inForm(page.next));
			else if (end === 'itself') out.say(field, inForm(page.self));
			else if (end === 'an object around null') out.say(field, { href: null });
			else if (typeof end === 'object') out.say(field, end.is);
		},
	};
}

export function anyAddress(dice: Dice): Evidence {
	const end = dice.weighed<() => End>([
		[4, () => 'left out'],
		[4, () => ({ is: dice.one(ends) })],
		[1, () => 'itself'],
		[1, () => 'an object around null'],
	]);
	const form = dice.weighed<Form>([
		[4, 'text'],
		[1, 'href'],
		[1, 'url'],
	]);
	return addressIn(dice.one(words), form, end());
}

/** Addresses as a list of relations, as PayPal and Oracle have it. */
export function addressList(field = 'links'): Evidence {
	return {
		name: `addresses in a list '${field}'`,
		is: 'address',
		saysEnd: false,
		write(page, out) {
			const links = [{ rel: 'self', href: page.self }];
			if (page.isMore) links.push({ rel: 'next', href: page.next });
			out.say(field, links);
		},
	};
}

interface LinkForm {
	rel?: string;
	/** There are other relations too. */
	hasOthers?: boolean;
	isInSeveralHeaders?: boolean;
	/** The last page names itself as the next one. */
	isItselfAtEnd?: boolean;
}

/** The address in a header `Link` (RFC 8288). */
export function linkHeader({
	rel = 'rel="next"',
	hasOthers = true,
	isInSeveralHeaders = false,
	isItselfAtEnd = false,
}: LinkForm = {}): Evidence {
	const traits = [
		isInSeveralHeaders && ' in several headers',
		isItselfAtEnd && ', at the end itself',
	];
	return {
		name: `address in header Link with ${rel}${traits.filter(Boolean).join('')}`,
		is: 'address',
		saysEnd: isItselfAtEnd,
		pointsAtItself: isItselfAtEnd,
		write(page, out) {
			const links: string[] = [];
			if (hasOthers) links.push(`<${page.self}>; rel="self"`);
			if (page.isMore || isItselfAtEnd)
				links.push(`<${page.isMore ? page.next : page.self}>; ${rel}`);
			if (hasOthers) links.push(`<${page.self}>; rel="alternate"; type="text/csv"`);
			if (links.length) out.sayInHeader('link', isInSeveralHeaders ? links : links.join(', '));
		},
	};
}

export function anyLinkHeader(dice: Dice): Evidence {
	return linkHeader({
		rel: dice.one([
			'rel="next"',
			'rel=next',
			'title="a, b"; rel="next"',
			'REL="NEXT"',
			'rel="next last"',
		]),
		hasOthers: dice.in100(60),
		isInSeveralHeaders: dice.in100(15),
		isItselfAtEnd: dice.in100(8),
	});
}
