import type { Handler } from '../../../lib/kernel/call.ts';
import type { heartbeat } from '../../../lib/protocol/services/heartbeat.ts';

/** Answers the sign of life. */
export const alive: Handler<typeof heartbeat.commands.alive, unknown> = async () => ({});
