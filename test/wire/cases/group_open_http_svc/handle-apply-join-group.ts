import { decisionCases, notHere } from '../../group-requests.ts';
import { about, group, groupId, rolesIn } from '../../groups.ts';
import { consent, invitedBy } from '../../invitations.ts';
import { actsForItsCaller, logsIn } from '../../messages.ts';
import type { WireCase } from '../../wire-case.ts';

const decided = decisionCases({
  command: 'handle_apply_join_group',
  begin: async (world, me) => {
    await group(me ? { me } : {})(world);
    const dee = await logsIn(world, 'dee');
    await dee.request('group_open_http_svc.apply_join_group', {
      GroupId: groupId(world),
      ApplyMsg: 'please',
    });
  },
  named: world => ({ Applicant_Account: world.name('dee'), Authentication: '', MsgKey: 1 }),
  toldOfRefusal: 'dee',
});

export const cases: readonly WireCase[] = [
  ...decided,
  {
    ...consent,
    title: 'answers an invitation that was found in the list of who waits',
    as: 'me',
    only: actsForItsCaller,
    given: invitedBy('me'),
    body: about('Public', world => ({ Applicant_Account: world.name('cho'), HandleMsg: 'Agree' })),
    after: async world => expect(await rolesIn(world, 'Public', 'me')).toEqual(['Member']),
  },
];

export const unreachable = notHere;
