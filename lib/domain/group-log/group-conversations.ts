import type { Table } from '../../kernel/ports.ts';
import type { ApplicationSettings } from '../../protocol/application-settings.ts';
import { groupConversation } from '../../protocol/conversation-name.ts';
import type { GroupId, SdkAppId, UserId } from '../../protocol/ids.ts';
import type { GroupChatItem, GroupItem, JoinedItem, MemberItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem, GroupStateItem } from '../../table/group-log-items.ts';
import { keys } from '../../table/keys.ts';
import { allPages } from '../all-pages.ts';
import { forEachOf } from '../bounded.ts';
import type { Placed } from '../conversation/chat-list.ts';
import { joinedOf } from '../group/joined-store.ts';
import { memberActor, seesPast } from '../group/standing.ts';
import { traits } from '../group/types.ts';
import { isLive } from '../session/session-store.ts';
import { lastShown } from './last-message.ts';
import { stateOfMany } from './state.ts';
import { unreadOf } from './unread.ts';

/** Whose conversations. */
export interface GroupListOwner {
  readonly app: SdkAppId;
  readonly account: UserId;
  readonly settings: ApplicationSettings;
}

/** The conversation of a member with its group, as a list goes by it. */
export interface GroupConversation extends Placed {
  readonly joined: JoinedItem;
  readonly life: GroupLife;
  readonly state: GroupStateItem;
  readonly chat?: GroupChatItem | undefined;
}

const secondsPerDay = 86_400;

/** What members have deleted of their conversations: 1 read unit for each begun 4 KB. */
export const groupChatsOf = async (
  table: Table,
  app: SdkAppId,
  owner: UserId,
  now: number,
): Promise<ReadonlyMap<GroupId, GroupChatItem>> => {
  const items = await allPages<GroupChatItem>(table, {
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.account(app, owner).PK, ':prefix': keys.groupChatPrefix },
    consistent: true,
  });
  return new Map(items.filter(item => isLive(item, now)).map(item => [item.group, item]));
};

const mayBeListed = ({ state, chat }: GroupConversation, retentionDays: number, now: number): boolean =>
  state.next > 1 &&
  state.next - 1 > (chat?.deletedThrough ?? 0) &&
  Math.max(state.lastTime + retentionDays * secondsPerDay, state.listedUntil ?? 0) * 1000 > now;

/**
 * The conversations with groups that a list goes by: 1 read unit for about 25 groups, and ½ for the state of each.
 * @param pinned names of pinned conversations with their lives
 * @param now milliseconds since 1970
 */
export const groupConversationsOf = async (
  table: Table,
  { app, account, settings }: GroupListOwner,
  pinned: ReadonlySet<string>,
  now: number,
): Promise<readonly GroupConversation[]> => {
  const [joined, chats] = await Promise.all([
    joinedOf(table, app, account),
    groupChatsOf(table, app, account, now),
  ]);
  const lives = joined.map(({ group, born }) => ({ app, group, born }));
  const states = await stateOfMany(table, lives);
  return joined
    .flatMap((one, i): readonly GroupConversation[] => {
      const { group, born } = one;
      const state = states[i];
      const own = chats.get(group);
      const chat = own?.born === born ? own : undefined;
      const peer = groupConversation(group);
      const isPinned = pinned.has(`${chat?.lives ?? 0} ${peer}`);
      const life = { app, group, born };
      return state
        ? [{ joined: one, life, state, chat, peer, second: state.lastTime, pinned: isPinned }]
        : [];
    })
    .filter(one => mayBeListed(one, settings.retentionDays, now));
};

/** What a client shows of it. */
export interface DescribedGroup extends GroupConversation {
  readonly group: GroupItem;
  readonly member: MemberItem;
  /** Absent where there is none to show. */
  readonly last?: GroupMessageItem | undefined;
  readonly unread: number;
}

/**
 * Adds names, last messages and unread counts: 1½ read units each, and 1 for each begun 4 KB of what is unread where that is
 * little. Groups that were left meanwhile are left out.
 */
export const describedGroups = async (
  table: Table,
  { app, account, settings }: GroupListOwner,
  conversations: readonly GroupConversation[],
  now: number,
): Promise<readonly DescribedGroup[]> => {
  const keysOf = ({ life, state }: GroupConversation) => [
    keys.group(app, life.group),
    keys.member(life, account),
    keys.groupMessage(life, state.next - 1),
  ];
  const found = await table.getMany<GroupItem | MemberItem | GroupMessageItem>(conversations.flatMap(keysOf));
  const byKey = new Map(found.map(item => [`${item.PK}\n${item.SK}`, item]));
  const described = await forEachOf(conversations, async one => {
    const [group, member, newest] = keysOf(one).map(({ PK, SK }) => byKey.get(`${PK}\n${SK}`));
    if (!group || !member) return undefined;
    const item = group as GroupItem;
    const position = member as MemberItem;
    const { chat, state, life } = one;
    const viewer = await memberActor(table, item, life, position);
    const firstSeen = seesPast(item, viewer, settings) ? 1 : position.joinSeq + 1;
    const deleted = Math.max(chat?.deletedThrough ?? 0, chat?.clearedThrough ?? 0);
    const [last, unread] = await Promise.all([
      lastShown(
        table,
        life,
        {
          highest: state.next - 1,
          lowest: Math.max(firstSeen, (chat?.clearedThrough ?? 0) + 1),
          newest: newest as GroupMessageItem | undefined,
          viewer: account,
        },
        now,
      ),
      traits[item.type].unread ? unreadOf(table, life, position, state, now, deleted) : 0,
    ]);
    return { ...one, group: item, member: position, last, unread };
  });
  return described.filter(one => one !== undefined);
};
