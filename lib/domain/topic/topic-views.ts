import type { Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { MemberItem, TopicItem, TopicReadItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem, GroupStateItem } from '../../table/group-log-items.ts';
import { keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { lastShown } from '../group-log/last-message.ts';
import { downFrom } from '../group-log/log-history.ts';
import { type Mention, mentionsIn } from '../group-log/mentions.ts';
import { effective, isUnread, lookedAt } from '../group-log/unread.ts';
import { topicLife } from './topic-store.ts';

/** A topic, how far it is, and what an account has read of it. */
export interface TopicStanding {
  readonly topic: TopicItem;
  readonly state: GroupStateItem | undefined;
  readonly read: TopicReadItem | undefined;
}

/** What a list of topics shows of one. */
export interface TopicView {
  /** Up to where the account has read. */
  readonly readSeq: number;
  /** Numbers behind it that do not count as unread. */
  readonly uncounted: readonly number[];
  readonly last?: GroupMessageItem | undefined;
  readonly mentions: readonly Mention[];
}

/** Who looks at topics of which community. */
export interface TopicViewer {
  readonly community: GroupLife;
  readonly account: UserId;
  readonly member: MemberItem | undefined;
  /** Whether newcomers see what was said before they came. */
  readonly seesAll: (topic: TopicItem) => boolean;
}

/** The number up to which an account has read a topic, by its own reports or because an import said so of everyone. */
export const readSeqOf = (account: UserId, { state, read }: TopicStanding): number => {
  const { readSeq = 0, readUncounted = 0 } = read ?? {};
  return state ? effective({ account, readSeq, readUncounted }, state).readSeq : readSeq;
};

/** Whether somebody came when there were messages already, and has read none yet: those before are not unread. */
const isNewcomer = (member: MemberItem | undefined, topic: TopicItem): boolean =>
  member !== undefined && member.joinedAt * 1000 > topic.born;

/** Where an account stands in a topic: 1 read unit for each begun 4 KB of what is unread, the last 100 messages at most. */
const positionIn = async (
  table: Table,
  { community, account, member }: TopicViewer,
  standing: TopicStanding,
  now: number,
): Promise<Pick<TopicView, 'readSeq' | 'uncounted'>> => {
  const { topic, state } = standing;
  const highest = (state?.next ?? 1) - 1;
  const readSeq = readSeqOf(account, standing);
  const fresh = readSeq === 0 && isNewcomer(member, topic) ? (member?.joinedAt ?? 0) : undefined;
  if (highest <= readSeq) return { readSeq, uncounted: [] };
  if (fresh !== undefined && (state?.lastTime ?? 0) <= fresh) return { readSeq: highest, uncounted: [] };
  const lowest = Math.max(readSeq, highest - lookedAt) + 1;
  if (fresh === undefined && lowest > readSeq + 1) return { readSeq, uncounted: [] };
  const unread = new Set<number>();
  let before = fresh === undefined ? readSeq : lowest - 1;
  for await (const message of downFrom(table, topicLife(community, topic), highest, lowest, now)) {
    if (fresh !== undefined && message.time <= fresh) {
      before = message.seq;
      break;
    }
    if (isUnread(message, { account })) unread.add(message.seq);
  }
  const behind = Array.from({ length: highest - before }, (_, i) => before + 1 + i);
  return { readSeq: before, uncounted: behind.filter(seq => !unread.has(seq)) };
};

/** The newest messages of topics, by their partition and number: ½ read unit each. */
const newestOf = async (table: Table, community: GroupLife, standings: readonly TopicStanding[]) => {
  const wanted = standings.flatMap(({ topic, state }) =>
    state && state.next > 1 ? [keys.groupMessage(topicLife(community, topic), state.next - 1)] : [],
  );
  const found = await table.getMany<GroupMessageItem>(wanted);
  return new Map(found.map(item => [`${item.PK}\n${item.SK}`, item]));
};

/**
 * What a list shows of topics, in their order: ½ read unit for each, and what is unread of those of which at most 100 messages are.
 * @param now milliseconds since 1970
 */
export const topicViews = async (
  table: Table,
  viewer: TopicViewer,
  standings: readonly TopicStanding[],
  now: number,
): Promise<readonly TopicView[]> => {
  const { community, account, member, seesAll } = viewer;
  const newest = await newestOf(table, community, standings);
  const positions = await forEachOf(standings, standing => positionIn(table, viewer, standing, now));
  const lasts = await forEachOf(standings, async ({ topic, state }) => {
    const life = topicLife(community, topic);
    const highest = (state?.next ?? 1) - 1;
    const { PK, SK } = keys.groupMessage(life, highest);
    const looked = { highest, lowest: 1, newest: newest.get(`${PK}\n${SK}`), viewer: account };
    const last = await lastShown(table, life, looked, now);
    return last && (seesAll(topic) || last.time >= (member?.joinedAt ?? 0)) ? last : undefined;
  });
  const places = standings.map(({ topic, state, read }, i) => ({
    life: topicLife(community, topic),
    named: read?.named,
    everyone: state?.allNamed,
    readSeq: positions[i]?.readSeq ?? 0,
  }));
  const mentions = await mentionsIn(table, account, places, now);
  return standings.map((_, i) => ({
    ...(positions[i] ?? { readSeq: 0, uncounted: [] }),
    last: lasts[i],
    mentions: mentions[i] ?? [],
  }));
};
