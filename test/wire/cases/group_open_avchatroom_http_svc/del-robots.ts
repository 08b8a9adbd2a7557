import { aboutRoom, listed, onlineIn, room, roomRefusals } from '../../rooms.ts';
import type { Unreachable, WireCase, World } from '../../wire-case.ts';

const robots = (world: World) => ({ Robot_Account: [world.name('dee')] });

export const cases: readonly WireCase[] = [
  {
    title: 'takes accounts out of the list',
    given: async world => {
      await room()(world);
      await world.admin('group_open_avchatroom_http_svc.add_robots', aboutRoom(robots)(world));
    },
    body: aboutRoom(robots),
    after: async world => {
      expect(await listed(world)).toEqual([]);
      expect(await onlineIn(world)).toBe(0);
    },
  },
  ...roomRefusals(robots),
];

export const unreachable: Unreachable = {
  GroupAccountNotFound: 'who is not in the list is taken out of it without a word',
};
