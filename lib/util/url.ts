/** The address as a URL, or undefined when it could not be parsed. */
export function parseUrl(address: string, base?: string): URL | undefined {
	try {
		return new URL(address, base);
	} catch {
		return undefined;
	}
}

/**
 * Whether a secret may be sent to this address: https, or http on this machine.
 *
 * @param url absolute address
 */
export function isSecureUrl(url: URL): boolean {
	if (url.username || url.password) return false;
	return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

/** A part of an address without its percent-encoding; undefined when that is broken. */
export function decodedPart(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}

/** An address without slashes at its end. */
export function withoutTrailingSlash(address: string): string {
	return address.replace(/\/+$/, '');
}

function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
