import type { DescribedGroup } from '../../lib/domain/group-log/group-conversations.ts';
import { elementsOf, pushedGroupTip } from '../../lib/domain/group-log/pushed-message.ts';
import { effective } from '../../lib/domain/group-log/unread.ts';
import type { ClientGroupConversation } from '../../lib/protocol/conversation-schemas.ts';
import type { MessageFlag } from '../../lib/protocol/group-words.ts';
import { withheldBody } from '../../lib/protocol/withheld-body.ts';
import type { GroupMessageItem } from '../../lib/table/group-log-items.ts';

/** `LastMsgFlags` of a recalled message in a group. */
const recalledFlag = 2;

const receiveOptions: Readonly<Record<MessageFlag, 0 | 1 | 2 | 3>> = {
  AcceptAndNotify: 0,
  Discard: 1,
  AcceptNotNotify: 2,
  AcceptNotNotifyExceptAt: 3,
};

const contentOf = ({ group, member }: DescribedGroup, last: GroupMessageItem) => {
  if (last.tip) return { Event: 4, GroupTips: pushedGroupTip(group, last) };
  if (!last.recalledBy) return { MsgBody: elementsOf(last), CloudCustomData: last.cloudCustomData ?? '' };
  const own = last.sender === member.account;
  return {
    // What somebody else recalled is no longer shown.
    ...(own
      ? { MsgBody: elementsOf(last), CloudCustomData: last.cloudCustomData ?? '' }
      : { MsgBody: withheldBody, CloudCustomData: '' }),
    RevokerInfo: { Revoker_Account: last.recalledBy, Reason: last.recallReason ?? '' },
  };
};

const lastOnWire = (described: DescribedGroup) => {
  const { last } = described;
  return (
    last && {
      MsgSeq: last.seq,
      MsgRandom: last.random,
      MsgGroupFrom_Account: last.sender,
      MsgGroupFromNickName: last.nick ?? '',
      MsgGroupFromCardName: last.nameCard ?? '',
      LastMsg: contentOf(described, last),
      LastMsgFlags: last.recalledBy ? recalledFlag : 0,
    }
  );
};

/** A conversation with a group as clients need it in their list. */
export const groupOnWire = (described: DescribedGroup): ClientGroupConversation => {
  const { group, member, last, second, pinned, state, unread } = described;
  const time = last?.time ?? second;
  return {
    Type: 2,
    ToAccount: group.group,
    GroupId: group.group,
    MsgTime: time,
    MsgTimeStamp: time,
    TopFlags: pinned ? 1 : 0,
    MsgRecvOption: receiveOptions[member.flag],
    ...lastOnWire(described),
    UnreadMsgCount: unread,
    MsgGroupReadedSeq: effective(member, state).readSeq,
    GroupNextMsgSeq: state.next,
    GroupNick: group.name,
    GroupImage: group.faceUrl ?? '',
    GroupType: group.type,
  };
};
