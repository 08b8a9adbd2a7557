import { permit } from '../../../lib/domain/group/standing.ts';
import { messageOf } from '../../../lib/domain/group-log/log-store.ts';
import { isPinnable, pin, unpin } from '../../../lib/domain/group-log/pins.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupPinCommands } from '../../../lib/protocol/group-pin-commands.ts';
import { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupLife } from '../../../lib/table/group-keys.ts';
import type { GroupDeps } from '../deps.ts';
import { groupCall } from '../member-call.ts';
import { tellPin } from '../pinned.ts';

type Spec = typeof groupPinCommands.pin_message;

const pinnable = async ({ table, clock }: GroupDeps, life: GroupLife, seq: number) => {
  const message = await messageOf(table, life, seq, clock.now());
  if (!message || !isPinnable(message)) throw new Fault('GroupMessageNotFound');
  return message;
};

/** Pins a message and tells the group: 4 read units, 1 write unit and 1 request to the queue. */
export const pinMessage: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const operator = actingAccount(context.caller, body.Pinner_Account, groupOpenHttpSvc);
  const { group, life, actor } = await groupCall(body, context, deps);
  permit('pin', group, actor);
  const { table, clock } = deps;
  const { MsgSeq: seq } = body;
  const { ExpiresAt: until = 0 } = await pinnable(deps, life, seq);
  await pin(table, life, { seq, by: operator, until }, clock.now());
  try {
    // Of a recall and a pin at the same moment one sees the other: a recall takes the pin away after its mark.
    const message = await pinnable(deps, life, seq);
    await tellPin(deps, { group, life, operator }, message, 'pinned');
  } catch (error) {
    if (error instanceof Fault) await unpin(table, life, [seq], clock.now());
    throw error;
  }
  return {};
};
