import {
  aboutCrew,
  crew,
  crewNow,
  listed,
  listening,
  memberRefusals,
  toldOfRights,
} from '../../permissions.ts';
import { communities } from '../../topics.ts';
import type { WireCase, World } from '../../wire-case.ts';

const ben = (world: World) => ({ MemberList: listed(world, 'ben') });

export const cases: readonly WireCase[] = [
  {
    ...communities,
    title: 'takes members out, passes over who is none, and tells the community',
    given: listening,
    body: aboutCrew(world => ({ MemberList: listed(world, 'ben', 'cho', 'dee') })),
    reply: (world, { MemberList }) =>
      expect(MemberList).toEqual(
        ['ben', 'cho', 'dee'].map(name => ({ Member_Account: world.name(name), Result: 0 })),
      ),
    after: async world => {
      expect(await crewNow(world)).toMatchObject({ MemberCount: 0 });
      expect(await toldOfRights(world, 'membersRemoved')).toMatchObject({
        PermissionGroupId: crew,
        List_Account: [world.name('ben')],
      });
    },
  },
  ...memberRefusals(ben),
];
