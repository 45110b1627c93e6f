import getPort from 'get-port';

/**
 * @param {number} [wanted] a port that is returned if it is free
 * @returns {Promise<number>} a TCP port that is free on 127.0.0.1 and that this process gives to nobody else for now
 */
export const freePort = async (wanted) => await getPort({ host: '127.0.0.1', port: wanted });
