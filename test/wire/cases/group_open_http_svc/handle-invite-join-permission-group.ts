import { decisionCases, notHere } from '../../group-requests.ts';
import { group, groupId } from '../../groups.ts';
import { logsIn } from '../../messages.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = decisionCases({
  command: 'handle_invite_join_permission_group',
  begin: async (world, me) => {
    await group({ ...(me && { me }), more: { InviteJoinOption: 'NeedPermission' } })(world);
    await logsIn(world, 'dee');
    const cho = await logsIn(world, 'cho');
    await cho.request('group_open_http_svc.add_group_member', {
      GroupId: groupId(world),
      MemberList: [{ Member_Account: world.name('dee') }],
    });
  },
  named: world => ({ Applicant_Account: world.name('cho'), Invited_Account: world.name('dee') }),
  toldOfRefusal: 'cho',
});

export const unreachable = notHere;
