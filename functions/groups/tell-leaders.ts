import { decidersOf } from '../../lib/domain/group/deciders.ts';
import { lifeOf } from '../../lib/domain/group/group-store.ts';
import { notice, tellNotice } from '../../lib/domain/group/notices.ts';
import type { GroupRequestItem } from '../../lib/table/group-items.ts';
import type { Place } from './membership.ts';

/**
 * Tells who decides in a group that somebody waits to be let in.
 * @param more what the applicant's application adds
 */
export const tellLeaders = async (
  { deps, context, group }: Place,
  { account, inviter, message = '', at }: GroupRequestItem,
  more?: string,
): Promise<void> => {
  const { id: app } = context.application;
  const leaders = await decidersOf(deps.table, group, lifeOf(app, group));
  const body = {
    ReportType: inviter ? notice.memberInvites : notice.asks,
    Operator_Account: inviter ?? account,
    RemarkInfo: message,
    MsgKey: at,
    Authentication: String(group.born),
    ...(inviter && { List_Account: [account] }),
    ...(more && { UserDefinedField: more }),
  };
  await tellNotice(deps, app, group, leaders, body, context.call.connection);
};
