import { createGroup } from '../../../lib/domain/group/create-group.ts';
import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { memberOf } from '../../../lib/domain/group/member-store.ts';
import { checkType } from '../../../lib/domain/group/refused-commands.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { connectMembers } from '../membership.ts';
import { checkOwner, newGroupOf } from '../new-group.ts';

type Spec = typeof groupOpenHttpSvc.commands.import_group;

/** Makes a group as it was elsewhere, and tells nobody: 14 write units. */
export const importGroup: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { application } = context;
  checkType('import_group', body.Type);
  const now = deps.clock.now();
  if ((body.CreateTime ?? 0) * 1000 > now)
    throw new Fault('GroupParameterNotValid', 'CreateTime: in the future');
  const owner = body.Owner_Account;
  const wanted = newGroupOf(body, context, owner);
  await checkOwner(deps, context, owner);
  // Whoever imports again meets one error, whose group it is (contract: group-commands.md 4.1).
  const group = await createGroup(deps.table, { ...wanted, maker: undefined }, application.settings, now);
  const member = owner && (await memberOf(deps.table, lifeOf(application.id, group), owner));
  await connectMembers({ deps, context, group }, member ? [member] : []);
  return { GroupId: group.group };
};
