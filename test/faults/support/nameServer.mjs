import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const HEADER = 12;
const NO_SUCH_NAME = 3;

/**
 * A name server on loopback that knows IPv4 addresses only.
 * @param {(name: string) => string | undefined} addressOf undefined: there is no such name
 * @returns {Promise<{ address: string, stop: () => Promise<void> }>} address: e.g. '127.0.0.1:5353'
 */
export async function startNameServer(addressOf) {
	const socket = createSocket('udp4');
	socket.on('message', (query, { port, address }) => {
		const { name, type, end } = readQuestion(query);
		const found = type === 1 ? addressOf(name) : undefined;
		socket.send(answerTo(query.subarray(0, end), found), port, address);
	});
	socket.bind(0, '127.0.0.1');
	await once(socket, 'listening');
	return {
		address: `127.0.0.1:${socket.address().port}`,
		stop: async () => {
			socket.close();
			await once(socket, 'close');
		},
	};
}

/** RFC 1035, 4.1.2: labels with their lengths, then type and class. */
function readQuestion(query) {
	const labels = [];
	let at = HEADER;
	for (; query[at] > 0; at += query[at] + 1)
		labels.push(query.toString('latin1', at + 1, at + 1 + query[at]));
	return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function answerTo(question, address) {
	const header = Buffer.alloc(HEADER);
	question.copy(header, 0, 0, 2);
	header.writeUInt16BE(0x8180 | (address === undefined ? NO_SUCH_NAME : 0), 2);
	header.writeUInt16BE(1, 4);
	header.writeUInt16BE(address === undefined ? 0 : 1, 6);
	const parts = [header, question.subarray(HEADER)];
	// The name by reference, A, IN, kept for 0 s, 4 bytes.
	if (address !== undefined)
		parts.push(
			Buffer.from([0xc0, HEADER, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4]),
			Buffer.from(address.split('.').map(Number)),
		);
	return Buffer.concat(parts);
}
