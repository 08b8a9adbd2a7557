import { checkType } from '../../lib/domain/group/refused-commands.ts';
import { hiddenAmong } from '../../lib/domain/group-log/hide-messages.ts';
import { type LogEntry, logPage } from '../../lib/domain/group-log/log-history.ts';
import {
  elementsOf,
  groupInfoOf,
  pushedGroupMessage,
  pushedGroupTip,
} from '../../lib/domain/group-log/pushed-message.ts';
import { stateOf } from '../../lib/domain/group-log/state.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { GroupHistoryBody, GroupHistoryEntry } from '../../lib/protocol/group-reading-commands.ts';
import type { SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import { withheldBody } from '../../lib/protocol/withheld-body.ts';
import type { GroupItem } from '../../lib/table/group-items.ts';
import type { GroupMessageItem } from '../../lib/table/group-log-items.ts';
import type { GroupDeps } from './deps.ts';
import type { GroupCall } from './member-call.ts';
import { sightOf } from './sight.ts';

/** Contract: group-commands.md 3.4. */
const mostAtOnce = 20;
/** API Gateway carries 128 KB in one answer on a socket; over REST there is more room than 20 messages take. */
export const pageBytes = { socket: 90_000, rest: 900_000 } as const;

const placeHolder = (seq: number): GroupHistoryEntry => ({
  From_Account: '',
  IsPlaceMsg: 1,
  IsSystemMsg: 0,
  MsgBody: [],
  MsgPriority: 2,
  MsgRandom: 0,
  MsgSeq: seq,
  MsgTimeStamp: 0,
});

const tip = (group: GroupItem, item: GroupMessageItem): GroupHistoryEntry => ({
  ...pushedGroupTip(group, item),
  MsgBody: { ...pushedGroupTip(group, item).MsgBody },
  Event: 4,
  IsPlaceMsg: 0,
  IsSystemMsg: 1,
  MsgPriority: item.priority,
});

/** What was recalled is no longer shown to others than its sender. */
const message = (
  app: SdkAppId,
  group: GroupItem,
  item: GroupMessageItem,
  viewer: UserId | undefined,
): GroupHistoryEntry => {
  const hidden = item.recalledBy !== undefined && viewer !== undefined && viewer !== item.sender;
  return {
    ...pushedGroupMessage(app, group, item),
    Event: 3,
    MsgBody: hidden ? withheldBody : elementsOf(item),
    ...(hidden && { CloudCustomData: '' }),
    IsPlaceMsg: item.recalledBy ? 2 : 0,
    IsSystemMsg: 0,
    MsgPriority: item.priority,
    ...(item.recalledBy && {
      RevokerInfo: { Revoker_Account: item.recalledBy, Reason: item.recallReason ?? '' },
    }),
    GroupInfo: groupInfoOf(group, item),
  };
};

/** What stands under a number, as its viewer may see it. */
export const historyEntry = (
  app: SdkAppId,
  group: GroupItem,
  entry: LogEntry,
  viewer: UserId | undefined,
) => {
  if (!entry.message) return placeHolder(entry.seq);
  return entry.message.tip ? tip(group, entry.message) : message(app, group, entry.message, viewer);
};

const finished = { whole: 1, cut: 0, expired: 2 } as const;

/**
 * Answers a page of a group's history: 1 read unit, 3 for a member, and 1 for each begun 4 KB of messages.
 * @throws Fault GroupTypeWithoutHistory, GroupNotFound
 */
export const historyReply = async (
  body: GroupHistoryBody,
  { group, life, actor }: GroupCall,
  { application, call }: Context,
  { table, clock }: GroupDeps,
) => {
  checkType('group_msg_get_simple', group.type);
  const [state, { lowest, since, viewer }] = await Promise.all([
    stateOf(table, life),
    sightOf({ group, life, actor }, application, { table, clock }),
  ]);
  if (!state) throw new Fault('GroupNotFound');
  const newest = state.next - 1;
  const highest = Math.min(body.ReqMsgSeq || newest, newest);
  const limit = Math.min(body.ReqMsgNumber, mostAtOnce);
  const request = {
    highest,
    lowest,
    limit,
    bytes: pageBytes[call.door],
    viewer,
    hidden: actor.member && (await hiddenAmong(table, life, actor.account, [highest - limit + 1, highest])),
  };
  const page = await logPage(table, life, request, clock.now());
  const wanted = page.entries.filter(
    ({ message: one }) => (body.WithRecalledMsg === 1 || !one?.recalledBy) && (one?.time ?? since) >= since,
  );
  const cut = body.ReqMsgNumber > mostAtOnce && page.end === 'whole' && page.next > 0;
  return {
    GroupId: group.group,
    IsFinished: cut ? 0 : finished[page.end],
    RspMsgList: wanted.map(entry => historyEntry(application.id, group, entry, viewer)),
    NextReqMsgSeq: page.next,
  };
};
