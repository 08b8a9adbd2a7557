import { aboutRoom, listed, room, roomRefusals, roomWith } from '../../rooms.ts';
import type { WireCase, World } from '../../wire-case.ts';

const marks =
  (CommandType: 1 | 2, ...pairs: readonly (readonly [string, readonly number[]])[]) =>
  (world: World) => ({
    CommandType,
    MemberList: pairs.map(([short, Marks]) => ({ Member_Account: world.name(short), Marks })),
  });
const modify = (world: World, body: (world: World) => object) =>
  world.admin('group_open_avchatroom_http_svc.modify_user_info', aboutRoom(body)(world));

export const cases: readonly WireCase[] = [
  {
    title: 'marks those who are in the room and leaves out the others',
    given: roomWith('ben', 'cho'),
    body: aboutRoom(marks(1, ['ben', [1000, 1001]], ['dee', [1000]])),
    reply: (world, { CommandType, MemberList }) => {
      expect(CommandType).toBe(1);
      expect(MemberList).toEqual([{ Member_Account: world.name('ben'), Marks: [1000, 1001] }]);
    },
    after: async world => expect(await listed(world, 1001)).toEqual([world.name('ben')]),
  },
  {
    title: 'takes marks away',
    given: async world => {
      await roomWith('ben')(world);
      await modify(world, marks(1, ['ben', [1000, 1001]]));
    },
    body: aboutRoom(marks(2, ['ben', [1000]])),
    after: async world => {
      expect(await listed(world, 1000)).toEqual([]);
      expect(await listed(world, 1001)).toEqual([world.name('ben')]);
    },
  },
  {
    title: 'hides a member from the list',
    given: roomWith('ben', 'cho'),
    body: aboutRoom(marks(1, ['ben', [600]])),
    after: async world => expect(await listed(world)).toEqual([world.name('cho')]),
  },
  {
    title: 'fails when none of them is in the room',
    given: room(),
    body: aboutRoom(marks(1, ['dee', [1000]])),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'takes ten kinds of marks in a room and no more',
    given: async world => {
      await roomWith('ben')(world);
      await modify(world, marks(1, ['ben', Array.from({ length: 10 }, (_, i) => 1000 + i)]));
    },
    body: aboutRoom(marks(1, ['ben', [1010]])),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses marks below 1000 that have no meaning',
    given: roomWith('ben'),
    body: aboutRoom(marks(1, ['ben', [7]])),
    error: 'GroupParameterNotValid',
  },
  ...roomRefusals(marks(1, ['ana', [1000]])),
];
