import { contentBytes, storedBody } from '../../../lib/domain/message/content.ts';
import { passingMessage, sendMessage } from '../../../lib/domain/message/send-message.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { Ports } from '../../../lib/kernel/ports.ts';
import { messageKeyOf } from '../../../lib/protocol/message-key.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';
import { copyOf, draftOf } from '../draft.ts';
import { tell } from '../tell.ts';
import { messageIdOf, pushedMessage } from '../wire-message.ts';

type Spec = typeof openim.commands.sendmsg;

const maximumBytes = 12 * 1024;

/** Sends a message: 4 write units up to 1 KB, 2 read units (docs/delivery.md says why in this order). */
export const sendmsg: Handler<Spec, DeliveryPorts & Pick<Ports, 'bus'> & Shared> = async (
  body,
  context,
  deps,
) => {
  const { application, caller, call } = context;
  const { id: app, settings } = application;
  const draft = draftOf(body, context);
  if (contentBytes(storedBody(draft.body), draft.cloudCustomData) > maximumBytes)
    throw new Fault('MessageTooLong');
  const { sender, receiver } = draft;
  const [from, to] = await Promise.all([deps.accounts.find(app, sender), deps.accounts.find(app, receiver)]);
  if (!from) throw new Fault('MessageSenderNotFound');
  if (!to) throw new Fault(caller.admin ? 'ReceiverNotFound' : 'MessageAccountNotValid');

  const now = Math.floor(deps.clock.now() / 1000);
  const passing = body.OnlineOnlyFlag === 1 || body.MsgLifeTime === 0;
  const { message, repeat, remind } = passing
    ? { message: passingMessage(draft, now), repeat: false, remind: undefined }
    : await sendMessage(deps.table, draft, now, settings.retentionDays);

  if (!repeat) {
    const event = { Event: 9, C2cMsgArray: [pushedMessage(app, message, from)] } as const;
    const pushable = { app, message, nick: from.nick, info: body.OfflinePushInfo };
    const copied = copyOf(body, context) === 'pushed';
    const heeded = draft.insists ? undefined : remind;
    const telling = { copied, offline: !passing, remind: heeded, except: call.connection };
    await tell(deps, pushable, [event], telling);
  }
  return { MsgTime: message.time, MsgKey: messageKeyOf(message), MsgId: messageIdOf(app, message) };
};
