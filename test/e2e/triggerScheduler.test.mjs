// The tests of the trigger with n8n's newer scheduler, which the newest n8n alone has.
import { withScheduler } from './support/scheduler.mjs';

await withScheduler();
