import type { SocketClient } from '../support/socket-client.ts';
import { about, group, groupId } from './groups.ts';
import { logsIn } from './messages.ts';
import type { WireCase, World } from './wire-case.ts';

/** The live room of a case, of which `ana` is the owner, or `me`. */
export const room = (me?: 'Owner') => group({ type: 'AVChatRoom', ...(me && { me }) });

/** Its id. */
export const roomId = (world: World): string => groupId(world, 'AVChatRoom');

/** A body about it. */
export const aboutRoom = (more: object | ((world: World) => object) = {}) => about('AVChatRoom', more);

/** Logs an account in and brings its client into the room; the client is kept under the short name. */
export const enters = async (world: World, short: string): Promise<SocketClient> => {
  const client = await logsIn(world, short);
  const reply = await client.request('group_open_http_svc.apply_join_group', { GroupId: roomId(world) });
  if (reply.ErrorCode !== 0) throw new Error(`${short} could not enter: ${JSON.stringify(reply)}`);
  return client;
};

/** A room with these accounts in it. */
export const roomWith =
  (...shorts: readonly string[]) =>
  async (world: World): Promise<void> => {
    await room()(world);
    for (const short of shorts) await enters(world, short);
  };

/** How many clients are in the room. */
export const onlineIn = async (world: World): Promise<unknown> =>
  (await world.admin('group_open_http_svc.get_online_member_num', { GroupId: roomId(world) }))
    .OnlineMemberNum;

/** Who is in the list of the room, by name. */
export const listed = async (world: World, Mark?: number): Promise<readonly string[]> => {
  const { MemberList } = await world.admin('group_open_avchatroom_http_svc.get_members', {
    GroupId: roomId(world),
    Timestamp: 0,
    ...(Mark && { Mark }),
  });
  return (MemberList as { Member_Account: string }[]).map(({ Member_Account }) => Member_Account);
};

/** What every command about one live room refuses. */
export const roomRefusals = (more: object | ((world: World) => object) = {}): readonly WireCase[] => [
  {
    title: 'refuses a group that is no live room',
    given: group(),
    body: about('Public', more),
    error: 'GroupNotPermitted',
  },
  {
    title: 'does not know a group that does not exist',
    given: room(),
    body: world => ({ ...aboutRoom(more)(world), GroupId: world.name('nosuch') }),
    error: 'GroupNotFound',
  },
  {
    title: 'refuses an id that no group can have',
    given: room(),
    body: world => ({ ...aboutRoom(more)(world), GroupId: 'é' }),
    error: 'GroupIdNotValid',
  },
];
