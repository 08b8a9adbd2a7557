import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import {
  groupOpenHttpSvc,
  type joinedGroupList,
} from '../../../lib/protocol/services/group_open_http_svc.ts';

/** Lists the groups of an account: there can be none yet. */
export const getJoinedGroupList: Handler<typeof joinedGroupList, unknown> = async (body, { caller }) => {
  actingAccount(caller, body.Member_Account, groupOpenHttpSvc);
  return { TotalCount: 0, GroupIdList: [] };
};
