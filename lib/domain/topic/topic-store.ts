import type { Table } from '../../kernel/ports.ts';
import type { GroupId } from '../../protocol/ids.ts';
import type { TopicCountItem, TopicItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { allPages } from '../all-pages.ts';
import { forEachOf } from '../bounded.ts';
import { conditionHeld, unlessChanged } from '../condition-held.ts';
import { closeState, openState } from '../group-log/state.ts';

/** Contract: groups.md 9. */
export const mostTopics = 200;

/** The life of a topic. */
export const topicLife = (
  { app, group, born }: GroupLife,
  topic: Pick<TopicItem, 'topic' | 'born'>,
): GroupLife => ({ app, group: topic.topic, born: topic.born, community: { group, born } });

/** A topic of a community: 1 read unit. Undefined when there is none. */
export const topicOf = (table: Table, community: GroupLife, topic: GroupId): Promise<TopicItem | undefined> =>
  table.get<TopicItem>(keys.topic(community, topic), { consistent: true });

/** All topics of a community, by their ids: 1 read unit for each begun 4 KB, about 15 topics. */
export const topicsOf = (table: Table, community: GroupLife): Promise<readonly TopicItem[]> =>
  allPages<TopicItem>(table, {
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.topicCount(community).PK, ':prefix': keys.topicPrefix },
    consistent: true,
  });

/** What a topic is made of. */
export type TopicCard = Pick<TopicItem, 'topic' | 'createdAt' | 'name'> &
  Partial<
    Pick<TopicItem, 'introduction' | 'notification' | 'faceUrl' | 'customString' | 'defaultPermissions'>
  >;

/**
 * Makes a topic: with its numbers and the count of topics in one transaction, 6 write units.
 * @param now milliseconds since 1970
 * @returns false when the community has 200 already, or one of that id
 */
export const createTopic = (
  table: Table,
  community: GroupLife,
  card: TopicCard,
  now: number,
): Promise<boolean> => {
  const item: TopicItem = { ...keys.topic(community, card.topic), v: 1, ...card, born: now };
  return conditionHeld(
    table.transact([
      { put: { item, condition: 'attribute_not_exists(PK)' } },
      { put: openState(topicLife(community, item), now) },
      {
        update: {
          key: keys.topicCount(community),
          set: 'SET v = :v ADD topics :one',
          condition: 'attribute_not_exists(PK) OR topics < :most',
          values: { ':v': 1, ':one': 1, ':most': mostTopics },
        },
      },
    ]),
  );
};

/** How many topics a community has: 1 read unit. */
export const topicCountOf = async (table: Table, community: GroupLife): Promise<number> =>
  (await table.get<TopicCountItem>(keys.topicCount(community), { consistent: true }))?.topics ?? 0;

/** What may change of a topic; empty texts go, as does a mute-all that is false. */
export interface TopicChange {
  readonly name?: string | undefined;
  readonly introduction?: string | undefined;
  readonly notification?: string | undefined;
  readonly faceUrl?: string | undefined;
  readonly customString?: string | undefined;
  readonly muteAll?: boolean | undefined;
  readonly defaultPermissions?: number | undefined;
}

/**
 * Changes a topic: 1 write unit for each begun KB.
 * @returns the topic afterwards; undefined when there is none
 */
export const changeTopic = (
  table: Table,
  community: GroupLife,
  topic: GroupId,
  change: TopicChange,
): Promise<TopicItem | undefined> => {
  const wanted = Object.entries(change).filter(([, value]) => value !== undefined);
  if (wanted.length === 0) return topicOf(table, community, topic);
  const kept = wanted.filter(([, value]) => value !== '' && value !== false);
  const gone = wanted.filter(([, value]) => value === '' || value === false);
  const path = (name: string) => `#${name}`;
  const set = kept.map(([name]) => `${path(name)} = :${name}`).join(', ');
  const remove = gone.map(([name]) => path(name)).join(', ');
  return unlessChanged(
    table.update<TopicItem>({
      key: keys.topic(community, topic),
      set: [set && `SET ${set}`, remove && `REMOVE ${remove}`].filter(Boolean).join(' '),
      condition: 'attribute_exists(PK)',
      names: Object.fromEntries(wanted.map(([name]) => [path(name), name])),
      ...(kept.length > 0 && {
        values: Object.fromEntries(kept.map(([name, value]) => [`:${name}`, value])),
      }),
    }),
  );
};

/**
 * Deletes a topic: its numbers first, so that it takes no message, then itself with the count: 5 write units. Its messages expire.
 * @returns false when it was deleted already
 */
export const deleteTopic = async (table: Table, community: GroupLife, topic: TopicItem): Promise<boolean> => {
  await closeState(table, topicLife(community, topic));
  return conditionHeld(
    table.transact([
      {
        delete: {
          key: keys.topic(community, topic.topic),
          condition: 'born = :born',
          values: { ':born': topic.born },
        },
      },
      {
        update: {
          key: keys.topicCount(community),
          set: 'ADD topics :less',
          values: { ':less': -1 },
        },
      },
    ]),
  );
};

/** Takes away the topics of a community that was dissolved: 2 write units for each. */
export const sweepTopics = async (table: Table, community: GroupLife): Promise<void> => {
  await forEachOf(await topicsOf(table, community), async topic => {
    await closeState(table, topicLife(community, topic));
    await table.delete({ key: keys.topic(community, topic.topic) });
  });
  await table.delete({ key: keys.topicCount(community) });
};
