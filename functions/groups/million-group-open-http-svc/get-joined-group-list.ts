import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { joinedGroupList } from '../../../lib/protocol/services/group_open_http_svc.ts';
import { millionGroupOpenHttpSvc } from '../../../lib/protocol/services/million_group_open_http_svc.ts';

/** Lists the communities of an account: there can be none yet. */
export const getJoinedGroupList: Handler<typeof joinedGroupList, unknown> = async (body, { caller }) => {
  actingAccount(caller, body.Member_Account, millionGroupOpenHttpSvc);
  return { TotalCount: 0, GroupIdList: [] };
};
