// Installs everything that the other commands need: the development packages (done by bootstrap.mjs) and n8n.
import { ensureN8n } from './n8nInstallation.mjs';
import { runCommand } from './userError.mjs';

await runCommand(async () => {
	const { folder } = await ensureN8n();
	console.log(`Everything is installed; n8n is in ${folder}.`);
});
