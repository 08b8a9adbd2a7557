import type { SdkAppId } from '../../protocol/ids.ts';
import type { PushEvent } from '../../protocol/pushes.ts';
import type { GroupItem } from '../../table/group-items.ts';
import type { GroupMessageItem } from '../../table/group-log-items.ts';
import { namedIn } from '../group-log/named.ts';
import { pushedGroupAt, pushedGroupMessage, pushedGroupTip } from '../group-log/pushed-message.ts';
import { offlineDraftOf } from '../push/group-push.ts';
import type { FanOutKind } from './jobs.ts';
import type { Letter } from './letter.ts';

const eventOf = (app: SdkAppId, group: GroupItem, message: GroupMessageItem): PushEvent =>
  message.tip
    ? { Event: group.type === 'AVChatRoom' ? 6 : 4, GroupTips: [pushedGroupTip(group, message)] }
    : { Event: 3, GroupMsgArray: [pushedGroupMessage(app, group, message)] };

/** Tells those whom a message names that it does, 1, or that it names everyone, 2: clients keep that until they have read. */
const namingsOf = (group: GroupItem, message: GroupMessageItem): readonly Letter[] => {
  const { accounts, everyone } = namedIn(message);
  const tells = (flag: 1 | 2) => pushedGroupAt(group, message, [flag]);
  return [
    ...(accounts.length > 0 ? [{ event: tells(1), to: accounts }] : []),
    ...(everyone
      ? [{ event: tells(2), notTo: [message.sender], ...(message.to && { to: message.to }) }]
      : []),
  ];
};

/** A stored message on its way to its members, and what those learn whom it names. Who is not in a live room is not told of it. */
export const lettersOf = (
  app: SdkAppId,
  group: GroupItem,
  message: GroupMessageItem,
  kind: FanOutKind,
): readonly Letter[] => {
  const { to, from, sender } = message;
  const offline = kind === 'group' ? offlineDraftOf(group, message) : undefined;
  const letter = {
    event: eventOf(app, group, message),
    ...(to && { to: [...to, sender] }),
    ...(from && { except: from }),
    ...(offline && { offline }),
  };
  return [letter, ...namingsOf(group, message)];
};
