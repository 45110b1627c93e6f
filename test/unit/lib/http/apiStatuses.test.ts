import { apiStatusText, testedStatuses } from '../../../../lib/http/apiStatuses';

test.each([
	[404, 'Not found in Aurora'],
	[418, 'Aurora rejected the request'],
	[499, 'Aurora rejected the request'],
	[500, 'Aurora has an internal error'],
	[503, 'The Aurora API is not available at the moment'],
	[599, 'The Aurora API is not available at the moment'],
])('%d is told as: %s', (status, message) => {
	expect(apiStatusText(status).message).toBe(message);
});

it('has one sentence for the statuses of a connection test', () => {
	const tested = testedStatuses.map(({ status }) => status);
	expect(tested).toEqual([401, 403, 404, 429, 500, 502, 503, 504]);
});
