import { tellGroup } from '../../../lib/domain/fan-out/ring.ts';
import { notice, noticeEvent } from '../../../lib/domain/group/notices.ts';
import { topicOf } from '../../../lib/domain/topic/topic-store.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { topicCommands } from '../../../lib/protocol/topic-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { makeTopic, topicCall } from '../topics.ts';

type Spec = typeof topicCommands.create_topic;

/** Makes a topic and tells everyone in the community: 6 write units, and 1 request to the queue. */
export const createTopic: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const operator = actingAccount(context.caller, body.From_Account, groupOpenHttpSvc);
  const called = await topicCall(body, 'manageTopics', context, deps);
  const { group, life } = called;
  const id = await makeTopic(body, called, deps, 'GroupIdTakenByCaller');
  const topic = await topicOf(deps.table, life, id);
  const said = { ReportType: notice.topicCreated, Operator_Account: operator };
  const event = noticeEvent({ ...group, ...(topic && { topic }) }, said, deps.clock.now());
  await tellGroup(deps, life, [event], { exceptConnection: context.call.connection });
  return { TopicId: id };
};
