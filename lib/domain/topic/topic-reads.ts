import type { Table } from '../../kernel/ports.ts';
import type { MessageFlag } from '../../protocol/group-words.ts';
import type { GroupId, UserId } from '../../protocol/ids.ts';
import type { MemberItem, TopicReadItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { allPages } from '../all-pages.ts';
import { conditionHeld } from '../condition-held.ts';
import { positionAt } from '../group-log/read-position.ts';

/** What an account has of the topics of a community, by their ids: 1 read unit for each begun 4 KB, about 30 topics. */
export const topicReadsOf = async (
  table: Table,
  community: GroupLife,
  account: UserId,
): Promise<ReadonlyMap<GroupId, TopicReadItem>> => {
  const items = await allPages<TopicReadItem>(table, {
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.account(community.app, account).PK, ':prefix': keys.topicReadPrefix(community) },
    consistent: true,
  });
  return new Map(items.map(item => [item.topic, item]));
};

const noteTopicRead = (
  table: Table,
  life: GroupLife,
  account: UserId,
  { readSeq, readUncounted }: Pick<TopicReadItem, 'readSeq' | 'readUncounted'>,
): Promise<boolean> =>
  conditionHeld(
    table.update({
      key: keys.topicRead(life, account),
      set: 'SET v = :v, topic = :topic, born = :born, readSeq = :seq, readUncounted = :uncounted',
      condition: 'attribute_not_exists(readSeq) OR readSeq < :seq',
      values: {
        ':v': 1,
        ':topic': life.group,
        ':born': life.born,
        ':seq': readSeq,
        ':uncounted': readUncounted,
      },
    }),
  );

/**
 * Notes up to which number an account has read a topic: 1 read and 1 write unit. It only moves forward.
 * @param now milliseconds since 1970
 * @returns the position; undefined when it was there already, or the topic is gone
 */
export const markTopicRead = async (
  table: Table,
  life: GroupLife,
  account: UserId,
  seq: number,
  now: number,
): Promise<number | undefined> => {
  const position = await positionAt(table, life, seq, now);
  if (!position) return undefined;
  return (await noteTopicRead(table, life, account, position)) ? position.readSeq : undefined;
};

/** How a member wants to be told of a topic; undefined when it has not said so since it joined. */
export const topicFlagOf = (
  read: TopicReadItem | undefined,
  member: Pick<MemberItem, 'joinedAt'> | undefined,
): MessageFlag | undefined => (!member || read?.flagOf === member.joinedAt ? read?.flag : undefined);

/** How members want to be told of a topic, those that have said so: ½ read unit each. */
export const topicFlagsOf = async (
  table: Table,
  life: GroupLife,
  members: readonly MemberItem[],
): Promise<ReadonlyMap<UserId, MessageFlag>> => {
  const keyOf = ({ account }: MemberItem) => keys.topicRead(life, account);
  const items = await table.getMany<TopicReadItem>(members.map(keyOf));
  const byKey = new Map(items.map(item => [item.PK, item]));
  return new Map(
    members.flatMap(member => {
      const flag = topicFlagOf(byKey.get(keyOf(member).PK), member);
      return flag ? [[member.account, flag] as const] : [];
    }),
  );
};

/** Notes how a member wants to be told of a topic: 1 write unit. */
export const noteTopicFlag = async (
  table: Table,
  life: GroupLife,
  { account, joinedAt }: Pick<MemberItem, 'account' | 'joinedAt'>,
  flag: MessageFlag,
): Promise<void> => {
  await table.update({
    key: keys.topicRead(life, account),
    set: `SET v = :v, topic = :topic, born = :born, flag = :flag, flagOf = :joined,
      readSeq = if_not_exists(readSeq, :none), readUncounted = if_not_exists(readUncounted, :none)`,
    values: {
      ':v': 1,
      ':topic': life.group,
      ':born': life.born,
      ':flag': flag,
      ':joined': joinedAt,
      ':none': 0,
    },
  });
};
