/** A loopback address at which nobody listens: no program is ever given this port by chance. */
export const CLOSED_ADDRESS = 'http://127.0.0.1:1';
