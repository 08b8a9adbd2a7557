import type { SdkAppId } from '../../protocol/ids.ts';
import type { PushEvent } from '../../protocol/pushes.ts';
import type { GroupItem, GroupMessageItem } from '../../table/group-items.ts';
import { pushedGroupMessage, pushedGroupTip } from '../group-log/pushed-message.ts';
import { offlineDraftOf } from '../push/group-push.ts';
import type { FanOutKind } from './jobs.ts';
import type { Letter } from './letter.ts';

const eventOf = (app: SdkAppId, group: GroupItem, message: GroupMessageItem): PushEvent =>
  message.tip
    ? { Event: group.type === 'AVChatRoom' ? 6 : 4, GroupTips: [pushedGroupTip(group, message)] }
    : { Event: 3, GroupMsgArray: [pushedGroupMessage(app, group, message)] };

/** A stored message on its way to its members. Who is not in a live room is not told of it. */
export const letterOf = (
  app: SdkAppId,
  group: GroupItem,
  message: GroupMessageItem,
  kind: FanOutKind,
): Letter => {
  const { to, from, sender } = message;
  const offline = kind === 'group' ? offlineDraftOf(group, message) : undefined;
  return {
    event: eventOf(app, group, message),
    ...(to && { to: [...to, sender] }),
    ...(from && { except: from }),
    ...(offline && { offline }),
  };
};
