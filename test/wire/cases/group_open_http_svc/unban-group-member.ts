import { call } from '../../groups.ts';
import { aboutRoom, enters, onlineIn, room, roomRefusals } from '../../rooms.ts';
import type { WireCase, World } from '../../wire-case.ts';

const cho = (world: World) => ({ Members_Account: [world.name('cho')] });

export const cases: readonly WireCase[] = [
  {
    title: 'lets somebody in again',
    given: async world => {
      await room()(world);
      await call(world, 'ban_group_member', { ...aboutRoom(cho)(world), Duration: 600 });
    },
    body: aboutRoom(cho),
    after: async world => {
      await enters(world, 'cho');
      expect(await onlineIn(world)).toBe(1);
    },
  },
  { title: 'says nothing of who was not banned', given: room(), body: aboutRoom(cho) },
  {
    title: 'takes at most 20 accounts',
    given: room(),
    body: aboutRoom({ Members_Account: Array.from({ length: 21 }, (_, i) => `a${i}`) }),
    error: 'TooManyGroupAccounts',
  },
  {
    title: 'needs accounts',
    given: room(),
    body: aboutRoom({ Members_Account: [] }),
    error: 'GroupParameterNotValid',
  },
  ...roomRefusals(cho),
];
