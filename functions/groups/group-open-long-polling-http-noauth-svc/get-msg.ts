import { followGuest } from '../../../lib/domain/room/guests.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { guestPolls } from '../../../lib/protocol/services/group_open_http_noauth_svc.ts';
import type { GroupDeps } from '../deps.ts';

type Spec = typeof guestPolls.commands.get_msg;

/** Leads a guest's room to the connection on which its client asks: 1 read unit, and 2 write units after a reconnect. */
export const getMsg: Handler<Spec, GroupDeps> = async ({ Key }, { application, call }, deps) => {
  if (call.connection === undefined || !(await followGuest(deps, application, Key, call.connection))) {
    throw new Fault('GroupNotPermitted');
  }
  return {};
};
