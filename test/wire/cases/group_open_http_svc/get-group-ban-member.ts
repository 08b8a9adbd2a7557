import { call } from '../../groups.ts';
import { aboutRoom, room, roomRefusals } from '../../rooms.ts';
import type { WireCase, World } from '../../wire-case.ts';

const withBans = async (world: World) => {
  await room()(world);
  for (const [short, Duration] of [
    ['ben', 600],
    ['cho', 3600],
    ['dee', 60],
  ] as const) {
    await call(
      world,
      'ban_group_member',
      aboutRoom({ Members_Account: [world.name(short)], Duration })(world),
    );
  }
};

export const cases: readonly WireCase[] = [
  {
    title: 'lists nobody',
    given: room(),
    body: aboutRoom({ Offset: 0 }),
    reply: { BannedAccountList: [], NextOffset: 0 },
  },
  {
    title: 'lists who is kept out until when, by name',
    given: withBans,
    body: aboutRoom({ Limit: 2, Offset: 0 }),
    reply: (world, { BannedAccountList, NextOffset }) => {
      expect(BannedAccountList).toEqual([
        { Member_Account: world.name('ben'), BannedUntil: expect.any(Number) },
        { Member_Account: world.name('cho'), BannedUntil: expect.any(Number) },
      ]);
      expect(NextOffset).toBe(2);
    },
    volatile: ['BannedUntil'],
  },
  {
    title: 'goes on where the page before ended',
    given: withBans,
    body: aboutRoom({ Limit: 2, Offset: 2 }),
    reply: (world, { BannedAccountList, NextOffset }) => {
      expect(BannedAccountList).toMatchObject([{ Member_Account: world.name('dee') }]);
      expect(NextOffset).toBe(0);
    },
    volatile: ['BannedUntil'],
  },
  ...roomRefusals(),
];
