import { generateKeyPairSync, randomBytes } from 'node:crypto';
import forge from 'node-forge';

const DAY_MS = 86_400_000;
const AUTHORITY = 'Aurora sandbox, throw-away authority';

/**
 * A throw-away certificate authority and one certificate for all the hosts, valid for a week.
 * @param {string[]} hosts
 * @returns {{ ca: string, key: string, cert: string }} PEM
 */
export function issueCertificates(hosts) {
	const authority = keyPair();
	const server = keyPair();
	const sign = (commonName, publicKey, extensions) => {
		const certificate = forge.pki.createCertificate();
		certificate.publicKey = publicKey;
		certificate.serialNumber = `01${randomBytes(8).toString('hex')}`;
		certificate.validity.notBefore = new Date(Date.now() - DAY_MS);
		certificate.validity.notAfter = new Date(Date.now() + 7 * DAY_MS);
		certificate.setSubject([{ name: 'commonName', value: commonName }]);
		certificate.setIssuer([{ name: 'commonName', value: AUTHORITY }]);
		certificate.setExtensions(extensions);
		certificate.sign(authority.privateKey, forge.md.sha256.create());
		return forge.pki.certificateToPem(certificate);
	};
	return {
		ca: sign(AUTHORITY, authority.publicKey, [
			{ name: 'basicConstraints', cA: true, critical: true },
			{ name: 'keyUsage', keyCertSign: true, critical: true },
		]),
		cert: sign(hosts[0], server.publicKey, [
			{ name: 'basicConstraints', cA: false },
			{ name: 'extKeyUsage', serverAuth: true },
			{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) },
		]),
		key: forge.pki.privateKeyToPem(server.privateKey),
	};
}

function keyPair() {
	// node-forge's own key generation is slow
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const key = forge.pki.privateKeyFromPem(privateKey.export({ type: 'pkcs1', format: 'pem' }));
	return { privateKey: key, publicKey: forge.pki.setRsaPublicKey(key.n, key.e) };
}
