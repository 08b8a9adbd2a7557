import { decisionCases, notHere } from '../../group-requests.ts';
import { about, group, noticeAt, rolesIn } from '../../groups.ts';
import { answers, choInvites, consent, waitingFor } from '../../invitations.ts';
import { logsIn } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

/** `cho`, a member, invites `dee`; the leaders have to agree. */
const begin = async (world: World, me?: 'Admin' | 'Member'): Promise<void> => {
  await group({ ...(me && { me }), more: { InviteJoinOption: 'NeedPermission' } })(world);
  await logsIn(world, 'dee');
  await logsIn(world, 'cho');
  await choInvites(world, 'dee');
};
const named = (world: World) => ({
  Applicant_Account: world.name('cho'),
  Invited_Account: world.name('dee'),
});

const decided = decisionCases({
  command: 'handle_invite_join_permission_group',
  begin,
  named,
  toldOfRefusal: 'cho',
});

export const cases: readonly WireCase[] = [
  ...decided,
  {
    ...consent,
    title: 'asks who was invited next where the application wants it',
    given: world => begin(world),
    body: about('Public', world => ({ ...named(world), HandleMsg: 'Agree' })),
    after: async world => {
      expect(await rolesIn(world, 'Public', 'dee')).toEqual(['NotMember']);
      expect(await noticeAt(world.kept('dee'), 12)).toMatchObject({ Operator_Account: world.name('cho') });
      expect(await waitingFor(world, 'ben')).toEqual([]);
      await answers(world, 'Agree');
      expect(await rolesIn(world, 'Public', 'dee')).toEqual(['Member']);
    },
  },
];

export const unreachable = notHere;
