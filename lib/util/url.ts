/** The address as a URL, or undefined when it could not be parsed. */
export function parseUrl(address: string, base?: string): URL | undefined {
	try {
		return new URL(address, base);
	} catch {
		return undefined;
	}
}

/** Whether a secret may be sent to this address: https, or http on this machine. */
export function isSecureUrl(url: URL): boolean {
	if (url.username || url.password) return false;
	const isLoopback = /^(localhost|\[::1\]|127(\.\d+){3})$/.test(url.hostname);
	return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback);
}

/** A part of an address without its percent-encoding; undefined when that is broken. */
export function decodedPart(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}

/** A text as the value of a form has it: a blank is a plus. */
export function formEncoded(text: string): string {
	return new URLSearchParams({ '': text }).toString().slice(1);
}

/** An address without slashes at its end. */
export function withoutTrailingSlash(address: string): string {
	return address.replace(/\/+$/, '');
}
