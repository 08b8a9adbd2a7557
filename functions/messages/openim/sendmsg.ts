import { contentBytes, storedBody } from '../../../lib/domain/message/content.ts';
import type { Draft } from '../../../lib/domain/message/message-store.ts';
import { passingMessage, sendMessage } from '../../../lib/domain/message/send-message.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import { type DeliveryPorts, deliver } from '../../../lib/domain/session/deliver.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Context, Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import { messageKeyOf } from '../../../lib/protocol/message-key.ts';
import { openim, type SendBody } from '../../../lib/protocol/services/openim.ts';
import { messageIdOf, pushedMessage } from '../wire-message.ts';

type Spec = typeof openim.commands.sendmsg;

const maximumBytes = 12 * 1024;

/** A client's own devices always get a copy; an administrator says who gets one (contract: messages.md 4.0). */
const copyOf = (body: SendBody, { call }: Context): 'none' | 'stored' | 'pushed' => {
  if (call.door === 'socket' || body.SyncOtherMachine === 1) return 'pushed';
  return body.SyncOtherMachine === 2 ? 'none' : 'stored';
};

const draftOf = (body: SendBody, context: Context): Draft => ({
  app: context.application.id,
  sender: actingAccount(context.caller, body.From_Account, openim),
  receiver: body.To_Account,
  seq: body.MsgSeq,
  random: body.MsgRandom,
  body: body.MsgBody,
  clientTime: body.MsgClientTime,
  cloudCustomData: body.CloudCustomData,
  needReceipt: body.IsNeedReadReceipt === 1,
  noUnread: body.SendMsgControl?.includes('NoUnread') ?? false,
  noLast: body.SendMsgControl?.includes('NoLastMsg') ?? false,
  receiverOnly: copyOf(body, context) === 'none',
  unreadSeconds: body.MsgLifeTime,
});

/** Sends a message: 4 write units up to 1 KB, 2 read units (docs/delivery.md says why in this order). */
export const sendmsg: Handler<Spec, DeliveryPorts & Shared> = async (body, context, deps) => {
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
  const { message, repeat } = passing
    ? { message: passingMessage(draft, now), repeat: false }
    : await sendMessage(deps.table, draft, now, settings.retentionDays);

  if (!repeat) {
    const event = { Event: 9, C2cMsgArray: [pushedMessage(app, message, from)] } as const;
    const copied = copyOf(body, context) === 'pushed' && sender !== receiver;
    await Promise.all(
      (copied ? [receiver, sender] : [receiver]).map(to => deliver(deps, app, to, [event], call.connection)),
    );
  }
  return { MsgTime: message.time, MsgKey: messageKeyOf(message), MsgId: messageIdOf(app, message) };
};
