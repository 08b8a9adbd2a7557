import { aboutRoom, listed, onlineIn, room, roomRefusals } from '../../rooms.ts';
import type { WireCase, World } from '../../wire-case.ts';

const robots = (world: World) => ({ Robot_Account: [world.name('dee')] });

export const cases: readonly WireCase[] = [
  {
    title: 'puts accounts into the list for good, once',
    given: async world => {
      await room()(world);
      await world.admin('group_open_avchatroom_http_svc.add_robots', aboutRoom(robots)(world));
    },
    body: aboutRoom(robots),
    after: async world => {
      expect(await listed(world)).toEqual([world.name('dee')]);
      expect(await onlineIn(world)).toBe(1);
    },
  },
  {
    title: 'needs accounts that exist',
    given: room(),
    body: world => aboutRoom({ Robot_Account: [world.name('nobody')] })(world),
    error: 'GroupAccountNotFound',
  },
  ...roomRefusals(robots),
];
