import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { handOver } from '../../../lib/domain/group/hand-over.ts';
import { tipOf } from '../../../lib/domain/group/notices.ts';
import { checkType } from '../../../lib/domain/group/refused-commands.ts';
import { actorIn, permit } from '../../../lib/domain/group/standing.ts';
import { announceTip } from '../../../lib/domain/group-log/tip.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { isTold } from '../membership.ts';

type Spec = typeof groupOpenHttpSvc.commands.change_group_owner;

/** Hands a group over to a member; who owned it is an ordinary member then: 6 write units, and the tip. */
export const changeGroupOwner: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { application, caller } = context;
  const { id: app } = application;
  deps.groups.forget(app, body.GroupId);
  const group = await deps.groups.expect(app, body.GroupId);
  checkType('change_group_owner', group.type);
  const life = lifeOf(app, group);
  permit('handOver', group, await actorIn(deps.table, group, life, caller));
  const owner = body.NewOwner_Account;
  await handOver(deps.table, group, life, owner, Math.floor(deps.clock.now() / 1000));
  deps.groups.forget(app, group.group);
  if (!(await isTold({ deps, context, group }))) return {};
  const MsgGroupNewInfo = { Owner_Account: owner };
  const tip = await tipOf(deps, app, caller.account, { OpType: 6, MsgGroupNewInfo, List_Account: [owner] });
  await announceTip(deps, application, group, { about: 'profile', ...tip });
  return {};
};
