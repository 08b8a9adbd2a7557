import type { Draft } from '../../lib/domain/message/message-store.ts';
import { actingAccount } from '../../lib/kernel/authenticate.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { openim, type SendBody } from '../../lib/protocol/services/openim.ts';

/** A client's own devices always get a copy; an administrator says who gets one (contract: messages.md 4.0). */
export const copyOf = (body: SendBody, { call }: Context): 'none' | 'stored' | 'pushed' => {
  if (call.door === 'socket' || body.SyncOtherMachine === 1) return 'pushed';
  return body.SyncOtherMachine === 2 ? 'none' : 'stored';
};

/**
 * What a body asks to send.
 * @throws Fault MessageAdminRequired for who sends in another's name
 */
export const draftOf = (body: SendBody, context: Context): Draft => ({
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
  insists: context.call.door === 'rest' && !body.SendMsgControl?.includes('WithMuteNotifications'),
  receiverOnly: copyOf(body, context) === 'none',
  unreadSeconds: body.MsgLifeTime,
});
