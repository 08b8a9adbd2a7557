import { notice, tellNotice, tipOf } from '../../lib/domain/group/notices.ts';
import { announceTip } from '../../lib/domain/group-log/tip.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { Place } from './membership.ts';

/** Tells a group that somebody has become an administrator or is none any more, and the one it is about. */
export const tellRole = async (
  { deps, context, group }: Place,
  account: UserId,
  role: 'Admin' | 'Member',
): Promise<void> => {
  const { application, caller, call } = context;
  const List_Account = [account];
  const OpType = role === 'Admin' ? 4 : 5;
  const tip = await tipOf(deps, application.id, caller.account, { OpType, List_Account });
  await announceTip(deps, application, group, { about: 'memberProfile', ...tip });
  const ReportType = role === 'Admin' ? notice.madeAdmin : notice.noLongerAdmin;
  const body = { ReportType, Operator_Account: caller.account };
  await tellNotice(deps, application.id, group, List_Account, body, call.connection);
};

/** Tells a group for how many seconds members may not speak. */
export const tellMuted = async (
  { deps, context, group }: Place,
  accounts: readonly UserId[],
  seconds: number,
): Promise<void> => {
  const { application, caller } = context;
  const tip = await tipOf(deps, application.id, caller.account, {
    OpType: 7,
    List_Account: accounts,
    MsgMemberInfo: accounts.map(User_Account => ({ User_Account, ShutupTime: seconds })),
  });
  await announceTip(deps, application, group, { about: 'memberProfile', ...tip });
};
