import type { Envelope } from '../envelope';
import type { Evidence } from '../evidence/evidence';
import type { Paging } from '../paging';
import type { Style } from '../spelling';

/** How an API that is known speaks about its lists. */
export interface Make {
	name: string;
	style: Style;
	paging: Pick<Paging, 'by' | 'parameter'> & Partial<Paging>;
	/** Path of the list, ` > ` between names; none for a bare list. */
	path: string;
	evidence: Evidence[];
	envelope: Partial<Envelope>;
}

/** The parameter of the place, the one of the page's size, and the size by default. */
type Asked = [parameter: string, sizeParameter?: string, size?: number];

type Rest = Partial<Pick<Make, 'style' | 'envelope'>> & { paging?: Partial<Paging> };

const maker =
	(by: Paging['by'], first: 0 | 1 = 0) =>
	(
		name: string,
		[parameter, sizeParameter, size]: Asked,
		path: string,
		evidence: Evidence[],
		{ style = 'camel', envelope = {}, paging = {} }: Rest = {},
	): Make => ({
		name,
		style,
		paging: {
			by,
			parameter,
			sizeParameter,
			first,
			...(size === undefined ? {} : { size }),
			...paging,
		},
		path,
		evidence,
		envelope,
	});

/** Pages with a number, records that are skipped, a token from the answer, the last id. */
export const byPage = maker('page', 1);
export const byOffset = maker('offset');
export const byToken = maker('token');
export const byLastId = maker('last id');
