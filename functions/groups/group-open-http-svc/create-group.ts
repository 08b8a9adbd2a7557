import type * as z from 'zod';
import { createGroup as make } from '../../../lib/domain/group/create-group.ts';
import { changedFields, checkFields } from '../../../lib/domain/group/fields.ts';
import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { join, type Newcomer, rulesOf } from '../../../lib/domain/group/join.ts';
import { memberOf } from '../../../lib/domain/group/member-store.ts';
import { notice, tellNotices } from '../../../lib/domain/group/notices.ts';
import { memberLimit, traits } from '../../../lib/domain/group/types.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Context, Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupItem } from '../../../lib/table/group-items.ts';
import type { GroupDeps } from '../deps.ts';
import { cameBySelf, connectMembers } from '../membership.ts';
import { checkOwner, newGroupOf } from '../new-group.ts';

type Spec = typeof groupOpenHttpSvc.commands.create_group;
type Body = z.output<Spec['body']>;

/** Who is in from the beginning, beside the owner. */
const firstMembers = ({ Type, MemberList = [], Owner_Account }: Body, { application, caller }: Context) => {
  if (MemberList.length > 0 && !traits[Type].members)
    throw new Fault('GroupNotPermitted', 'MemberList: a live room begins empty');
  const writer = { standing: caller.admin ? ('App' as const) : ('Owner' as const) };
  return MemberList.filter(({ Member_Account }) => Member_Account !== Owner_Account).map(
    ({ Member_Account: account, Role, AppMemberDefinedData: fields = [] }): Newcomer => {
      checkFields(fields, application.settings.memberFields, 'member', Type, writer);
      if (Role && !traits[Type].roles.includes(Role))
        throw new Fault('GroupNotPermitted', `Role: groups of the type ${Type} have no administrators`);
      return { account, role: Role, custom: changedFields(undefined, fields) };
    },
  );
};

const addMembers = async (
  deps: GroupDeps,
  context: Context,
  group: GroupItem,
  newcomers: readonly Newcomer[],
): Promise<void> => {
  const { id: app, settings } = context.application;
  const life = lifeOf(app, group);
  const now = deps.clock.now();
  const { members } = await join(deps.table, group, life, newcomers, rulesOf(group, settings, now));
  const owner = group.owner && (await memberOf(deps.table, life, group.owner));
  await connectMembers({ deps, context, group }, [...(owner ? [owner] : []), ...members]);
};

/**
 * Makes a group: 14 write units with its owner, and 4 for each further member beside 2 for every four of them. A call that dies
 * in between leaves a group that lacks some of its members.
 */
export const createGroup: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { application, caller, call } = context;
  const owner = caller.admin
    ? body.Owner_Account
    : actingAccount(caller, body.Owner_Account, groupOpenHttpSvc);
  const wanted = newGroupOf(body, context, owner);
  const newcomers = firstMembers(body, context);
  const limit = memberLimit(body.Type, application.settings);
  const most = Math.min(wanted.maxMembers ?? Number.POSITIVE_INFINITY, limit ?? Number.POSITIVE_INFINITY);
  if (newcomers.length + (owner ? 1 : 0) > most) throw new Fault('TooManyGroupMembers');
  await checkOwner(
    deps,
    context,
    owner,
    newcomers.map(({ account }) => account),
  );
  const group = await make(deps.table, wanted, application.settings, deps.clock.now());
  if (traits[group.type].members) await addMembers(deps, context, group, newcomers);
  if (owner) {
    const created = { ReportType: notice.created, Operator_Account: owner };
    const came = traits[group.type].members ? [cameBySelf(owner)] : [];
    await tellNotices(deps, application.id, group, [owner], [created, ...came], call.connection);
  }
  return { GroupId: group.group, Type: group.type, HugeGroupFlag: 0 };
};
