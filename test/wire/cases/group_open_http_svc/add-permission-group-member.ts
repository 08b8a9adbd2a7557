import type { PushedPermissionChange } from '../../../../lib/protocol/permission-pushes.ts';
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

const cho = (world: World) => ({ MemberList: listed(world, 'cho') });

export const cases: readonly WireCase[] = [
  {
    ...communities,
    title: 'puts members in, says what became of each, and tells the community',
    given: listening,
    body: aboutCrew(world => ({ MemberList: listed(world, 'cho', 'ben', 'dee') })),
    reply: (world, { MemberList }) =>
      expect(MemberList).toEqual([
        { Member_Account: world.name('cho'), Result: 0 },
        { Member_Account: world.name('ben'), Result: 10013 },
        { Member_Account: world.name('dee'), Result: 10004 },
      ]),
    after: async world => {
      expect(await crewNow(world)).toMatchObject({ MemberCount: 2 });
      const named = ({ List_Account }: PushedPermissionChange) => List_Account?.[0] === world.name('cho');
      expect(await toldOfRights(world, 'membersAdded', named)).toMatchObject({
        PermissionGroupId: crew,
        List_Account: [world.name('cho')],
      });
    },
  },
  ...memberRefusals(cho),
];
