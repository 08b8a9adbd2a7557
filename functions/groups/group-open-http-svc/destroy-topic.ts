import { forEachOf } from '../../../lib/domain/bounded.ts';
import { tellGroup } from '../../../lib/domain/fan-out/ring.ts';
import { notice, noticeEvent } from '../../../lib/domain/group/notices.ts';
import { sweepTopicPermissions } from '../../../lib/domain/permission/topic-permissions.ts';
import { deleteTopic, topicsOf } from '../../../lib/domain/topic/topic-store.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { errors } from '../../../lib/protocol/errors.ts';
import type { GroupId } from '../../../lib/protocol/ids.ts';
import type { topicCommands } from '../../../lib/protocol/topic-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { checkManagesTopics, topicCall } from '../topics.ts';

type Spec = typeof topicCommands.destroy_topic;

const done = { ErrorCode: 0, ErrorInfo: 'ok' };
const gone = { ErrorCode: errors.TopicDeleted.code, ErrorInfo: errors.TopicDeleted.text };

/** Deletes topics and tells everyone in the community: 5 write units each, and 1 request to the queue; in all 1 read unit more. */
export const destroyTopic: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const called = await topicCall(body, 'seeMembers', context, deps);
  const { group, life, actor } = called;
  const topics = new Map((await topicsOf(deps.table, life)).map(topic => [topic.topic, topic]));
  const named = body.TopicIdList.length > 0 ? body.TopicIdList : [...topics.keys()];
  const meant = named.flatMap(id => topics.get(id as GroupId) ?? []);
  await checkManagesTopics(deps, called, meant);
  const results = await forEachOf([...new Set(named)], async TopicId => {
    const topic = topics.get(TopicId as GroupId);
    const deleted = topic !== undefined && (await deleteTopic(deps.table, life, topic));
    if (topic) deps.groups.forgetTopic(life.app, group.group, topic.topic);
    return { TopicId, ...(deleted ? done : gone) };
  });
  const TopicIdArray = results.filter(({ ErrorCode }) => ErrorCode === 0).map(({ TopicId }) => TopicId);
  const deleted = TopicIdArray.flatMap(id => topics.get(id as GroupId) ?? []);
  if (deleted.length > 0) await sweepTopicPermissions(deps.table, life, deleted);
  const [topic] = deleted;
  if (topic) {
    const said = { ReportType: notice.topicDeleted, Operator_Account: actor.account, TopicIdArray };
    const event = noticeEvent({ ...group, topic }, said, deps.clock.now());
    await tellGroup(deps, life, [event], { exceptConnection: context.call.connection });
  }
  return { DestroyResultItem: [...results] };
};
