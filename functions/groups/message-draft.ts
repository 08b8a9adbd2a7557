import type { AccountCard } from '../../lib/domain/account/account-directory.ts';
import type { GroupDraft } from '../../lib/domain/group-log/log-store.ts';
import { contentBytes, storedBody } from '../../lib/domain/message/content.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import { isCompleteOverRest, type MessageBody } from '../../lib/protocol/elements.ts';
import type { GroupSendBody } from '../../lib/protocol/group-message-commands.ts';
import type { GroupType } from '../../lib/protocol/group-words.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { MemberItem } from '../../lib/table/group-items.ts';

/** Contract: groups.md 9. */
export const maximumBytes = 12 * 1024;

/**
 * Holds the limits of a message that its schema cannot.
 * @throws Fault GroupParameterNotValid for what only clients may leave out, GroupMessageTooLong
 */
export const checkContent = (
  { body, cloudCustomData }: { readonly body: MessageBody; readonly cloudCustomData?: string | undefined },
  { call }: Context,
): void => {
  if (call.door === 'rest' && !isCompleteOverRest(body)) throw new Fault('GroupParameterNotValid');
  if (contentBytes(storedBody(body), cloudCustomData) > maximumBytes) throw new Fault('GroupMessageTooLong');
};

/** Whether a body asks for a message that is for those who are connected now; in a live room every message is. */
export const isPassing = (body: GroupSendBody, type: GroupType): boolean =>
  type !== 'AVChatRoom' && (body.OnlineOnlyFlag === 1 || body.MsgOnlineOnlyFlag === 1);

const directed: readonly GroupType[] = ['Private', 'Public', 'ChatRoom'];
const withoutUnread: readonly GroupType[] = ['ChatRoom', 'AVChatRoom'];

/**
 * Holds what depends on the type of the group (contract: groups.md 10.4).
 * @throws Fault GroupParameterNotValid, GroupNotPermitted
 */
export const checkOptions = (body: GroupSendBody, type: GroupType): void => {
  const control = body.SendMsgControl ?? [];
  if (isPassing(body, type) && control.some(name => name === 'NoUnread' || name === 'NoLastMsg'))
    throw new Fault('GroupParameterNotValid', 'SendMsgControl and OnlineOnlyFlag exclude each other');
  if (control.includes('NoUnread') && withoutUnread.includes(type))
    throw new Fault('GroupParameterNotValid', 'this type of group does not count unread messages');
  if (body.To_Account?.length && !directed.includes(type))
    throw new Fault('GroupNotPermitted', `To_Account: not in a group of the type ${type}`);
  if (type === 'AVChatRoom' && body.GroupAtInfo?.some(({ GroupAtAllFlag }) => GroupAtAllFlag === 1))
    throw new Fault('GroupNotPermitted', 'a live room cannot be named as a whole');
};

const priorities = { High: 1, Normal: 2, Low: 3, Lowest: 4 } as const;

const wishesOf = (body: GroupSendBody) => ({
  clientTime: body.MsgClientTime,
  cloudCustomData: body.CloudCustomData,
  noUnread: body.SendMsgControl?.includes('NoUnread'),
  noLast: body.SendMsgControl?.includes('NoLastMsg'),
  to: body.To_Account?.length ? body.To_Account : undefined,
  at: body.GroupAtInfo?.length ? JSON.stringify(body.GroupAtInfo) : undefined,
  needReceipt: body.NeedReadReceipt === 1,
  extensible: body.SupportMessageExtension === 1,
  offlinePush: body.OfflinePushInfo && JSON.stringify(body.OfflinePushInfo),
  withoutWebhooks: body.ForbidCallbackControl?.filter(name => name !== ''),
});

/** What a body asks to send. */
export const draftOf = (
  body: GroupSendBody,
  { call }: Context,
  sender: UserId,
  { nick, faceUrl }: AccountCard,
  member: MemberItem | undefined,
): GroupDraft => ({
  sender,
  random: body.Random,
  body: storedBody(body.MsgBody),
  priority: priorities[body.MsgPriority],
  ...wishesOf(body),
  nick,
  face: faceUrl,
  nameCard: member?.nameCard,
  from: call.connection,
});
