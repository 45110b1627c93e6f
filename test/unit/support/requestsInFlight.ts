import type { IExecuteFunctions } from 'n8n-workflow';

/** Counts the requests that the node makes through n8n's helper, without changing them. */
export class RequestsInFlight {
	now = 0;

	most = 0;

	all = 0;

	constructor(helpers: IExecuteFunctions['helpers']) {
		const original = helpers.httpRequestWithAuthentication;
		const begin = () => {
			this.all++;
			this.now++;
			this.most = Math.max(this.most, this.now);
		};
		const end = () => {
			this.now--;
		};
		helpers.httpRequestWithAuthentication = async function (...args) {
			begin();
			try {
				return (await original.apply(this, args)) as unknown;
			} finally {
				end();
			}
		};
	}
}
