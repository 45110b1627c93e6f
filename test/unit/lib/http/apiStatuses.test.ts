import { apiStatusText } from '../../../../lib/http/apiStatuses';
import { answer } from '../../support/answers';

test.each([
	[404, 'Not found in Aurora'],
	[418, 'Aurora rejected the request'],
	[499, 'Aurora rejected the request'],
	[500, 'Aurora has an internal error'],
	[503, 'The Aurora API is not available at the moment'],
	[599, 'The Aurora API is not available at the moment'],
])('%d is told as: %s', (status, message) => {
	expect(apiStatusText(answer('', { status })).message).toBe(message);
});

it('has one sentence for the statuses of a connection test', () => {
	const statuses = Array.from({ length: 200 }, (_, at) => 400 + at);
	const tested = statuses.filter((status) => apiStatusText(answer('', { status })).connectionTest);
	expect(tested).toEqual([401, 403, 404, 407, 429, ...statuses.filter((each) => each >= 500)]);
});
