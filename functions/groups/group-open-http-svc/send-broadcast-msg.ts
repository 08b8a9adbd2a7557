import { jobOf } from '../../../lib/domain/fan-out/jobs.ts';
import { storedBody } from '../../../lib/domain/message/content.ts';
import { claimBroadcast, takeTurn } from '../../../lib/domain/room/broadcast.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { roomCommands } from '../../../lib/protocol/room-commands.ts';
import { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { checkContent } from '../message-draft.ts';

type Spec = typeof roomCommands.send_broadcast_msg;

/**
 * Says something in every live room, as often in a second as the setting allows: 3 write units and 1 request to the queue, which
 * reaches the rooms.
 */
export const sendBroadcastMsg: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { id: app, settings } = context.application;
  const { broadcastsPerSecond } = settings;
  if (broadcastsPerSecond === 0) throw new Fault('GroupNotPermitted', 'broadcasts are switched off');
  const sender = actingAccount(context.caller, body.From_Account, groupOpenHttpSvc);
  const card = await deps.accounts.find(app, sender);
  if (!card) throw new Fault('GroupOperatorNotValid');
  checkContent({ body: body.MsgBody, cloudCustomData: body.CloudCustomData }, context);
  const now = deps.clock.now();
  if (!(await takeTurn(deps.table, app, now, broadcastsPerSecond)))
    throw new Fault('GroupMessageRateExceeded');
  const draft = {
    sender,
    random: body.Random,
    body: storedBody(body.MsgBody),
    priority: 1,
    cloudCustomData: body.CloudCustomData,
    nick: card.nick,
    face: card.faceUrl,
  } as const;
  const { seq, time } = await claimBroadcast(deps.table, app, draft, now);
  await deps.queue.send('rooms', [jobOf({ job: 'broadcast', app, draft, seq, time, after: 0 })]);
  return { MsgSeq: seq };
};
