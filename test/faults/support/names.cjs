// Loaded into n8n before anything else (node --require): names under .test are looked up at the name
// server of the tests, so that a look-up, and the connection after it, can fail on command. Every
// other name, and n8n itself, is left alone.
const dns = require('node:dns');
const { writeSync } = require('node:fs');

const resolver = new dns.Resolver({ timeout: 60_000, tries: 1 });
resolver.setServers([process.env.FAULTS_NAME_SERVER]);
const { lookup } = dns;

dns.lookup = (hostname, options, callback) => {
	if (!hostname.endsWith('.test')) return lookup(hostname, options, callback);
	const done = callback ?? options;
	resolver.resolve4(hostname, (error, addresses) => {
		if (error) return done(Object.assign(error, { hostname, syscall: 'getaddrinfo' }));
		if (options?.all)
			return done(
				null,
				addresses.map((address) => ({ address, family: 4 })),
			);
		return done(null, addresses[0], 4);
	});
};

// Only looks on: what n8n does about it stays as it is.
process.on('uncaughtExceptionMonitor', (error, origin) => {
	writeSync(2, `faults: ${origin}: ${error?.stack ?? error}\n`);
});
