import {
  aboutCrew,
  crew,
  crewNow,
  listening,
  onlyPermitted,
  permissionRefusals,
  toldOfRights,
  withCrew,
} from '../../permissions.ts';
import { communities } from '../../topics.ts';
import type { WireCase } from '../../wire-case.ts';

const renamed = () => ({ PermissionGroupName: 'Staff' });

export const cases: readonly WireCase[] = [
  {
    ...communities,
    title: 'changes a permission group, takes an empty text away, and tells the community',
    given: listening,
    body: aboutCrew(() => ({ PermissionGroupName: 'Staff', Permission: 1, CustomString: '' })),
    after: async world => {
      const info = {
        PermissionGroupId: crew,
        PermissionGroupName: 'Staff',
        Permission: 1,
        CustomString: '',
        MemberCount: 1,
      };
      expect(await crewNow(world)).toMatchObject(info);
      expect(await toldOfRights(world, 'groupChanged')).toMatchObject({ PermissionGroupInfo: info });
    },
  },
  {
    ...communities,
    title: 'leaves what is not named',
    given: withCrew(),
    body: aboutCrew(() => ({ Permission: 0 })),
    after: async world =>
      expect(await crewNow(world)).toMatchObject({
        PermissionGroupName: 'Crew',
        Permission: 0,
        CustomString: 'c',
      }),
  },
  {
    ...communities,
    title: 'refuses a name that is too long',
    given: withCrew(),
    body: aboutCrew(() => ({ PermissionGroupName: 'x'.repeat(151) })),
    error: 'GroupParameterNotValid',
  },
  onlyPermitted(renamed),
  ...permissionRefusals(renamed),
];
