import { may } from '../../lib/domain/group/rights.ts';
import { type Actor, standingFor } from '../../lib/domain/group/standing.ts';
import { masksInTopics } from '../../lib/domain/permission/masks.ts';
import { addsOnly, type Masks, topicRightsOf } from '../../lib/domain/permission/rights.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { GroupId } from '../../lib/protocol/ids.ts';
import type { TopicItem } from '../../lib/table/group-items.ts';
import type { GroupDeps } from './deps.ts';
import type { GroupCall } from './member-call.ts';

/** What a mask was, and what it is to be. */
interface Gift {
  readonly from?: number | undefined;
  readonly to: number;
}

/** A gift in a topic. */
export interface TopicGift extends Gift {
  readonly topic: TopicItem;
}

/**
 * Nobody gives rights that it does not have itself, so that a right to manage rights is none to everything.
 * @throws Fault GroupNotPermitted
 */
export const checkGift = ({ masks }: Actor, gift: Gift): void => {
  if (masks && !addsOnly('community', gift, masks.community))
    throw new Fault('GroupNotPermitted', 'a right that the caller has not');
};

/** What a caller may in topics; undefined for who may everything that there is to give. */
export const masksOfActor = async (
  { table }: Pick<GroupDeps, 'table'>,
  { group, life, actor }: GroupCall,
  topics: readonly TopicItem[],
): Promise<ReadonlyMap<GroupId, Masks> | undefined> =>
  actor.member && actor.masks ? masksInTopics(table, group, life, actor.member, topics) : undefined;

/** As `checkGift`, in topics. @throws Fault GroupNotPermitted */
export const checkTopicGifts = (
  masks: ReadonlyMap<GroupId, Masks> | undefined,
  gifts: readonly TopicGift[],
): void => {
  const isOwn = ({ topic, ...gift }: TopicGift): boolean => {
    const own = masks?.get(topic.topic);
    return own === undefined || addsOnly('topic', gift, topicRightsOf(own));
  };
  if (!gifts.every(isOwn)) throw new Fault('GroupNotPermitted', 'a right that the caller has not');
};

/** Whether a caller may manage what permission groups give in each of some topics. @throws Fault GroupNotPermitted */
export const checkTopicManagers = (
  masks: ReadonlyMap<GroupId, Masks> | undefined,
  { group, actor }: GroupCall,
  operation: 'manageTopics' | 'manageTopicPermissions',
  topics: readonly TopicItem[],
): void => {
  const standingIn = ({ topic }: TopicItem) => {
    const own = masks?.get(topic);
    return standingFor(operation, own ? { ...actor, masks: own } : actor);
  };
  const all = topics.length > 0 ? topics.map(standingIn) : [standingFor(operation, actor)];
  if (!all.every(standing => may(operation, group.type, standing))) throw new Fault('GroupNotPermitted');
};
