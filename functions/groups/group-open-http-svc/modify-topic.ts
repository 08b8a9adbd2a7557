import type * as z from 'zod';
import { checkGroupId } from '../../../lib/domain/group/group-id.ts';
import { tipOf } from '../../../lib/domain/group/notices.ts';
import { announceTip } from '../../../lib/domain/group-log/tip.ts';
import { changeTopic, topicOf } from '../../../lib/domain/topic/topic-store.ts';
import { checkTopicTexts } from '../../../lib/domain/topic/topic-texts.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import { permissionChange } from '../../../lib/protocol/permission-pushes.ts';
import { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { topicCommands } from '../../../lib/protocol/topic-commands.ts';
import type { GroupDeps } from '../deps.ts';
import type { GroupCall } from '../member-call.ts';
import { checkTopicGifts, masksOfActor } from '../permission-gifts.ts';
import { tellPermissions } from '../tell-permissions.ts';
import { checkManagesTopics, topicCall } from '../topics.ts';

type Spec = typeof topicCommands.modify_topic;
type Body = z.output<Spec['body']>;

const muteAllOf = ({ MuteAllMember, ShutUpAllMember }: Body): boolean | undefined => {
  const wish = MuteAllMember ?? ShutUpAllMember;
  return wish === undefined ? undefined : wish === 'On';
};

const changeOf = (body: Body) => ({
  name: body.TopicName,
  introduction: body.Introduction,
  notification: body.Notification,
  faceUrl: body.FaceUrl,
  customString: body.CustomString,
  muteAll: muteAllOf(body),
  defaultPermissions: body.DefaultPermissions,
});

/** What clients are told of a change, under their names for it. */
const newsOf = ({
  name,
  introduction,
  notification,
  faceUrl,
  customString,
  muteAll,
}: ReturnType<typeof changeOf>) =>
  Object.fromEntries(
    Object.entries({
      TopicName: name,
      TopicIntroduction: introduction,
      TopicNotification: notification,
      TopicFaceUrl: faceUrl,
      CustomString: customString,
      ShutupAll: muteAll === undefined ? undefined : Number(muteAll),
    }).filter(([, value]) => value !== undefined),
  );

/** Whether a caller may change a topic as it wants to: 1 read unit where rights go by permission groups. @throws Fault */
const checkChange = async (body: Body, called: GroupCall, deps: GroupDeps): Promise<void> => {
  const { life, actor } = called;
  const topic = actor.masks && (await topicOf(deps.table, life, checkGroupId(body.TopicId)));
  const topics = topic ? [topic] : [];
  await checkManagesTopics(deps, called, topics);
  const { DefaultPermissions: to } = body;
  if (!topic || to === undefined) return;
  checkTopicGifts(await masksOfActor(deps, called, topics), [{ topic, from: topic.defaultPermissions, to }]);
};

/** Changes a topic and tells everyone in it: 1 write unit for each begun KB, and the tip. */
export const modifyTopic: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { application, caller } = context;
  const operator = actingAccount(caller, body.From_Account, groupOpenHttpSvc);
  const called = await topicCall(body, 'seeMembers', context, deps);
  const { group, life } = called;
  await checkChange(body, called, deps);
  checkTopicTexts(body);
  const change = changeOf(body);
  const topic = await changeTopic(deps.table, life, checkGroupId(body.TopicId), change);
  if (!topic) throw new Fault('GroupNotFound');
  deps.groups.forgetTopic(application.id, group.group, topic.topic);
  if (body.DefaultPermissions !== undefined)
    await tellPermissions(
      { deps, context, group: { ...group, topic } },
      { OpType: permissionChange.defaultsChanged, DefaultPermissions: body.DefaultPermissions },
    );
  const MsgTopicNewInfo = newsOf(change);
  if (Object.keys(MsgTopicNewInfo).length === 0) return {};
  const tip = await tipOf(deps, application.id, operator, { OpType: 8, MsgTopicNewInfo });
  await announceTip(deps, application, { ...group, topic }, { about: 'profile', ...tip });
  return {};
};
