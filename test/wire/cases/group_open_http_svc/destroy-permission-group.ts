import {
  crew,
  crewNow,
  listening,
  nosuch,
  onlyPermitted,
  permissionRefusals,
  permissions,
  toldOfRights,
} from '../../permissions.ts';
import { aboutClub, communities } from '../../topics.ts';
import type { WireCase } from '../../wire-case.ts';

const both = () => ({ PermissionGroupIdList: [crew, nosuch] });

export const cases: readonly WireCase[] = [
  {
    ...communities,
    title: 'deletes permission groups, says which there were not, and tells the community',
    given: listening,
    body: aboutClub(both),
    reply: {
      PermissionGroupResultList: [
        { PermissionGroupId: crew, ErrorCode: 0, ErrorInfo: '' },
        { PermissionGroupId: nosuch, ErrorCode: 110008 },
      ],
    },
    after: async world => {
      expect(await crewNow(world)).toMatchObject({ ErrorCode: 110006 });
      const body = { Member_Account: world.name('ben') };
      const { PermissionGroupInfoList } = await permissions(world, 'get_joined_permission_group', body);
      expect(PermissionGroupInfoList).toEqual([]);
      expect(await toldOfRights(world, 'groupsDeleted')).toMatchObject({ PermissionGroupIdList: [crew] });
    },
  },
  onlyPermitted(both),
  ...permissionRefusals(both, { ofOne: false }),
];
