const TERMINAL_INTERVAL_MS = 1_000;
const LOG_INTERVAL_MS = 20_000;

/**
 * Shows on standard error that something takes its time: in a terminal one line that counts the
 * seconds, elsewhere (CI, a file) a line now and then.
 * @template T
 * @param {string} what e.g. 'Installing n8n 2.41.1'
 * @param {() => Promise<T>} work
 * @param {() => string} [detail] what to show behind the time, e.g. '120 downloads'; may be ''
 * @returns {Promise<T>}
 */
export async function showProgress(what, work, detail = () => '') {
	const started = Date.now();
	const { isTTY } = process.stderr;
	const line = (result) =>
		[`${what} …`, result, elapsed(Date.now() - started), detail()].filter(Boolean).join('  ');
	const show = () => process.stderr.write(isTTY ? `\r\x1b[K${line()}` : `${line()}\n`);
	show();
	const timer = setInterval(show, isTTY ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS);
	let result = 'failed';
	try {
		const value = await work();
		result = 'done';
		return value;
	} finally {
		clearInterval(timer);
		process.stderr.write(`${isTTY ? '\r\x1b[K' : ''}${line(result)}\n`);
	}
}

/**
 * @param {number} ms
 * @returns {string} minutes and seconds, e.g. '3:07'
 */
export function elapsed(ms) {
	const seconds = Math.round(ms / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
