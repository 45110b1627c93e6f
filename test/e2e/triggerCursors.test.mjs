// The tests of the trigger with n8n's newer scheduler and its durable cursors.
import { withScheduler } from './support/scheduler.mjs';

await withScheduler({ N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true' });
