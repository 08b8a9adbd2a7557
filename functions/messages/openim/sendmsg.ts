import type { AccountCard } from '../../../lib/domain/account/account-directory.ts';
import { passingMessage, sendMessage } from '../../../lib/domain/message/send-message.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { Ports } from '../../../lib/kernel/ports.ts';
import type { SdkAppId } from '../../../lib/protocol/ids.ts';
import { messageKeyOf } from '../../../lib/protocol/message-key.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';
import type { MessageItem } from '../../../lib/table/items.ts';
import { checkContent, copyOf, draftOf } from '../draft.ts';
import { tell } from '../tell.ts';
import { messageIdOf, pushedMessage } from '../wire-message.ts';

type Spec = typeof openim.commands.sendmsg;

/** A push of a message. What was recalled since a first attempt is not shown again. */
const pushOf = (app: SdkAppId, message: MessageItem, from: AccountCard, passing: boolean) =>
  message.recalledBy
    ? []
    : [
        {
          Event: 9 as const,
          C2cMsgArray: [
            { ...pushedMessage(app, message, from), ...(passing && { MsgLifeTime: 0 as const }) },
          ],
        },
      ];

/** Sends a message: 4 write units up to 1 KB, 2 read units (docs/delivery.md says why in this order). */
export const sendmsg: Handler<Spec, DeliveryPorts & Pick<Ports, 'bus'> & Shared> = async (
  body,
  context,
  deps,
) => {
  const { application, caller, call } = context;
  const { id: app, settings } = application;
  const draft = draftOf(body, context);
  checkContent(draft, context);
  const { sender, receiver } = draft;
  const [from, to] = await Promise.all([deps.accounts.find(app, sender), deps.accounts.find(app, receiver)]);
  if (!from) throw new Fault('MessageSenderNotFound');
  if (!to) throw new Fault(caller.admin ? 'ReceiverNotFound' : 'MessageAccountNotValid');

  const now = Math.floor(deps.clock.now() / 1000);
  const passing = body.OnlineOnlyFlag === 1 || body.MsgLifeTime === 0;
  const { message, remind } =
    passing || settings.noStore
      ? { message: passingMessage(draft, now) }
      : await sendMessage(deps.table, draft, now, settings.retentionDays);

  // A repeat is posted too: the first attempt may have ended before it was, and clients drop what they know.
  const events = pushOf(app, message, from, passing);
  const pushable = { app, message, nick: from.nick, info: body.OfflinePushInfo };
  const copied = copyOf(body, context) === 'pushed';
  // A backend insists on being heard.
  const heeded = message.insists ? undefined : remind;
  const telling = { copied, offline: !passing, remind: heeded, except: call.connection };
  if (events.length > 0) await tell(deps, pushable, events, telling);
  return { MsgTime: message.time, MsgKey: messageKeyOf(message), MsgId: messageIdOf(app, message) };
};
