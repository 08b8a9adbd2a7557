import type { GroupOperation } from '../../lib/domain/group/rights.ts';
import { addsOnly, topicRightsOf } from '../../lib/domain/permission/rights.ts';
import { checkTopicId, newTopicId } from '../../lib/domain/topic/topic-id.ts';
import { createTopic, mostTopics, topicCountOf, topicOf } from '../../lib/domain/topic/topic-store.ts';
import { checkTopicTexts, type TopicTexts } from '../../lib/domain/topic/topic-texts.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { GroupId } from '../../lib/protocol/ids.ts';
import type { TopicItem } from '../../lib/table/group-items.ts';
import { communityOf, permittedCall } from './community-call.ts';
import type { GroupDeps } from './deps.ts';
import type { GroupCall } from './member-call.ts';
import { checkTopicManagers, masksOfActor } from './permission-gifts.ts';

/**
 * The community whose topics a call is about: 1 read unit for a client.
 * @param operation what the caller wants to do to it
 * @throws Fault CommunityOff, GroupIdNotValid, GroupNotFound, GroupNotPermitted
 */
export const topicCall = async (
  body: { readonly GroupId: string },
  operation: GroupOperation,
  context: Context,
  deps: GroupDeps,
): Promise<GroupCall> => {
  const group = await communityOf(body, 'topics', context, deps);
  if (!group.supportTopic) throw new Fault('CommunityOff', 'the community was made without SupportTopic 1');
  return permittedCall(group, operation, context, deps);
};

/**
 * Whether a caller may manage topics of a community: any by a right in the whole of it, else each by a right in that one.
 * @throws Fault GroupNotPermitted
 */
export const checkManagesTopics = async (
  deps: GroupDeps,
  called: GroupCall,
  topics: readonly TopicItem[],
): Promise<void> =>
  checkTopicManagers(await masksOfActor(deps, called, topics), called, 'manageTopics', topics);

/** What a new topic is made of, as the wire says it. */
interface NewTopic extends TopicTexts {
  readonly TopicName: string;
  readonly TopicId?: string | undefined;
  readonly DefaultPermissions?: number | undefined;
}

/**
 * Makes a topic: 6 write units.
 * @param taken the error for an id that a topic has
 * @param createdAt seconds since 1970
 * @throws Fault GroupNotPermitted, GroupIdNotValid, GroupParameterNotValid, TooManyGroupsOfAccount, and the one for a taken id
 */
export const makeTopic = async (
  body: NewTopic,
  { group, life, actor }: GroupCall,
  { table, clock }: GroupDeps,
  taken: 'GroupIdTaken' | 'GroupIdTakenByCaller',
  createdAt?: number,
): Promise<GroupId> => {
  checkTopicTexts(body);
  const { DefaultPermissions: to = 0 } = body;
  if (actor.masks && !addsOnly('topic', { to }, topicRightsOf(actor.masks)))
    throw new Fault('GroupNotPermitted', 'a right that the caller has not');
  const topic = body.TopicId ? checkTopicId(group.group, body.TopicId) : newTopicId(group.group);
  const now = clock.now();
  const { TopicName: name, Introduction, Notification, FaceUrl, CustomString } = body;
  const card = {
    topic,
    name,
    createdAt: createdAt ?? Math.floor(now / 1000),
    ...(Introduction && { introduction: Introduction }),
    ...(Notification && { notification: Notification }),
    ...(FaceUrl && { faceUrl: FaceUrl }),
    ...(CustomString && { customString: CustomString }),
    ...(to > 0 && { defaultPermissions: to }),
  };
  if (await createTopic(table, life, card, now)) return topic;
  if (await topicOf(table, life, topic)) throw new Fault(taken);
  if ((await topicCountOf(table, life)) >= mostTopics) throw new Fault('TooManyGroupsOfAccount');
  throw new Fault('GroupsTooFast');
};
