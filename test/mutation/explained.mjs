/**
 * Broken places that no test has to notice.
 * @type {{
 *   file: string,
 *   code: string,
 *   becomes?: string[],
 *   because: string,
 * }[]} code: a part of the line where the place begins; becomes: what it is broken to, anything when absent
 */
export const explained = [
	{
		file: 'lib/auth/tokenCache.ts',
		code: 'held.value !== renewal.refused && held.expiresAt > now',
		becomes: ['true', 'held.expiresAt >= now'],
		because: 'A token that has ended is also due for renewal, which is asked right after it.',
	},
	{
		file: 'lib/auth/tokenCache.ts',
		code: 'replacesRefused: false',
		becomes: ['true'],
		because:
			'It is asked only of tokens that were not accepted yet, and a stored one counts as accepted.',
	},
	{
		file: 'lib/auth/tokenCache.ts',
		code: 'refusedRepeatedly: false',
		becomes: ['true'],
		because:
			'It is asked only of tokens that were not accepted yet, and a stored one counts as accepted.',
	},
	{
		file: 'lib/auth/requestAuth.ts',
		code: 'attempts.set(credentials, { unsure: false, ...attempt, failure });',
		becomes: ['true'],
		because: 'It is read of a request that was refused, and sending one notes it anew.',
	},
	{
		file: 'lib/auth/requestAuth.ts',
		code: 'given: token, unsure: false });',
		becomes: ['true'],
		because: 'It is read of a request that was refused, and sending one notes it anew.',
	},
	{
		file: 'lib/auth/requestAuth.ts',
		code: 'attempts.set(credentials, { limits, unsure: false });',
		becomes: ['true'],
		because: 'It is read of a request that was refused, and sending one notes it anew.',
	},
	{
		file: 'lib/auth/requestAuth.ts',
		code: 'return expiresAt > 0 ?',
		becomes: ['expiresAt >= 0'],
		because: 'A token that ended in 1970 is not used either way.',
	},
	{
		file: 'lib/auth/allowedOrigin.ts',
		code: '/^https?:$/.test(url.protocol)',
		becomes: ['/https?:$/', '/^https?:/'],
		because:
			'The origin is compared as well, and no other scheme shares it that begins or ends with http.',
	},
	{
		file: 'lib/http/networkError.ts',
		code: "host.replace(/:\\d+$/, '')",
		becomes: ['/:\\d+/'],
		because: 'A name that is looked up has no other colon than that of its port.',
	},
	{
		file: 'lib/auth/tokenResponse.ts',
		code: '.replace(/[\\p{Cc}\\p{Cf}\\u2028\\u2029]+/gu',
		becomes: ['/[\\p{Cc}\\p{Cf}\\u2028\\u2029]/gu'],
		because: 'The blanks that come of it are made one in the next line.',
	},
	{
		file: 'lib/http/redact.ts',
		code: 'secret.length >= SHORTEST ? formsOf(secret) : []',
		becomes: ['["Stryker was here"]'],
		because: 'It hides a text that nobody sends.',
	},
	{
		file: 'lib/auth/tokenCache.ts',
		code: 'entry = { requests: [], refused: [] };',
		becomes: ['["Stryker was here"]'],
		because: 'A text is no time of a request, and no token is called so.',
	},
	{
		file: 'lib/auth/requestAuth.ts',
		code: 'return old ? { refused: fallback.value, unsure: true } : {};',
		becomes: ['false'],
		because: 'It only matters within 20 seconds after a refusal, and the token is a minute old.',
	},
	{
		file: 'lib/auth/connectionTest.ts',
		code: 'connectionTest.rules?.find(',
		becomes: ['connectionTest.rules.find'],
		because: 'The rules are there; only their type says that they might not be.',
	},
	{
		file: 'lib/auth/connectionTest.ts',
		code: 'if (answer.status < 300 && answer.json === undefined) {',
		becomes: ['answer.status <= 300'],
		because: 'A status of 300 is told before.',
	},
	{
		file: 'lib/auth/environments.ts',
		code: '} catch {',
		becomes: ['{}'],
		because: 'A function that ends without return gives undefined as well.',
	},
	{
		file: 'lib/util/json.ts',
		code: '} catch {',
		becomes: ['{}'],
		because: 'A function that ends without return gives undefined as well.',
	},
	{
		file: 'lib/auth/environments.ts',
		code: '/^127\\.\\d+\\.\\d+\\.\\d+$/.test(host)',
		becomes: ['/127\\.\\d+\\.\\d+\\.\\d+$/'],
		because: 'No name of a host ends with a number, unless the whole is an address (WHATWG URL).',
	},
	{
		file: 'lib/auth/tokenErrors.ts',
		code: "const code = typeof json.error === 'string' ? json.error : '';",
		becomes: ['true'],
		because: 'The code is only compared with texts.',
	},
	{
		file: 'nodes/Aurora/api/findItems.ts',
		code: 'if (!isRecord(body)) return undefined;',
		becomes: ['false'],
		because: 'No field is found in what is no object.',
	},
	{
		file: 'nodes/Aurora/api/findItems.ts',
		code: '.filter(isRecord)];',
		becomes: ['PAGE_INFO_NAMES.map(name => fieldIn(body, name))'],
		because: 'No field is found in what is no object.',
	},
	{
		file: 'nodes/Aurora/api/findItems.ts',
		code: 'return count !== undefined && count > items.length',
		becomes: ['true'],
		because:
			'The compiler wants the question; the comparison after it gives the same answer without.',
	},
	{
		file: 'nodes/Aurora/api/findItems.ts',
		code: "return typeof count === 'number' && Number.isInteger(count)",
		becomes: ['true'],
		because:
			'The compiler wants the question; the comparison after it gives the same answer without.',
	},
	{
		file: 'nodes/Aurora/api/paginate.ts',
		code: 'if (records.length > limit) records.length = limit;',
		becomes: ['records.length >= limit'],
		because: 'It sets the length that it has.',
	},
	{
		file: 'nodes/Aurora/api/paginate.ts',
		code: 'total !== undefined && total > records.length ? total : true',
		becomes: ['true'],
		because:
			'The compiler wants the question; the comparison after it gives the same answer without.',
	},
	{
		file: 'nodes/Aurora/api/paginate.ts',
		code: 'return { items, total, next, unreachable: false };',
		becomes: ['true'],
		because: 'It is read of the last page only, and this one names a next.',
	},
	{
		file: 'nodes/Aurora/api/paginate.ts',
		code: 'if (total !== undefined && total >= before)',
		becomes: ['true'],
		because:
			'The compiler wants the question; the comparison after it gives the same answer without.',
	},
	{
		file: 'nodes/Aurora/api/paginate.ts',
		code: '?? (at.before === 0 || items.length >= fullPage)',
		becomes: ['false'],
		because: 'The first page is as long as itself.',
	},
	{
		file: 'nodes/Aurora/api/paginate.ts',
		code: 'if (seen.has(address) || (items.length > 0 && seen.has(content))) {',
		becomes: ['true', 'items.length >= 0'],
		because: 'The content of an empty page is never kept.',
	},
	{
		file: 'nodes/Aurora/api/paginate.ts',
		code: 'if (items.length > 0) seen.add(content);',
		becomes: ['true', 'items.length >= 0'],
		because: 'The content of an empty page is never looked up.',
	},
	{
		file: 'nodes/Aurora/api/evidence.ts',
		code: 'if (!isRecord(body)) return undefined;',
		becomes: ['false'],
		because: 'No field is found in what is no object.',
	},
	{
		file: 'nodes/Aurora/api/evidence.ts',
		code: '.toLowerCase().split(/\\s+/)',
		becomes: ['/\\s/'],
		because: 'The empty relations in between are asked for by nobody.',
	},
	{
		file: 'nodes/Aurora/api/readAhead.ts',
		code: 'return by > 0 && raised(',
		becomes: ['by >= 0'],
		because:
			'Two ways to write the same number are two addresses, and the whole address is compared.',
	},
	{
		file: 'nodes/Aurora/api/readAhead.ts',
		code: '/^([^=]*)=(\\d{1,15})$/.exec(part) ?? []',
		becomes: ['/^([^=]*)=(\\d{1,15})/', '["Stryker was here"]'],
		because:
			'What follows the digits makes another address, and the first of the list is not read.',
	},
	{
		file: 'nodes/Aurora/api/readAhead.ts',
		code: 'digits !== undefined && decoded(key) === name',
		becomes: ['true'],
		because:
			'The compiler wants the question; the comparison after it gives the same answer without.',
	},
	{
		file: 'nodes/Aurora/api/evidence.ts',
		code: 'return /^(https?:\\/\\/|\\/|\\?|\\.{1,2}\\/)/i.test(address) || /[/?]/.test(address)',
		becomes: [
			'/^(https?:\\/\\/|\\/|\\?|\\.{1,2}\\/)/i.test(address) && /[/?]/.test(address)',
			'/(https?:\\/\\/|\\/|\\?|\\.{1,2}\\/)/i',
			'/^(https:\\/\\/|\\/|\\?|\\.{1,2}\\/)/i',
			'/^(https?:\\/\\/|\\/|\\?|\\.\\/)/i',
		],
		because: 'Where the first pattern is found, so is the second.',
	},
	{
		file: 'nodes/Aurora/api/client.ts',
		code: 'context.getNode().credentials?.auroraApi ?? { id: null',
		becomes: ['{}', "context.getNode().credentials?.auroraApi && { id: null, name: '' }"],
		because: 'Of a credential that n8n is handed it reads the fields, not what it is called.',
	},
	{
		file: 'nodes/Aurora/api/client.ts',
		code: "const credential = { id: id ?? '', name",
		becomes: ["id && ''"],
		because: 'Of a credential that n8n is handed it reads the fields, not what it is called.',
	},
	{
		file: 'nodes/Aurora/operations/execute.ts',
		code: 'context.getInputData().map(() => [])',
		becomes: ['() => undefined', '["Stryker was here"]'],
		because: 'Each item has put its output in this place before anybody reads it.',
	},
	{
		file: 'lib/http/response.ts',
		code: 'maxBytes === undefined ? this.body',
		becomes: ['false'],
		because: 'A part without an end is the whole.',
	},
	{
		file: 'lib/http/response.ts',
		code: 'private readonly secrets: Array<string | undefined> = []',
		becomes: ['["Stryker was here"]'],
		because: 'It hides a text that nobody sends.',
	},
	{
		file: 'nodes/Aurora/api/fieldIn.ts',
		code: 'return first === undefined ? undefined',
		becomes: ['false'],
		because: 'No field is found in what is not there.',
	},
	{
		file: 'nodes/Aurora/operations/optionValues.ts',
		code: "if (typeof value === 'number' && Number.isInteger(value)",
		becomes: ['true'],
		because:
			'The compiler wants the question; the comparison after it gives the same answer without.',
	},
	{
		file: 'nodes/Aurora/operations/optionValues.ts',
		code: 'JSON.stringify(given)?.slice(0, 60)',
		becomes: ['JSON.stringify(given).slice'],
		because: 'Only undefined has no JSON, and the default stands in for it.',
	},
	{
		file: 'nodes/Aurora/operations/parameters.ts',
		code: "typeof raw === 'string' ? FIELD_OF_ITEM",
		becomes: ['true'],
		because: 'What is no text never reads like the field of an item.',
	},
	{
		file: 'nodes/Aurora/operations/parameters.ts',
		code: 'this.context.getInputData()[itemIndex]?.json',
		becomes: ['this.context.getInputData()[itemIndex].json'],
		because: 'n8n runs the node for items that are there.',
	},
	{
		file: 'nodes/Aurora/operations/parameters.ts',
		code: 'if (!field || !json || !Object.prototype.hasOwnProperty.call(json, field))',
		becomes: [
			'false',
			'(!field || !json) && !Object.prototype.hasOwnProperty.call(json, field)',
			'!field && !json',
		],
		because:
			'What every object inherits is no text or number, and what is no text or number is left to n8n.',
	},
	{
		file: 'nodes/Aurora/api/nodeError.ts',
		code: 'if (itemIndex !== undefined) thrown.context.itemIndex',
		becomes: ['true'],
		because: 'An index of undefined is none.',
	},
	{
		file: 'nodes/Aurora/api/nodeError.ts',
		code: '{ message },',
		becomes: ['{}'],
		because: 'n8n takes the message that is given in the next line.',
	},
];
