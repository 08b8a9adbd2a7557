import type { Handler } from '../../../lib/kernel/call.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';

type Spec = typeof openim.commands.deletemsg;

/** Published clients ask for this when they have read a message that names them, and keep saying so until it is answered. */
export const deletemsg: Handler<Spec, unknown> = async () => ({});
