/**
 * What the node says when something can't be done: a sentence that says what happened, and one that
 * says what to do. `runOperations` turns it into n8n's error with the item it belongs to.
 */
export class AuroraError extends Error {
	/**
	 * @param message what happened, naming the field
	 * @param hint what to do about it; may quote the API
	 * @param httpCode status of the API's answer, if there was one
	 */
	constructor(
		message: string,
		readonly hint: string,
		readonly httpCode?: number,
	) {
		super(message);
	}
}
