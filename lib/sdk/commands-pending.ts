import type * as z from 'zod';
import type { CommandSpec } from '../protocol/command.ts';
import type { PushEvent } from '../protocol/pushes.ts';
import type { WireMessage } from './message.ts';
/** TEMPORARY until these are declared in openim.ts. */
export interface Pending {
  getmsg: CommandSpec<
    z.ZodType<{ Cookie: string; SyncFlag: number }, { Cookie: string; SyncFlag: number }>,
    z.ZodType<{ Cookie: string; SyncFlag: number; MsgList: (WireMessage | { EventArray: PushEvent[] })[] }>
  >;
  msgreaded: CommandSpec<z.ZodType<object, object>>;
  msgwithdraw: CommandSpec<z.ZodType<object, object>>;
}
