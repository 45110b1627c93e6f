import { AuroraError } from '../../../lib/http/errors';
import type { HttpResponse } from '../../../lib/http/response';
import { isRecord } from '../../../lib/util/json';

import { plainName } from './pagingWords';
import { isSaid, saidBy } from './statusErrors';

/** Fields that say what a response is: `errors` where it is a failure whatever else is in it. */
const FIELDS = {
	success: ['success', 'ok', 'issuccess', 'succeeded', 'successful', 'issuccessful'],
	errors:
		'error errors haserror haserrors iserror fault faults exception exceptions errorcode errormessage errormsg'.split(
			' ',
		),
	codes: ['code', 'resultcode', 'returncode', 'retcode', 'errno'],
	statuses: ['code', 'status', 'statuscode', 'httpstatus'],
	outcomes: ['status', 'state', 'result', 'outcome'],
	texts: 'message msg errormessage resultmsg title detail description'.split(' '),
	/** They may say it instead of the response itself. */
	about: ['meta', 'metadata', 'header', 'status', 'response', 'result'],
};

/** Names of lists of what is wrong. */
const PROBLEMS =
	/^(details|violations|problems|issues|failures|invalidparams|(validation|field)errors|errordetails)$/;
const NO = /^(false|0|no|n)$/i;
const FAILED = /^(error|fail|failed|failure)$/i;
const NOT_GOOD =
	/^(errors?|fail\w*|fault|exception|(un|not |not_)available|timeout|denied|rejected|unauthori[sz]ed|forbidden|invalid\w*|nok|ko)$/i;
const GOOD_CODE = /^(0+|[23]\d\d|ok|success\w*)\W*$/i;
/** A word that all is well, after its name. */
const GOOD_WORD =
	/^(success|ok|status|\w*code|\w*message|\w*msg): (true|0+|[23]\d\d|ok|success\w*)\W*$/i;
const HTTP_ERROR = /^[45]\d\d$/;

/**
 * The error that a response with a good status tells of.
 *
 * @param isEmpty whether nothing else was found in it
 */
export function failureIn(
	body: unknown,
	response: HttpResponse,
	isEmpty = true,
): AuroraError | undefined {
	if (!isRecord(body) || !isFailure(body, response, isEmpty)) return undefined;
	const { status } = response;
	return new AuroraError(
		`Aurora responded with an error (status ${status})`,
		`Aurora says: ${saidBy(response, body)}`,
		{ status },
	);
}

/** Whether a list is one of what is wrong: by its name, a message beside it, and no word that all is well. */
export function isProblemList(holder: Record<string, unknown>, name: string): boolean {
	if (!PROBLEMS.test(plainName(name))) return false;
	const said = Object.entries(holder).map(
		([each, value]) => `${plainName(each)}: ${String(value)}`,
	);
	const isGood = said.some((each) => GOOD_WORD.test(each));
	return !isGood && said.some((each) => /(message|msg): (?!(null|undefined|false)$)./.test(each));
}

function isFailure(
	body: Record<string, unknown>,
	response: HttpResponse,
	isEmpty: boolean,
): boolean {
	const said = new Map(Object.entries(body).map(([name, value]) => [plainName(name), value]));
	const of = (names: string[]) =>
		names.filter((name) => said.has(name)).map((name) => said.get(name));
	const plain = (names: string[]) =>
		of(names)
			.filter((value) => typeof value !== 'object')
			.map(String);
	const texts = of(FIELDS.texts);
	const codes = plain(FIELDS.codes);
	if (plain(FIELDS.success).some((value) => NO.test(value))) return true;
	if (of(FIELDS.errors).some((value) => isSaid(value) && !GOOD_CODE.test(String(value))))
		return true;
	if (plain(FIELDS.outcomes).some((value) => FAILED.test(value))) return true;
	const isTold = isEmpty || texts.length > 0;
	if (isTold && plain(FIELDS.statuses).some((status) => HTTP_ERROR.test(status))) return true;
	if (!isEmpty) return false;
	if (plain(FIELDS.outcomes).some((value) => NOT_GOOD.test(value))) return true;
	const isGood = [...plain(FIELDS.statuses), ...codes, ...plain(FIELDS.texts)].some((value) =>
		GOOD_CODE.test(value),
	);
	// A code that is no HTTP status has a meaning of its own, which only words can tell.
	if (!isGood && codes.some((code) => /^-\d+$/.test(code) || texts.length > 0)) return true;
	if (texts.length > 0 && response.status !== 200) return true;
	if (Object.keys(body).some((name) => isSaid(body[name]) && isProblemList(body, name)))
		return true;
	return of(FIELDS.about).some((about) => isRecord(about) && isFailure(about, response, isEmpty));
}
