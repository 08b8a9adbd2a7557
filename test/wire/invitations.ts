import type { SocketClient } from '../support/socket-client.ts';
import { about, call, group, groupId } from './groups.ts';
import { logsIn } from './messages.ts';
import type { Reply, World } from './wire-case.ts';

/** An application that asks whoever is invited into a Public group. */
export const consent = { settings: { inviteConsent: ['Public' as const] } };

/** `cho`, a member, invites an account into the group of the case. */
export const choInvites = async (world: World, invited: string): Promise<Reply> => {
  const cho = world.kept<SocketClient>('cho');
  return cho.request('group_open_http_svc.add_group_member', {
    GroupId: groupId(world),
    MemberList: [{ Member_Account: world.name(invited) }],
  });
};

/** A group into which `cho` has invited an account, both of them logged in. */
export const invitedBy =
  (short = 'dee', more: object = {}) =>
  async (world: World): Promise<void> => {
    await group({ more: { InviteJoinOption: 'FreeAccess', ...more } })(world);
    await logsIn(world, 'cho');
    if (short !== 'me') await logsIn(world, short);
    await choInvites(world, short);
  };

/** What somebody who is invited answers; an administrator says for whom. */
export const answer = (HandleMsg: 'Agree' | 'Reject', invited = 'dee') =>
  about('Public', (world: World) => ({
    Inviter_Account: world.name('cho'),
    Invited_Account: world.name(invited),
    HandleMsg,
    ApprovalMsg: 'well',
  }));

/** Answers as the application's administrator. */
export const answers = (world: World, HandleMsg: 'Agree' | 'Reject'): Promise<Reply> =>
  call(world, 'handle_invite_join_group', answer(HandleMsg)(world));

/** What waits for somebody's answer. */
export const waitingFor = async (world: World, short: string): Promise<readonly object[]> => {
  const { PendencyList } = await call(world, 'get_pendency', { Handle_Account: world.name(short) });
  return PendencyList as readonly object[];
};
