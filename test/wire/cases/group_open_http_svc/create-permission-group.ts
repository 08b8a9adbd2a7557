import { logsIn } from '../../messages.ts';
import {
  crew,
  crewNow,
  onlyPermitted,
  permissionRefusals,
  permissions,
  toldOfRights,
  withCrew,
} from '../../permissions.ts';
import { aboutClub, communities, inClub } from '../../topics.ts';
import type { Unreachable, WireCase } from '../../wire-case.ts';

const made = (more: object = {}) => ({ PermissionGroupName: 'Crew', ...more });

export const unreachable: Unreachable = {
  TooManyGroupsOfAccount: 'it takes fifty; test/storage/permission-groups.test.ts makes them',
};

export const cases: readonly WireCase[] = [
  {
    ...communities,
    title: 'makes a permission group under a wanted id, and tells the community',
    given: async world => {
      await logsIn(world, 'cho');
      await inClub()(world);
    },
    body: aboutClub(() => made({ PermissionGroupId: crew, Permission: 5, CustomString: 'c' })),
    reply: { PermissionGroupId: crew },
    after: async world => {
      const info = {
        PermissionGroupId: crew,
        PermissionGroupName: 'Crew',
        Permission: 5,
        CustomString: 'c',
        MemberCount: 0,
      };
      expect(await crewNow(world)).toEqual({ ErrorCode: 0, ErrorInfo: '', ...info });
      expect(await toldOfRights(world, 'groupCreated')).toMatchObject({ PermissionGroupInfo: info });
    },
  },
  {
    ...communities,
    title: 'makes up an id, and a mask without a bit',
    given: inClub(),
    body: aboutClub(() => made()),
    volatile: ['PermissionGroupId'],
    reply: (_, { PermissionGroupId }) => expect(PermissionGroupId).toMatch(/^@PMG#_@PMG#c[A-Z2-7]{15}$/),
    after: async world => {
      const { PermissionGroupInfoList } = await permissions(world, 'get_permission_group');
      expect(PermissionGroupInfoList).toMatchObject([{ Permission: 0, CustomString: '' }]);
    },
  },
  {
    ...communities,
    title: 'refuses an id that there is',
    given: withCrew(),
    body: aboutClub(() => made({ PermissionGroupId: crew })),
    error: 'GroupIdTaken',
  },
  ...['crew', '@PMG#_', '@PMG#_@PMG#c', '@PMG#_ü', `@PMG#_${'x'.repeat(43)}`].map(
    (PermissionGroupId): WireCase => ({
      ...communities,
      title: `refuses an id that none can have: ${PermissionGroupId.slice(0, 12)}`,
      given: inClub(),
      body: aboutClub(() => made({ PermissionGroupId })),
      error: 'GroupIdNotValid',
    }),
  ),
  ...[
    { PermissionGroupName: '' },
    { PermissionGroupName: 'x'.repeat(151) },
    { CustomString: 'x'.repeat(3001) },
  ].map(
    (more): WireCase => ({
      ...communities,
      title: `refuses texts of the wrong length: ${Object.keys(more)[0]} of ${Object.values(more)[0]?.length}`,
      given: inClub(),
      body: aboutClub(() => made(more)),
      error: 'GroupParameterNotValid',
    }),
  ),
  {
    ...communities,
    title: 'refuses a mask that is no whole number',
    given: inClub(),
    body: aboutClub(() => made({ Permission: -1 })),
    error: 'GroupParameterNotValid',
  },
  onlyPermitted(() => made()),
  ...permissionRefusals(() => made(), { ofOne: false }),
];
