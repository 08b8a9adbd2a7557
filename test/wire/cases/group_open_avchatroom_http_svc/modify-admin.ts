import { accounts } from '../../messages.ts';
import { aboutRoom, room, roomRefusals } from '../../rooms.ts';
import type { WireCase, World } from '../../wire-case.ts';

const admins =
  (CommandType: 1 | 2, ...shorts: readonly string[]) =>
  (world: World) => ({ CommandType, Admin_Account: shorts.map(short => world.name(short)) });
const listed = async (world: World) => {
  const reply = await world.admin('group_open_avchatroom_http_svc.get_admin_list', aboutRoom()(world));
  return (reply.Admin_List as { Admin_Account: string }[]).map(({ Admin_Account }) => Admin_Account);
};
const named = (world: World, ...shorts: readonly string[]) => shorts.map(short => world.name(short));

export const cases: readonly WireCase[] = [
  {
    title: 'makes accounts administrators, in the room or not',
    given: room(),
    body: aboutRoom(admins(1, 'ben', 'cho')),
    after: async world => expect(await listed(world)).toEqual(named(world, 'ben', 'cho')),
  },
  {
    title: 'takes it back',
    given: async world => {
      await room()(world);
      await world.admin(
        'group_open_avchatroom_http_svc.modify_admin',
        aboutRoom(admins(1, 'ben', 'cho'))(world),
      );
    },
    body: aboutRoom(admins(2, 'ben')),
    after: async world => expect(await listed(world)).toEqual(named(world, 'cho')),
  },
  {
    title: 'takes five in all',
    given: async world => {
      await accounts('e1', 'e2', 'e3')(world);
      await room()(world);
      await world.admin(
        'group_open_avchatroom_http_svc.modify_admin',
        aboutRoom(admins(1, 'ben', 'cho', 'e1', 'e2', 'e3'))(world),
      );
    },
    body: aboutRoom(admins(1, 'dee')),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'needs accounts that exist',
    given: room(),
    body: aboutRoom(admins(1, 'nobody')),
    error: 'GroupAccountNotFound',
  },
  ...roomRefusals(admins(1, 'ben')),
];
