import type { AccountCard } from '../../../lib/domain/account/account-directory.ts';
import { silent } from '../../../lib/domain/conversation/remind.ts';
import { keepNamedLists } from '../../../lib/domain/message/merged-list.ts';
import { acceptMessage } from '../../../lib/domain/message/send-message.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { Ports } from '../../../lib/kernel/ports.ts';
import type { SdkAppId } from '../../../lib/protocol/ids.ts';
import { messageKeyOf } from '../../../lib/protocol/message-key.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';
import type { MessageItem, Remind } from '../../../lib/table/items.ts';
import { checkContent, copyOf, draftOf } from '../draft.ts';
import { partiesOf } from '../parties.ts';
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

/** How the receiver is told. A backend insists on being heard; what the receiver does not see it does not hear of either. */
const heeded = (
  { insists, deletedByReceiver }: MessageItem,
  unheard: boolean,
  remind: Remind | undefined,
): Remind | undefined => {
  if (unheard || deletedByReceiver) return silent;
  return insists ? undefined : remind;
};

/** Sends a message: 4 write units up to 1 KB, 3 read units (docs/delivery.md says why in this order). */
export const sendmsg: Handler<Spec, DeliveryPorts & Pick<Ports, 'bus'> & Shared> = async (
  body,
  context,
  deps,
) => {
  const { id: app, settings } = context.application;
  const wanted = draftOf(body, context);
  checkContent(wanted, context);
  const { from, unheard } = await partiesOf(wanted, context, deps);
  const draft = { ...wanted, unheard };
  await keepNamedLists(deps.table, context.application, draft.body, deps.clock.now());

  const now = Math.floor(deps.clock.now() / 1000);
  const passing = body.OnlineOnlyFlag === 1 || body.MsgLifeTime === 0;
  const { message, remind } = await acceptMessage(deps.table, draft, settings, passing, now);

  // A repeat is posted too: the first attempt may have ended before it was, and clients drop what they know.
  const events = pushOf(app, message, from, passing);
  const pushable = { app, message, nick: from.nick, info: body.OfflinePushInfo };
  const copied = copyOf(body, context) === 'pushed';
  const telling = {
    copied,
    offline: !passing,
    remind: heeded(message, unheard, remind),
    except: context.call.connection,
  };
  if (events.length > 0) await tell(deps, pushable, events, telling);
  return { MsgTime: message.time, MsgKey: messageKeyOf(message), MsgId: messageIdOf(app, message) };
};
