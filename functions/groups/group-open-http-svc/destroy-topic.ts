import { forEachOf } from '../../../lib/domain/bounded.ts';
import { tellGroup } from '../../../lib/domain/fan-out/ring.ts';
import { notice, noticeEvent } from '../../../lib/domain/group/notices.ts';
import { deleteTopic, topicsOf } from '../../../lib/domain/topic/topic-store.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { errors } from '../../../lib/protocol/errors.ts';
import type { GroupId } from '../../../lib/protocol/ids.ts';
import type { topicCommands } from '../../../lib/protocol/topic-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { topicCall } from '../topics.ts';

type Spec = typeof topicCommands.destroy_topic;

const done = { ErrorCode: 0, ErrorInfo: 'ok' };
const gone = { ErrorCode: errors.TopicDeleted.code, ErrorInfo: errors.TopicDeleted.text };

/** Deletes topics and tells everyone in the community: 5 write units each, and 1 request to the queue. */
export const destroyTopic: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { group, life, actor } = await topicCall(body, 'changeProfile', context, deps);
  const topics = new Map((await topicsOf(deps.table, life)).map(topic => [topic.topic, topic]));
  const named = body.TopicIdList.length > 0 ? body.TopicIdList : [...topics.keys()];
  const results = await forEachOf([...new Set(named)], async TopicId => {
    const topic = topics.get(TopicId as GroupId);
    const deleted = topic !== undefined && (await deleteTopic(deps.table, life, topic));
    if (topic) deps.groups.forgetTopic(life.app, group.group, topic.topic);
    return { TopicId, ...(deleted ? done : gone) };
  });
  const TopicIdArray = results.filter(({ ErrorCode }) => ErrorCode === 0).map(({ TopicId }) => TopicId);
  const topic = topics.get(TopicIdArray[0] as GroupId);
  if (topic) {
    const said = { ReportType: notice.topicDeleted, Operator_Account: actor.account, TopicIdArray };
    const event = noticeEvent({ ...group, topic }, said, deps.clock.now());
    await tellGroup(deps, life, [event], { exceptConnection: context.call.connection });
  }
  return { DestroyResultItem: [...results] };
};
