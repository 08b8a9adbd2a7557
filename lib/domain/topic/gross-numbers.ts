import type { Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { stateOfMany } from '../group-log/state.ts';
import { effective } from '../group-log/unread.ts';
import { topicReadsOf } from './topic-reads.ts';
import { topicLife, topicsOf } from './topic-store.ts';

/** All topics of a community as if they were one: the next number, and how many numbers an account has read. */
export interface GrossNumbers {
  readonly next: number;
  readonly read: number;
}

/** Adds up the topics of a community: 1 read unit for about 15 topics, 1 for about 30 that the account has read, ½ for each. */
export const grossNumbers = async (
  table: Table,
  community: GroupLife,
  account: UserId,
): Promise<GrossNumbers> => {
  const [topics, reads] = await Promise.all([
    topicsOf(table, community),
    topicReadsOf(table, community, account),
  ]);
  const states = await stateOfMany(
    table,
    topics.map(topic => topicLife(community, topic)),
  );
  const counted = topics.flatMap((topic, i) => {
    const state = states[i];
    if (!state) return [];
    const known = reads.get(topic.topic);
    const { readSeq = 0, readUncounted = 0 } = known?.born === topic.born ? known : {};
    return [{ last: state.next - 1, read: effective({ account, readSeq, readUncounted }, state).readSeq }];
  });
  return {
    next: counted.reduce((sum, { last }) => sum + last, 0) + 1,
    read: counted.reduce((sum, { read }) => sum + read, 0),
  };
};
