import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { mutesIn } from '../muting.ts';

type Spec = typeof groupOpenHttpSvc.commands.get_group_shutted_uin;

/** Lists who may not speak in a group, in the old spelling: 2 read units. */
export const getGroupShuttedUin: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { GroupId, mutes } = await mutesIn(body, context, deps);
  const ShuttedUinList = mutes.map(({ account, until }) => ({
    Member_Account: account,
    ShuttedUntil: until,
  }));
  return { GroupId, ShuttedUinList };
};
