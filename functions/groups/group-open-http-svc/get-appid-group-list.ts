import { groupCountOf } from '../../../lib/domain/group/group-count.ts';
import { groupsAfter } from '../../../lib/domain/group/group-index.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';

type Spec = typeof groupOpenHttpSvc.commands.get_appid_group_list;

/** Pages through all groups in the order of their creation: 1 read unit, and 1 for about 50 groups that are read. */
export const getAppidGroupList: Handler<Spec, GroupDeps> = async (
  body,
  { application },
  { table, clock },
) => {
  const type = body.GroupType ?? body.Type;
  if (type === 'BChatRoom') return { TotalCount: 0, GroupIdList: [], Next: 0 };
  const [count, page] = await Promise.all([
    groupCountOf(table, application.id, clock.now()),
    groupsAfter(table, application.id, { after: body.Next, limit: body.Limit, type }),
  ]);
  return {
    TotalCount: type ? (count.byType[type] ?? 0) : count.total,
    GroupIdList: page.groups.map(group => ({ GroupId: group })),
    Next: page.next ?? 0,
  };
};
