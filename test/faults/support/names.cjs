// Loaded into n8n before anything else (node --require): names under .test are looked up at the
// tests, so that a look-up, and the connection after it, can fail on command. Every other name, and
// n8n itself, is left alone.
const dns = require('node:dns');
const { writeSync } = require('node:fs');
const http = require('node:http');

const { lookup } = dns;

dns.lookup = (hostname, options, callback) => {
	if (!hostname.endsWith('.test')) return lookup(hostname, options, callback);
	const done = callback ?? options;
	http.get(process.env.FAULTS_NAMES_URL + hostname, { agent: false }, async (response) => {
		const address = (await response.setEncoding('utf8').toArray()).join('');
		if (address !== '')
			return options?.all ? done(null, [{ address, family: 4 }]) : done(null, address, 4);
		const error = new Error(`getaddrinfo ENOTFOUND ${hostname}`);
		done(Object.assign(error, { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname }));
	});
};

// Only looks on: what n8n does about it stays as it is.
process.on('uncaughtExceptionMonitor', (error, origin) => {
	writeSync(2, `faults: ${origin}: ${error?.stack ?? error}\n`);
});
