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
		file: 'lib/auth/tokenHistory.ts',
		code: 'this.requests = [...this.requests.slice(1 - REQUESTS_A_MINUTE), now];',
		becomes: ['this.requests'],
		because: 'Only the latest are read: without the cut there would be more of them in memory.',
	},
	{
		file: 'nodes/Aurora/api/client.ts',
		code: 'until > (this.rateLimit?.until ?? 0)',
		becomes: ['until >= (this.rateLimit?.until ?? 0)'],
		because: 'Of two that end at the same moment either will do.',
	},
	{
		file: 'lib/util/url.ts',
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
		file: 'nodes/Aurora/api/client.ts',
		code: "const credential = { id: id ?? '', name",
		becomes: ["id && ''"],
		because: 'Of a credential that n8n is handed it reads the fields, not what it is called.',
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
	{
		file: 'lib/auth/tokenLife.ts',
		code: "const isFailing = state.name === 'failed'",
		becomes: ['true'],
		because: 'Only a failed state has a time until which it lasts.',
	},
	{
		file: 'lib/auth/tokenLife.ts',
		code: 'if (!current()) return await next;',
		becomes: ['false'],
		because: 'There would be a timer for nothing: without a token everyone waits for the next one.',
	},
	{
		file: 'nodes/Aurora/api/evidence.ts',
		code: 'within: string[] = [],',
		becomes: ['["Stryker was here"]'],
		because: 'No rule looks for the word.',
	},
	{
		file: 'nodes/Aurora/api/evidence.ts',
		code: 'within: [], value: text, beside: []',
		becomes: ['["Stryker was here"]'],
		because: 'No rule looks for the word.',
	},
	{
		file: 'nodes/Aurora/api/evidenceFields.ts',
		code: 'const saysNothing: Read = () => false;',
		becomes: ['() => undefined'],
		because: 'Both count as no.',
	},
	{
		file: 'nodes/Aurora/api/pagingWords.ts',
		code: 'own: string[] = []',
		becomes: ['["Stryker was here"]'],
		because: 'No name is made of the word.',
	},
	{
		file: 'nodes/Aurora/api/pagingWords.ts',
		code: 'start < end',
		becomes: ['start <= end'],
		because: 'Nothing at all is no word.',
	},
	{
		file: 'nodes/Aurora/api/conventions.ts',
		code: "pagingWords(field.replace(/^x-/i, ''))",
		becomes: ['/x-/i'],
		because: 'What is no name of pages then is read as it is by the second attempt.',
	},
	{
		file: 'nodes/Aurora/api/identity.ts',
		code: 'known.lastIndexOf(true) >= joint',
		becomes: ['known.lastIndexOf(true) > joint', 'joint < 0', 'false'],
		because:
			'The record at the joint is not known, and without a known one all records would be compared with nothing.',
	},
	{
		file: 'nodes/Aurora/api/identity.ts',
		code: 'if (volatile.length > 0) this.keepAll();',
		becomes: ['true', 'volatile.length >= 0'],
		because: 'Nothing changes where no field was added.',
	},
	{
		file: 'nodes/Aurora/api/identity.ts',
		code: 'this.byKey.clear();',
		becomes: [';'],
		because: 'The old keys would be in memory, and no record has them any more.',
	},
	{
		file: 'nodes/Aurora/api/identity.ts',
		code: 'this.pages[0] ?? []',
		becomes: ['["Stryker was here"]'],
		because: 'Without a page before, none of the records is known.',
	},
	{
		file: 'nodes/Aurora/api/identity.ts',
		code: 'return each !== undefined &&',
		becomes: ['true'],
		because: 'A page that is known has one before it.',
	},
	{
		file: 'nodes/Aurora/api/listOutcome.ts',
		code: 'total !== undefined && got > total',
		becomes: ['true'],
		because: 'Nothing is more than undefined.',
	},
	{
		file: 'nodes/Aurora/api/probingReader.ts',
		code: 'total > state.received || pages > state.pagesRead',
		becomes: ['total >= state.received', 'pages >= state.pagesRead'],
		because: 'A count of just what came says that this is all.',
	},
	{
		file: 'nodes/Aurora/trigger/valueHash.ts',
		code: "else if (typeof value === 'number') {",
		becomes: ['false'],
		because: 'The digits of a number tell it apart as well, and take longer.',
	},
];
