import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { membersAmong } from '../../../lib/domain/group/member-store.ts';
import { checkType } from '../../../lib/domain/group/refused-commands.ts';
import { actorIn, permit } from '../../../lib/domain/group/standing.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';

type Spec = typeof groupOpenHttpSvc.commands.get_role_in_group;

/** Tells what accounts are in a group: 1 read unit each. */
export const getRoleInGroup: Handler<Spec, GroupDeps> = async (body, { application, caller }, deps) => {
  const group = await deps.groups.expect(application.id, body.GroupId);
  checkType('get_role_in_group', group.type);
  const life = lifeOf(application.id, group);
  permit('seeMembers', group, await actorIn(deps.table, group, life, caller));
  const members = await membersAmong(deps.table, life, body.User_Account);
  return {
    UserIdList: body.User_Account.map(account => ({
      Member_Account: account,
      Role: members.get(account)?.role ?? ('NotMember' as const),
    })),
  };
};
