import { contentBytes, storedBody } from '../../lib/domain/message/content.ts';
import type { Draft } from '../../lib/domain/message/message-store.ts';
import { actingAccount } from '../../lib/kernel/authenticate.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import { isCompleteOverRest } from '../../lib/protocol/elements.ts';
import type { SendBody } from '../../lib/protocol/send-body.ts';
import { openim } from '../../lib/protocol/services/openim.ts';

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
  extensible: body.SupportMessageExtension === 1,
  offlinePush: body.OfflinePushInfo,
  withoutWebhooks: body.ForbidCallbackControl?.filter(name => name !== ''),
});

const maximumBytes = 12 * 1024;

/**
 * Holds the limits of a message that its schema cannot.
 * @throws Fault MessageElementNotValid for what only clients may leave out, MessageTooLong
 */
export const checkContent = (draft: Pick<Draft, 'body' | 'cloudCustomData'>, { call }: Context): void => {
  if (call.door === 'rest' && !isCompleteOverRest(draft.body)) throw new Fault('MessageElementNotValid');
  if (contentBytes(storedBody(draft.body), draft.cloudCustomData) > maximumBytes)
    throw new Fault('MessageTooLong');
};
