import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { mutedUntil } from '../../../lib/domain/group/mutes.ts';
import { stateOfMany } from '../../../lib/domain/group-log/state.ts';
import { effective } from '../../../lib/domain/group-log/unread.ts';
import { isLive } from '../../../lib/domain/session/session-store.ts';
import { topicReadsOf } from '../../../lib/domain/topic/topic-reads.ts';
import { topicLife, topicsOf } from '../../../lib/domain/topic/topic-store.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { errors } from '../../../lib/protocol/errors.ts';
import type { GroupId, UserId } from '../../../lib/protocol/ids.ts';
import { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { TopicEntry, topicCommands } from '../../../lib/protocol/topic-commands.ts';
import type { GroupItem, GroupMuteItem, TopicItem, TopicReadItem } from '../../../lib/table/group-items.ts';
import type { GroupStateItem } from '../../../lib/table/group-log-items.ts';
import { keys } from '../../../lib/table/keys.ts';
import type { GroupDeps } from '../deps.ts';
import { only } from '../group-on-wire.ts';
import { topicCall } from '../topics.ts';

type Spec = typeof topicCommands.get_topic;

const topicInfo = (group: GroupItem, topic: TopicItem, state: GroupStateItem | undefined) => ({
  GroupID: group.group,
  GroupId: group.group,
  TopicId: topic.topic,
  TopicName: topic.name,
  FaceUrl: topic.faceUrl ?? '',
  Notification: topic.notification ?? '',
  Introduction: topic.introduction ?? '',
  CustomString: topic.customString ?? '',
  NextMsgSeq: state?.next ?? 1,
  LastMsgTime: state?.lastTime ?? 0,
  CreateTime: topic.createdAt,
  MuteAllMember: topic.muteAll ? 'On' : 'Off',
});

/** How far an account has read a topic, and until when it may not speak there. */
const selfInfo = (
  account: UserId,
  read: TopicReadItem | undefined,
  mute: GroupMuteItem | undefined,
  state: GroupStateItem | undefined,
) => {
  const { readSeq = 0, readUncounted = 0, flag = 'AcceptAndNotify' } = read ?? {};
  const position = { account, readSeq, readUncounted };
  return {
    ShutUpTime: mute ? mutedUntil(mute) : 0,
    MsgSeq: state ? effective(position, state).readSeq : readSeq,
    MsgFlag: flag,
  };
};

/** Mutes of an account in topics, by their partitions: ½ read unit each. */
const mutesAmong = async (
  { table, clock }: GroupDeps,
  lives: readonly ReturnType<typeof topicLife>[],
  account: UserId,
) => {
  const items = await table.getMany<GroupMuteItem>(lives.map(life => keys.groupMute(life, account)));
  return new Map(items.filter(item => isLive(item, clock.now())).map(item => [item.PK, item]));
};

/** Reads topics: 1 read unit for about 15 of the community's, 1 for about 30 that the account has read, 1 for each that is shown. */
export const getTopic: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const account = actingAccount(context.caller, body.From_Account, groupOpenHttpSvc);
  const { group, life } = await topicCall(body, 'seeMembers', context, deps);
  const [all, reads] = await Promise.all([
    topicsOf(deps.table, life),
    topicReadsOf(deps.table, life, account),
  ]);
  const byId = new Map(all.map(topic => [topic.topic, topic]));
  const named = body.TopicIdList?.length ? [...new Set(body.TopicIdList)] : [...byId.keys()];
  const shown = named.flatMap(id => byId.get(id as GroupId) ?? []);
  const lives = shown.map(topic => topicLife(lifeOf(life.app, group), topic));
  const [states, mutes] = await Promise.all([
    stateOfMany(deps.table, lives),
    mutesAmong(deps, lives, account),
  ]);
  const entries = new Map(
    shown.map((topic, i): [string, TopicEntry] => {
      const read = reads.get(topic.topic);
      const state = states[i];
      const muted = mutes.get(keys.groupMute(topicLife(life, topic), account).PK);
      const info = only(topicInfo(group, topic, state), body.ResponseFilter);
      return [
        topic.topic,
        {
          ErrorCode: 0,
          ErrorInfo: 'ok',
          SelfInfo: selfInfo(account, read?.born === topic.born ? read : undefined, muted, state),
          TopicInfo: { ...info, TopicId: topic.topic },
        },
      ];
    }),
  );
  const missing = (TopicId: string): TopicEntry => ({
    ErrorCode: errors.TopicDeleted.code,
    ErrorInfo: errors.TopicDeleted.text,
    TopicInfo: { TopicId },
  });
  return { TopicAndSelfInfo: named.map(id => entries.get(id) ?? missing(id)) };
};
