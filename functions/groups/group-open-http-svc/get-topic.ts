import { seesPast } from '../../../lib/domain/group/standing.ts';
import { stateOfMany } from '../../../lib/domain/group-log/state.ts';
import { isLive } from '../../../lib/domain/session/session-store.ts';
import { topicReadsOf } from '../../../lib/domain/topic/topic-reads.ts';
import { topicLife, topicsOf } from '../../../lib/domain/topic/topic-store.ts';
import { type TopicStanding, topicViews } from '../../../lib/domain/topic/topic-views.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Context, Handler } from '../../../lib/kernel/call.ts';
import { errors } from '../../../lib/protocol/errors.ts';
import type { GroupId, UserId } from '../../../lib/protocol/ids.ts';
import { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { TopicEntry, topicCommands } from '../../../lib/protocol/topic-commands.ts';
import type { GroupMuteItem, TopicItem } from '../../../lib/table/group-items.ts';
import type { GroupLife } from '../../../lib/table/group-keys.ts';
import { keys } from '../../../lib/table/keys.ts';
import type { GroupDeps } from '../deps.ts';
import { only } from '../group-on-wire.ts';
import type { GroupCall } from '../member-call.ts';
import { masksOfActor } from '../permission-gifts.ts';
import { listInfo, topicInfo, topicSelfInfo } from '../topic-on-wire.ts';
import { topicCall } from '../topics.ts';

type Spec = typeof topicCommands.get_topic;

/** By which clients that keep a list of topics are known. */
const listFilter = 'NoUnreadSeqList';

/** Mutes of an account in topics, by their partitions: ½ read unit each. */
const mutesAmong = async (
  { table, clock }: GroupDeps,
  lives: readonly GroupLife[],
  account: UserId,
): Promise<ReadonlyMap<string, GroupMuteItem>> => {
  const items = await table.getMany<GroupMuteItem>(lives.map(life => keys.groupMute(life, account)));
  return new Map(items.filter(item => isLive(item, clock.now())).map(item => [item.PK, item]));
};

const missing = (TopicId: string): TopicEntry => ({
  ErrorCode: errors.TopicDeleted.code,
  ErrorInfo: errors.TopicDeleted.text,
  TopicInfo: { TopicId },
});

const standingsOf = async (
  { table }: GroupDeps,
  community: GroupLife,
  account: UserId,
  topics: readonly TopicItem[],
): Promise<readonly TopicStanding[]> => {
  const [reads, states] = await Promise.all([
    topicReadsOf(table, community, account),
    stateOfMany(
      table,
      topics.map(topic => topicLife(community, topic)),
    ),
  ]);
  return topics.map((topic, i) => {
    const read = reads.get(topic.topic);
    return { topic, state: states[i], read: read?.born === topic.born ? read : undefined };
  });
};

const viewsOf = async (
  deps: GroupDeps,
  called: GroupCall,
  { application }: Context,
  account: UserId,
  standings: readonly TopicStanding[],
) => {
  const { group, life, actor } = called;
  const all = standings.map(({ topic }) => topic);
  const masks = await masksOfActor(deps, called, all);
  const seesAll = ({ topic }: TopicItem): boolean =>
    !actor.member || seesPast(group, { masks: masks?.get(topic) }, application.settings);
  const viewer = { community: life, account, member: actor.member, seesAll };
  return topicViews(deps.table, viewer, standings, deps.clock.now());
};

/**
 * Reads topics: 1 read unit for about 15 of the community's, 1 for about 30 that the account has read, 1 for each that is shown. For
 * clients that keep a list, ½ more for each, and what is unread.
 */
export const getTopic: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const account = actingAccount(context.caller, body.From_Account, groupOpenHttpSvc);
  const called = await topicCall(body, 'seeMembers', context, deps);
  const { group, life } = called;
  const byId = new Map((await topicsOf(deps.table, life)).map(topic => [topic.topic, topic]));
  const named = body.TopicIdList?.length ? [...new Set(body.TopicIdList)] : [...byId.keys()];
  const shown = named.flatMap(id => byId.get(id as GroupId) ?? []);
  const lives = shown.map(topic => topicLife(life, topic));
  const [standings, mutes] = await Promise.all([
    standingsOf(deps, life, account, shown),
    mutesAmong(deps, lives, account),
  ]);
  const listed = body.MemberInfoFilter?.includes(listFilter);
  const views = listed ? await viewsOf(deps, called, context, account, standings) : [];
  const entries = standings.map((standing, i): [string, TopicEntry] => {
    const { topic } = standing;
    const view = views[i];
    const mute = mutes.get(keys.groupMute(topicLife(life, topic), account).PK);
    const info = only(
      { ...topicInfo(group, standing), ...(view && listInfo(view, account)) },
      body.ResponseFilter,
    );
    const SelfInfo = topicSelfInfo({ account, member: called.actor.member }, standing, mute, view);
    return [
      topic.topic,
      { ErrorCode: 0, ErrorInfo: 'ok', SelfInfo, TopicInfo: { TopicId: topic.topic, ...info } },
    ];
  });
  const found = new Map(entries);
  return { TopicAndSelfInfo: named.map(id => found.get(id) ?? missing(id)) };
};
