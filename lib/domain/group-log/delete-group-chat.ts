import type { Table } from '../../kernel/ports.ts';
import type { GroupId, SdkAppId, UserId } from '../../protocol/ids.ts';
import type { GroupChatItem, JoinedItem } from '../../table/group-items.ts';
import { expiryAttribute, keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { isLive } from '../session/session-store.ts';
import { stateOf } from './state.ts';

const secondsPerDay = 86_400;

/** Whose view of which conversation. */
export interface GroupChatSide {
  readonly app: SdkAppId;
  readonly owner: UserId;
  readonly group: GroupId;
}

/** What of a conversation goes: out of the list, out of the history, or both. */
export interface GroupChatCut {
  readonly deleted: boolean;
  readonly cleared: boolean;
}

/** Those of the groups that an account has joined, 1 read unit each. */
export const joinedAmong = async (
  table: Table,
  app: SdkAppId,
  account: UserId,
  groups: readonly GroupId[],
): Promise<ReadonlyMap<GroupId, JoinedItem>> => {
  const wanted = [...new Set(groups)].map(group => keys.joined(app, account, group));
  const items = await table.getMany<JoinedItem>(wanted, { consistent: true });
  return new Map(items.map(item => [item.group, item]));
};

/** What an account has deleted of a conversation: 1 read unit. */
export const groupChatOf = async (
  table: Table,
  { app, owner, group }: GroupChatSide,
  born: number,
  now: number,
): Promise<GroupChatItem | undefined> => {
  const chat = await table.get<GroupChatItem>(keys.groupChat(app, owner, group), { consistent: true });
  return chat && chat.born === born && isLive(chat, now) ? chat : undefined;
};

/** Writes what went; an item of an earlier life of the group is replaced. */
const write = async (
  table: Table,
  { app, owner, group }: GroupChatSide,
  { deleted, cleared }: GroupChatCut,
  born: number,
  last: number,
  keptUntil: number,
): Promise<void> => {
  const key = keys.groupChat(app, owner, group);
  const parts = [deleted && ', deletedThrough = :last', cleared && ', clearedThrough = :last'].filter(
    Boolean,
  );
  const held = await conditionHeld(
    table.update({
      key,
      set: `SET v = :v, #group = :group, born = :born, #expires = :kept${parts.join('')} ADD lives :life`,
      condition: 'attribute_not_exists(PK) OR born = :born',
      names: { '#group': 'group', '#expires': expiryAttribute },
      values: {
        ':v': 1,
        ':group': group,
        ':born': born,
        ':kept': keptUntil,
        ':life': deleted ? 1 : 0,
        ...(parts.length > 0 && { ':last': last }),
      },
    }),
  );
  if (held) return;
  const item: GroupChatItem = {
    ...key,
    v: 1,
    group,
    born,
    ...(deleted && { deletedThrough: last, lives: 1 }),
    ...(cleared && { clearedThrough: last }),
    [expiryAttribute]: keptUntil,
  };
  await table.put({ item });
};

/**
 * Takes a group's conversation out of a member's list or empties it, with all that is in it now: 2 read and 1 write unit. The next
 * message brings it back.
 * @param now milliseconds since 1970
 * @returns false when the account is no member
 */
export const cutGroupChat = async (
  table: Table,
  side: GroupChatSide,
  cut: GroupChatCut,
  now: number,
  retentionDays: number,
): Promise<boolean> => {
  const { app, owner, group } = side;
  const joined = (await joinedAmong(table, app, owner, [group])).get(group);
  const state = joined && (await stateOf(table, { app, group, born: joined.born }));
  if (!joined || !state) return false;
  const keptUntil = Math.floor(now / 1000) + retentionDays * secondsPerDay;
  await write(table, side, cut, joined.born, state.next - 1, keptUntil);
  return true;
};
