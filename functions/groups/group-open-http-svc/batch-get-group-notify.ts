import { forEachOf } from '../../../lib/domain/bounded.ts';
import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { actorIn } from '../../../lib/domain/group/standing.ts';
import { recallsBetween } from '../../../lib/domain/group-log/changes.ts';
import type { Context, Handler } from '../../../lib/kernel/call.ts';
import type { groupReadingCommands, NotifyRequest } from '../../../lib/protocol/group-reading-commands.ts';
import type { GroupId } from '../../../lib/protocol/ids.ts';
import type { GroupDeps } from '../deps.ts';

type Spec = typeof groupReadingCommands.batch_get_group_notify;

/** What was recalled in one group; undefined when the caller is not in it. */
const answerOf = async (
  { GroupId: id, BeginTime: from, EndTime: until, Limit: limit }: NotifyRequest,
  { application, caller }: Context,
  { table, clock, groups }: GroupDeps,
) => {
  const group = await groups.find(application.id, id as GroupId);
  if (!group) return undefined;
  const life = lifeOf(application.id, group);
  const { standing } = await actorIn(table, group, life, caller);
  if (standing === 'NotMember') return undefined;
  const { recalls, next } = await recallsBetween(table, life, { from, until, limit }, clock.now());
  return {
    GroupId: group.group,
    NextMsgTime: next,
    NotifyMsgList: recalls.map(({ seq, random, recalledBy, reason = '' }) => ({
      MsgSeq: seq,
      MsgRandom: random,
      RevokerInfo: { Revoker_Account: recalledBy, Reason: reason },
    })),
  };
};

/** Tells which messages of groups were recalled while a client was away: 2 read units for each group. */
export const batchGetGroupNotify: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const answers = await forEachOf(body.NotifyReqList, one => answerOf(one, context, deps));
  return { NotifyRspList: answers.filter(answer => answer !== undefined) };
};
