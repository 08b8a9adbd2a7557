import type * as z from 'zod';
import { forEachOf } from '../../../lib/domain/bounded.ts';
import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { type JoinedGroup, joinedGroups } from '../../../lib/domain/group/joined-groups.ts';
import { type GrossNumbers, grossNumbers } from '../../../lib/domain/topic/gross-numbers.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Context, Handler } from '../../../lib/kernel/call.ts';
import type { groupProfileCommands } from '../../../lib/protocol/group-profile-commands.ts';
import type { GroupType } from '../../../lib/protocol/group-words.ts';
import { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import { millionGroupOpenHttpSvc } from '../../../lib/protocol/services/million_group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { baseInfo, groupFields } from '../group-on-wire.ts';
import { memberInfo } from '../member-on-wire.ts';

type Spec = typeof groupProfileCommands.get_joined_group_list;
type Body = z.output<Spec['body']>;

const selfInfo = ({ group, member }: JoinedGroup, body: Body, { application, caller }: Context) => {
  const wanted = body.ResponseFilter?.SelfInfoFilter;
  if (!member || !wanted) return {};
  const filter = { MemberInfoFilter: wanted, AppDefinedDataFilter_GroupMember: [] };
  const reader = {
    account: body.Member_Account,
    standing: caller.admin ? ('App' as const) : member.role,
    type: group.type,
    settings: application.settings,
  };
  const { Member_Account: _, ...info } = memberInfo(member, filter, new Map(), reader);
  return { SelfInfo: info };
};

const entry = (joined: JoinedGroup, body: Body, context: Context) => {
  const wanted = body.ResponseFilter?.GroupBaseInfoFilter;
  const withTopics = body.SupportTopic === 1;
  const standing = context.caller.admin ? 'App' : (joined.member?.role ?? 'NotMember');
  return {
    GroupId: joined.group.group,
    ...(wanted && baseInfo(joined, context.application, wanted)),
    ...(withTopics && { Type: joined.group.type, SupportTopic: 1 }),
    ...(body.NeedAppDefineData === 1 && groupFields(joined, context.application, { standing })),
    ...selfInfo(joined, body, context),
  };
};

/** Adds what holds of all topics of a community together. */
const withGross = (one: ReturnType<typeof entry>, { next, read }: GrossNumbers = { next: 1, read: 0 }) => ({
  ...one,
  GrossTopicNextMsgSeq: next,
  SelfInfo: { ...one.SelfInfo, GrossTopicReadSeq: read },
});

const typesOf = (body: Body, { call }: Context): readonly GroupType[] | undefined => {
  const named = body.GroupType ?? body.Type;
  // Published clients ask the twin for their communities, without saying so.
  if (call.service === millionGroupOpenHttpSvc.name) return ['Community'];
  return named && [named];
};

/** Lists the groups of an account (`joinedGroups` and `grossNumbers` say what it costs). */
export const getJoinedGroupList: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { application, caller } = context;
  const account = actingAccount(caller, body.Member_Account, groupOpenHttpSvc);
  const { total, groups } = await joinedGroups(deps, application.id, account, {
    types: typesOf(body, context),
    topics: body.SupportTopic === undefined ? undefined : body.SupportTopic === 1,
    inactive: body.WithNoActiveGroups === 1,
    rooms: body.WithHugeGroups === 1,
    offset: body.Offset ?? 0,
    limit: body.Limit ?? Number.MAX_SAFE_INTEGER,
  });
  const list = groups.map(joined => entry(joined, body, context));
  if (body.SupportTopic !== 1) return { TotalCount: total, GroupIdList: list };
  const gross = await forEachOf(groups, ({ group }) =>
    grossNumbers(deps.table, lifeOf(application.id, group), account),
  );
  return { TotalCount: total, GroupIdList: list.map((one, i) => withGross(one, gross[i])) };
};
