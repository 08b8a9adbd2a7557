import { importMessage } from '../../../lib/domain/message/import-message.ts';
import type { Draft } from '../../../lib/domain/message/message-store.ts';
import { passingMessage } from '../../../lib/domain/message/send-message.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import { type DeliveryPorts, deliver } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';
import { checkContent } from '../draft.ts';
import { pushedMessage } from '../wire-message.ts';

type Spec = typeof openim.commands.importmsg;

/**
 * Puts an old message into the history, once: 4 write units up to 1 KB, 8 for a live one. Where nothing is kept a live one
 * reaches who is connected, and one for the history has nowhere to go.
 * @throws Fault CommandNotSupported for the latter
 */
export const importmsg: Handler<Spec, DeliveryPorts & Shared> = async (body, context, deps) => {
  const { id: app, settings } = context.application;
  const { From_Account: sender, To_Account: receiver } = body;
  const live = body.SyncFromOldSystem === 5;
  const draft: Draft = {
    app,
    sender,
    receiver,
    seq: body.MsgSeq,
    random: body.MsgRandom,
    body: body.MsgBody,
    cloudCustomData: body.CloudCustomData,
    needReceipt: false,
    noUnread: !live,
    noLast: false,
    receiverOnly: false,
  };
  checkContent(draft, context);
  if (settings.noStore && !live) throw new Fault('CommandNotSupported', 'this application keeps no messages');
  const [from, to] = await Promise.all([deps.accounts.find(app, sender), deps.accounts.find(app, receiver)]);
  if (!from) throw new Fault('MessageSenderNotFound');
  if (!to) throw new Fault('ReceiverNotFound');

  const now = Math.floor(deps.clock.now() / 1000);
  const time = body.MsgTimeStamp;
  const message = settings.noStore
    ? passingMessage(draft, time)
    : await importMessage(deps.table, draft, time, live, now, settings.retentionDays);
  if (!live || !message) return {};
  const event = { Event: 9, C2cMsgArray: [pushedMessage(app, message, from)] } as const;
  await Promise.all([...new Set([receiver, sender])].map(account => deliver(deps, app, account, [event])));
  return {};
};
