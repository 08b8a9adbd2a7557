import type * as z from 'zod';
import { forEachOf } from '../../../lib/domain/bounded.ts';
import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { type JoinedGroup, joinedGroups } from '../../../lib/domain/group/joined-groups.ts';
import { mutesOfAccount } from '../../../lib/domain/group/mutes.ts';
import { worthOf } from '../../../lib/domain/group/standing.ts';
import { type GrossNumbers, grossNumbers } from '../../../lib/domain/topic/gross-numbers.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Context, Handler } from '../../../lib/kernel/call.ts';
import type { groupProfileCommands } from '../../../lib/protocol/group-profile-commands.ts';
import type { GroupType } from '../../../lib/protocol/group-words.ts';
import type { GroupId, SdkAppId } from '../../../lib/protocol/ids.ts';
import { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import { millionGroupOpenHttpSvc } from '../../../lib/protocol/services/million_group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { baseInfo, groupFields } from '../group-on-wire.ts';
import { memberInfo, wantsMutes } from '../member-on-wire.ts';

type Spec = typeof groupProfileCommands.get_joined_group_list;
type Body = z.output<Spec['body']>;

const filterOf = (body: Body) => ({
  MemberInfoFilter: body.ResponseFilter?.SelfInfoFilter ?? [],
  AppDefinedDataFilter_GroupMember: [],
});

/** Until when the account is muted in each group, where that is asked. */
const mutedIn = async (
  body: Body,
  groups: readonly JoinedGroup[],
  app: SdkAppId,
  { table, clock }: GroupDeps,
) =>
  wantsMutes(filterOf(body))
    ? mutesOfAccount(
        table,
        groups.map(({ group }) => lifeOf(app, group)),
        body.Member_Account,
        clock.now(),
      )
    : new Map<GroupId, number>();

const selfInfo = (
  { group, member, state: numbers }: JoinedGroup,
  body: Body,
  { application, caller }: Context,
  muted: ReadonlyMap<GroupId, number>,
) => {
  if (!member || !body.ResponseFilter?.SelfInfoFilter) return {};
  const reader = {
    account: body.Member_Account,
    standing: caller.admin ? ('App' as const) : worthOf(group, member.role),
    type: group.type,
    settings: application.settings,
    numbers,
  };
  const mutes = new Map([[body.Member_Account, muted.get(group.group) ?? 0]]);
  const { Member_Account: _, ...info } = memberInfo(member, filterOf(body), mutes, reader);
  return { SelfInfo: info };
};

const entry = (joined: JoinedGroup, body: Body, context: Context, muted: ReadonlyMap<GroupId, number>) => {
  const wanted = body.ResponseFilter?.GroupBaseInfoFilter;
  const withTopics = body.SupportTopic === 1;
  const { member } = joined;
  const role = member ? worthOf(joined.group, member.role) : 'NotMember';
  const standing = context.caller.admin ? 'App' : role;
  return {
    GroupId: joined.group.group,
    ...(wanted && baseInfo(joined, context.application, wanted)),
    ...(withTopics && { Type: joined.group.type, SupportTopic: 1 }),
    ...(body.NeedAppDefineData === 1 && groupFields(joined, context.application, { standing })),
    ...selfInfo(joined, body, context, muted),
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
  return named && (named === 'BChatRoom' ? [] : [named]);
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
  const muted = await mutedIn(body, groups, application.id, deps);
  const list = groups.map(joined => entry(joined, body, context, muted));
  if (body.SupportTopic !== 1) return { TotalCount: total, GroupIdList: list };
  const gross = await forEachOf(groups, ({ group }) =>
    grossNumbers(deps.table, lifeOf(application.id, group), account),
  );
  return { TotalCount: total, GroupIdList: list.map((one, i) => withGross(one, gross[i])) };
};
