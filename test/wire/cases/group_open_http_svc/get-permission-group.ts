import { crew, nosuch, permissionRefusals, withCrew } from '../../permissions.ts';
import { aboutClub, communities } from '../../topics.ts';
import type { WireCase } from '../../wire-case.ts';

const info = {
  ErrorCode: 0,
  ErrorInfo: '',
  PermissionGroupId: crew,
  PermissionGroupName: 'Crew',
  Permission: 3,
  CustomString: 'c',
};

export const cases: readonly WireCase[] = [
  {
    ...communities,
    title: 'reads all permission groups of a community',
    given: withCrew(),
    body: aboutClub(() => ({ Limit: 20, Next: '' })),
    reply: { PermissionGroupInfoList: [{ ...info, MemberCount: 1 }], Next: '' },
  },
  {
    ...communities,
    title: 'reads named ones, and says which there are not',
    given: withCrew(),
    body: aboutClub(() => ({ PermissionGroupIdList: [nosuch, crew] })),
    reply: {
      PermissionGroupInfoList: [
        { ErrorCode: 110006, PermissionGroupId: nosuch },
        { ...info, MemberCount: 1 },
      ],
      Next: '',
    },
  },
  {
    ...communities,
    as: 'me',
    title: 'is open to members',
    given: withCrew('me'),
    body: aboutClub(() => ({})),
    reply: { PermissionGroupInfoList: [{ ...info, MemberCount: 2 }] },
  },
  {
    ...communities,
    title: 'refuses more than twenty at once',
    given: withCrew(),
    body: aboutClub(() => ({ Limit: 21 })),
    error: 'GroupParameterNotValid',
  },
  ...permissionRefusals(() => ({}), { ofOne: false }),
];
