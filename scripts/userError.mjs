/** A problem that the user can solve: its message is one clear sentence and is shown without a stack. */
export class UserError extends Error {
	name = 'UserError';
}

/**
 * Runs a command's main function. A UserError is printed as its sentence, anything else (a defect
 * of ours) with its stack; both end the process with exit code 1.
 * @param {() => Promise<void>} main
 */
export async function runCommand(main) {
	try {
		await main();
	} catch (error) {
		console.error(error instanceof UserError ? `\n${error.message}` : error);
		process.exitCode = 1;
	}
}
