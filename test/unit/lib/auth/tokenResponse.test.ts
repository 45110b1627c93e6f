import { readTokenResponse } from '../../../../lib/auth/tokenResponse';

const response = (fields: object) => ({
	access_token: 'eyJ.abc-_~+/=',
	token_type: 'Bearer',
	expires_in: 3600,
	...fields,
});

const DAY = 86_400;

test.each<[object, number]>([
	[{}, 3600],
	[{ error: null }, 3600],
	...['Bearer', 'bearer', 'BEARER', 'bEaReR'].map((token_type) => [{ token_type }, 3600] as const),
	...(
		[
			[undefined, DAY],
			[null, DAY],
			['3600', 3600],
			['3600.25', 3600.25],
			[1799.9, 1799.9],
			// Auth0 gives no longer one.
			[30 * DAY, 30 * DAY],
			[31 * DAY, 30 * DAY],
			[1e308, 30 * DAY],
			[Number.POSITIVE_INFINITY, 30 * DAY],
			['9'.repeat(1000), 30 * DAY],
		] as const
	).map(([expires_in, lifetime]) => [{ expires_in }, lifetime] as const),
] as Array<[object, number]>)('with %j it is a token for %d seconds', (fields, lifetime) => {
	expect(readTokenResponse(response(fields))).toEqual({ accessToken: 'eyJ.abc-_~+/=', lifetime });
});

const unusable: Array<[fault: RegExp, bodies: unknown[]]> = [
	[
		/expires_in/,
		[0, '0', -1, '-1', Number.NaN, 'soon', '', '1e3', true, [3600], {}].map((expires_in) =>
			response({ expires_in }),
		),
	],
	[/token_type is DPoP instead of Bearer/, [response({ token_type: 'DPoP' })]],
	[/token_type is missing instead of Bearer/, [response({ token_type: undefined })]],
	[
		/token_type is .* instead of Bearer/,
		[['Bearer'], ''].map((token_type) => response({ token_type })),
	],
	[/no access_token/, [undefined, '', 5, null].map((access_token) => response({ access_token }))],
	[
		/access_token has characters/,
		['canary\r\nX-Evil: 1', 'canary\n', 'a b', 'canaryé', 'canary\0', 'canary"'].map(
			(access_token) => response({ access_token }),
		),
	],
	[/says access_denied/, [response({ error: 'access_denied' })]],
	[/says Not yours/, [response({ error: 'access_denied', error_description: 'Not\nyours' })]],
	[/not a JSON object/, [undefined, null, [response({})], 'eyJ', 7, Buffer.from('{}')]],
];

test.each(unusable.flatMap(([fault, bodies]) => bodies.map((body) => [fault, body] as const)))(
	'%s: %j is no token, and is not repeated',
	(fault, body) => {
		const read = readTokenResponse(body) as { fault: string };
		expect(read.fault).toMatch(fault);
		expect(read.fault).not.toContain('canary');
	},
);
