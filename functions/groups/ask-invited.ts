import { forEachOf } from '../../lib/domain/bounded.ts';
import { lifeOf } from '../../lib/domain/group/group-store.ts';
import { noteInvitation } from '../../lib/domain/group/invitations.ts';
import { notice, tellNotice } from '../../lib/domain/group/notices.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { Place } from './membership.ts';

/** Asks accounts whether they want to come into a group that they are invited to: 1 write unit for each, and a notice. */
export const askInvited = async (
  { deps, context, group }: Place,
  inviter: UserId,
  accounts: readonly UserId[],
): Promise<void> => {
  const { id: app } = context.application;
  const life = lifeOf(app, group);
  await forEachOf(accounts, async account => {
    const { at } = await noteInvitation(deps.table, life, { account, inviter }, deps.clock.now());
    const asked = {
      ReportType: notice.invited,
      Operator_Account: inviter,
      RemarkInfo: '',
      MsgKey: at,
      Authentication: String(group.born),
    };
    await tellNotice(deps, app, group, [account], asked);
  });
};
