import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { topicImportCommands } from '../../../lib/protocol/topic-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { makeTopic, topicCall } from '../topics.ts';

type Spec = typeof topicImportCommands.import_topic;

/** Makes a topic that is older than this server knows it: 6 write units. */
export const importTopic: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const called = await topicCall(body, 'manageTopics', context, deps);
  if ((body.CreateTime ?? 0) * 1000 > deps.clock.now())
    throw new Fault('GroupParameterNotValid', 'CreateTime: not yet');
  return { TopicId: await makeTopic(body, called, deps, 'GroupIdTaken', body.CreateTime) };
};
