import type { GroupTipBody } from '../protocol/group-pushes.ts';
import type { ReplyOf } from './commands.ts';
import { type GroupTip, toGroupTip } from './group-events.ts';
import { type GroupMessage, toGroupMessage, type WireGroupMessage } from './group-message.ts';
import { type RequestRules, usualRules } from './requests.ts';
import type { Session } from './session.ts';

/** Which page of the history of a group. */
export interface GroupHistoryOptions {
  /** At most so many messages, 20 in all. Default 15. */
  readonly count?: number;
  /** `older` of the page that was read last; absent for the newest page. */
  readonly before?: number;
}

/** One page of the history of a group. */
export interface GroupHistoryPage {
  /** Messages and what happened to the group, old to new. */
  readonly entries: readonly (GroupMessage | GroupTip)[];
  /** Absent when there is nothing older. */
  readonly older?: number;
}

type Entry = ReplyOf<'group_open_http_svc.group_msg_get'>['RspMsgList'][number];

/** Nothing is kept under this number. */
const placeHolder = 1;

/** Numbers of a group that hold something, new to old, at most `count` of them from `from` down (0: the newest). */
export const readGroup = async (
  session: Session,
  group: string,
  from: number,
  count: number,
  rules: RequestRules = usualRules,
) => {
  const { RspMsgList, NextReqMsgSeq } = await session.request(
    'group_open_http_svc.group_msg_get',
    {
      GroupId: group,
      ReqMsgNumber: count,
      ...(from > 0 && { ReqMsgSeq: from }),
      WithRecalledMsg: 1,
    },
    rules,
  );
  return { entries: RspMsgList.filter(({ IsPlaceMsg }) => IsPlaceMsg !== placeHolder), next: NextReqMsgSeq };
};

/** Whether an entry tells what happened to the group. */
export const isTip = (entry: Entry): entry is Entry & { readonly MsgBody: GroupTipBody } =>
  entry.IsSystemMsg === 1;

/** An entry as a message. */
export const asMessage = (entry: Entry): WireGroupMessage => entry as unknown as WireGroupMessage;

/** Reads one page of the history of a group (group_msg_get). @throws KaiwaError */
export const readGroupHistory = async (
  session: Session,
  group: string,
  { count = 15, before = 0 }: GroupHistoryOptions,
): Promise<GroupHistoryPage> => {
  const { entries, next } = await readGroup(session, group, before, count);
  const shown = entries.map(entry =>
    isTip(entry) ? toGroupTip(group, entry) : toGroupMessage(group, asMessage(entry), session.userId),
  );
  return { entries: shown.reverse(), ...(next > 0 && { older: next }) };
};
