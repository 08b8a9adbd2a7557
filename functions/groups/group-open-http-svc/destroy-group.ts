import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { actorIn, permit } from '../../../lib/domain/group/standing.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { endGroup } from '../end-group.ts';

type Spec = typeof groupOpenHttpSvc.commands.destroy_group;

/** Dissolves a group for good: 10 write units, and 2 for each member that is swept up at once. */
export const destroyGroup: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { application, caller } = context;
  deps.groups.forget(application.id, body.GroupId);
  const group = await deps.groups.expect(application.id, body.GroupId);
  permit('dissolve', group, await actorIn(deps.table, group, lifeOf(application.id, group), caller));
  if (!(await endGroup({ deps, context, group }, caller.account, 'dissolved')))
    throw new Fault('GroupNotFound');
  return {};
};
