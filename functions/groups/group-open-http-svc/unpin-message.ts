import { permit } from '../../../lib/domain/group/standing.ts';
import { messageOf } from '../../../lib/domain/group-log/log-store.ts';
import { unpin } from '../../../lib/domain/group-log/pins.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupPinCommands } from '../../../lib/protocol/group-pin-commands.ts';
import { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { groupCall } from '../member-call.ts';
import { tellPin } from '../pinned.ts';

type Spec = typeof groupPinCommands.unpin_message;

/** Takes a pin away and tells the group, of one that was away already too: 3 read units, 1 write unit, 1 request to the queue. */
export const unpinMessage: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const operator = actingAccount(context.caller, body.UnPinner_Account, groupOpenHttpSvc);
  const { group, life, actor } = await groupCall(body, context, deps);
  permit('pin', group, actor);
  const now = deps.clock.now();
  await unpin(deps.table, life, [body.MsgSeq], now);
  const message = await messageOf(deps.table, life, body.MsgSeq, now);
  if (message) await tellPin(deps, { group, life, operator }, message, 'unpinned');
  return {};
};
