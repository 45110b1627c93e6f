/** Ready answers for Endpoint.next and Endpoint.always; the token service's are Auth0's. */

/** Token service: too many tokens. @param {string} [retryAfter] seconds or an HTTP date */
export const quotaExceeded = (retryAfter) => ({
	status: 429,
	headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
	body: { error: 'too_many_requests', error_description: 'Client quota exceeded' },
});

/** The Retry-After date form. @param {number} seconds from now */
export const httpDateIn = (seconds) => new Date(Date.now() + seconds * 1000).toUTCString();

/** API: a token is refused, whatever it is. */
export const invalidToken = {
	status: 401,
	headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
	body: { error: 'invalid_token', message: 'The access token is not valid here.' },
};

/** A page made for people. @param {number} [status] */
export const html = (status = 200) => ({
	status,
	headers: { 'content-type': 'text/html; charset=utf-8' },
	body: '<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>',
});

/** JSON that ends half-way. */
export const brokenJson = {
	status: 200,
	headers: { 'content-type': 'application/json; charset=utf-8' },
	body: '[{"id": 1, "name": "Harb',
};
