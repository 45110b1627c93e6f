import { generateKeyPairSync, randomBytes } from 'node:crypto';
import forge from 'node-forge';

const DAY_MS = 86_400_000;

/**
 * A throw-away certificate authority and one certificate for all the hosts, valid for a week.
 * @param {string[]} hosts
 * @returns {{ ca: string, key: string, cert: string }} PEM
 */
export function issueCertificates(hosts) {
	const authority = keyPair();
	const server = keyPair();
	const authorityName = [{ name: 'commonName', value: 'Aurora sandbox, throw-away authority' }];
	const ca = certificate({
		subject: authorityName,
		issuer: authorityName,
		publicKey: authority.publicKey,
		signer: authority.privateKey,
		extensions: [
			{ name: 'basicConstraints', cA: true, critical: true },
			{ name: 'keyUsage', keyCertSign: true, critical: true },
		],
	});
	const cert = certificate({
		subject: [{ name: 'commonName', value: hosts[0] }],
		issuer: authorityName,
		publicKey: server.publicKey,
		signer: authority.privateKey,
		extensions: [
			{ name: 'basicConstraints', cA: false },
			{ name: 'extKeyUsage', serverAuth: true },
			{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) },
		],
	});
	return { ca, cert, key: forge.pki.privateKeyToPem(server.privateKey) };
}

function keyPair() {
	// node-forge's own key generation is slow
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const key = forge.pki.privateKeyFromPem(privateKey.export({ type: 'pkcs1', format: 'pem' }));
	return { privateKey: key, publicKey: forge.pki.setRsaPublicKey(key.n, key.e) };
}

function certificate({ subject, issuer, publicKey, signer, extensions }) {
	const result = forge.pki.createCertificate();
	result.publicKey = publicKey;
	result.serialNumber = `01${randomBytes(8).toString('hex')}`;
	result.validity.notBefore = new Date(Date.now() - DAY_MS);
	result.validity.notAfter = new Date(Date.now() + 7 * DAY_MS);
	result.setSubject(subject);
	result.setIssuer(issuer);
	result.setExtensions(extensions);
	result.sign(signer, forge.md.sha256.create());
	return forge.pki.certificateToPem(result);
}
