import { stateOf } from '../../lib/domain/group-log/state.ts';
import { markTopicRead, topicReadsOf } from '../../lib/domain/topic/topic-reads.ts';
import {
  createTopic,
  deleteTopic,
  sweepTopics,
  topicCountOf,
  topicLife,
  topicOf,
  topicsOf,
} from '../../lib/domain/topic/topic-store.ts';
import type { GroupId, UserId } from '../../lib/protocol/ids.ts';
import type { TopicCountItem, TopicItem } from '../../lib/table/group-items.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import { keys } from '../../lib/table/keys.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { groupDraft, groupTextOf, logOf, newLife, sendToGroup } from '../support/group-log-world.ts';
import { start } from '../support/message-world.ts';

const database = databaseOfTests();

const idOf = ({ group }: GroupLife, name: string) => `${group}@TOPIC#_${name}` as GroupId;
const make = (life: GroupLife, name: string, second = start) =>
  createTopic(database.table, life, { topic: idOf(life, name), name, createdAt: start }, second * 1000);
const found = async (life: GroupLife, name: string): Promise<TopicItem> => {
  const topic = await topicOf(database.table, life, idOf(life, name));
  if (!topic) throw new Error(`there is no topic ${name}`);
  return topic;
};

describe('topics of a community', () => {
  it('are two hundred at most, whoever makes them at once', async () => {
    const life = await newLife(database.table);
    const count: TopicCountItem = { ...keys.topicCount(life), v: 1, topics: 195 };
    await database.table.put({ item: count });
    const made = await Promise.all(Array.from({ length: 12 }, (_, i) => make(life, `topic${i}`)));
    expect(made.filter(Boolean)).toHaveLength(5);
    expect(await topicCountOf(database.table, life)).toBe(200);
    expect(await topicsOf(database.table, life)).toHaveLength(5);
  });

  it('have numbers, messages and lives of their own', async () => {
    const life = await newLife(database.table);
    await make(life, 'news');
    const news = topicLife(life, await found(life, 'news'));
    await sendToGroup(database.table, life, groupDraft('to all'));
    await sendToGroup(database.table, news, groupDraft('old'));
    expect((await logOf(database.table, news)).map(groupTextOf)).toEqual(['old']);
    expect(await deleteTopic(database.table, life, await found(life, 'news'))).toBe(true);
    expect(await stateOf(database.table, news)).toBeUndefined();

    await make(life, 'news', start + 1);
    const again = topicLife(life, await found(life, 'news'));
    await sendToGroup(database.table, again, groupDraft('new'));
    expect((await logOf(database.table, again)).map(groupTextOf)).toEqual(['new']);
    expect(await topicCountOf(database.table, life)).toBe(1);
  });

  it('are deleted once, and not by who means an earlier one of that id', async () => {
    const life = await newLife(database.table);
    await make(life, 'news');
    const first = await found(life, 'news');
    const both = await Promise.all([
      deleteTopic(database.table, life, first),
      deleteTopic(database.table, life, first),
    ]);
    expect(both.filter(Boolean)).toHaveLength(1);
    await make(life, 'news', start + 1);
    expect(await deleteTopic(database.table, life, first)).toBe(false);
    expect(await topicCountOf(database.table, life)).toBe(1);
  });

  it('know how far an account has read, which only moves forward', async () => {
    const life = await newLife(database.table);
    await make(life, 'news');
    const news = topicLife(life, await found(life, 'news'));
    for (const random of [1, 2, 3]) await sendToGroup(database.table, news, groupDraft('x', { random }));
    const reader = 'reader' as UserId;
    const read = (seq: number) => markTopicRead(database.table, news, reader, seq, start * 1000);
    expect([await read(2), await read(1), await read(9)]).toEqual([2, undefined, 3]);
    const reads = await topicReadsOf(database.table, life, reader);
    expect([...reads.values()]).toMatchObject([{ topic: idOf(life, 'news'), readSeq: 3 }]);
  });

  it('have the members and the roster of their community, and mutes of their own', async () => {
    const life = await newLife(database.table);
    await make(life, 'news');
    const news = topicLife(life, await found(life, 'news'));
    const account = 'somebody' as UserId;
    expect(keys.member(news, account)).toEqual(keys.member(life, account));
    expect(keys.rosterShard(news, 3)).toEqual(keys.rosterShard(life, 3));
    expect(keys.groupMute(news, account)).not.toEqual(keys.groupMute(life, account));
  });

  it('go with their community', async () => {
    const life = await newLife(database.table);
    await make(life, 'one');
    await make(life, 'two');
    await sweepTopics(database.table, life);
    expect(await topicsOf(database.table, life)).toEqual([]);
    expect(await topicCountOf(database.table, life)).toBe(0);
  });
});
