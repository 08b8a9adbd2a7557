import type { AccountCard } from '../../../lib/domain/account/account-directory.ts';
import { forEachOf } from '../../../lib/domain/bounded.ts';
import { keepNamedLists } from '../../../lib/domain/message/merged-list.ts';
import { acceptMessage } from '../../../lib/domain/message/send-message.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Context, Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { Ports } from '../../../lib/kernel/ports.ts';
import { errors } from '../../../lib/protocol/errors.ts';
import { isUserId, type UserId } from '../../../lib/protocol/ids.ts';
import { messageKeyOf } from '../../../lib/protocol/message-key.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';
import type { MessageItem } from '../../../lib/table/items.ts';
import { checkContent, copyOf, draftOf } from '../draft.ts';
import { tell } from '../tell.ts';
import { messageIdOf, pushedMessage } from '../wire-message.ts';

type Spec = typeof openim.commands.batchsendmsg;
type Body = Parameters<Handler<Spec, never>>[0];
type Deps = DeliveryPorts & Pick<Ports, 'bus'> & Shared;

/** Messages to many count as unread for a day (contract: messages.md 4.2). */
const unreadSeconds = 86_400;

const sendToOne = async (
  body: Body,
  context: Context,
  deps: Deps,
  from: AccountCard,
  receiver: UserId,
  now: number,
): Promise<MessageItem> => {
  const { id: app, settings } = context.application;
  const one = { ...body, To_Account: receiver };
  const draft = { ...draftOf(one, context), unreadSeconds: body.MsgLifeTime ?? unreadSeconds };
  const passing = body.OnlineOnlyFlag === 1 || body.MsgLifeTime === 0;
  const { message, remind } = await acceptMessage(deps.table, draft, settings, passing, now);
  const pushed = { ...pushedMessage(app, message, from), ...(passing && { MsgLifeTime: 0 as const }) };
  const copied = copyOf(one, context) === 'pushed';
  const events = message.recalledBy ? [] : [{ Event: 9 as const, C2cMsgArray: [pushed] }];
  const pushable = { app, message, nick: from.nick, info: body.OfflinePushInfo };
  // A backend insists on being heard, unless it says otherwise.
  const heeded = message.insists ? undefined : remind;
  const telling = { copied, offline: !passing, remind: heeded, except: context.call.connection };
  if (events.length > 0) await tell(deps, pushable, events, telling);
  return message;
};

/** Sends one message to many, each as by itself; sent again it reaches whom it had not reached. */
export const batchsendmsg: Handler<Spec, Deps> = async (body, context, deps) => {
  const { id: app } = context.application;
  checkContent({ body: body.MsgBody, cloudCustomData: body.CloudCustomData }, context);
  const from = await deps.accounts.find(app, body.From_Account ?? context.caller.account);
  if (!from) throw new Fault('MessageSenderNotFound');

  await keepNamedLists(deps.table, context.application, body.MsgBody, deps.clock.now());
  // One second for all, so that they have one MsgKey.
  const now = Math.floor(deps.clock.now() / 1000);
  const receivers = [...new Set(body.To_Account)];
  const unknown: string[] = [];
  const sent: MessageItem[] = [];
  await forEachOf(receivers, async receiver => {
    if (!isUserId(receiver) || !(await deps.accounts.find(app, receiver))) unknown.push(receiver);
    else sent.push(await sendToOne(body, context, deps, from, receiver, now));
  });
  const [message] = sent;
  if (!message) throw new Fault('ReceiverNotFound');
  return {
    ActionStatus: unknown.length > 0 ? 'SomeError' : 'OK',
    MsgKey: messageKeyOf(message),
    MsgId: messageIdOf(app, message),
    ...(unknown.length > 0 && {
      ErrorList: unknown.map(To_Account => ({ To_Account, ErrorCode: errors.AccountNotFound.code })),
    }),
  };
};
