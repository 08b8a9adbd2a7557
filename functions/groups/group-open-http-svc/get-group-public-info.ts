import type { GroupView } from '../../../lib/domain/group/group-views.ts';
import { traits } from '../../../lib/domain/group/types.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { baseInfo, groupFields, type WireFields } from '../group-on-wire.ts';
import { describeGroups } from '../group-results.ts';

type Spec = typeof groupOpenHttpSvc.commands.get_group_public_info;

/** Reads what anybody may know of groups: 2 read units for each. Work groups are not found. */
export const getGroupPublicInfo: Handler<Spec, GroupDeps> = async (body, { application }, { table }) => {
  const wanted = body.ResponseFilter?.GroupBasePublicInfoFilter;
  const describe = async (view: GroupView): Promise<WireFields> => {
    if (!traits[view.group.type].foundById) throw new Fault('GroupNotPermitted');
    return {
      ...baseInfo(view, application, wanted),
      ...groupFields(view, application, { standing: 'NotMember' }),
    };
  };
  return { GroupInfo: await describeGroups(table, application.id, body.GroupIdList, describe) };
};
