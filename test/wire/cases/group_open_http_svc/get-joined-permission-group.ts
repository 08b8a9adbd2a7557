import { crew, permissionRefusals, withCrew } from '../../permissions.ts';
import { aboutClub, communities } from '../../topics.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    ...communities,
    title: 'reads the permission groups that a member is in',
    given: withCrew(),
    body: aboutClub(world => ({ Member_Account: world.name('ben') })),
    reply: { PermissionGroupInfoList: [{ ErrorCode: 0, PermissionGroupId: crew, Permission: 3 }] },
  },
  {
    ...communities,
    as: 'me',
    only: { door: 'socket', reason: 'over REST an administrator is no member' },
    title: 'reads the own ones of its caller',
    given: withCrew('me'),
    body: aboutClub(),
    reply: { PermissionGroupInfoList: [{ PermissionGroupId: crew }] },
  },
  {
    ...communities,
    title: 'reads none of who is in none',
    given: withCrew(),
    body: aboutClub(world => ({ Member_Account: world.name('cho') })),
    reply: { PermissionGroupInfoList: [] },
  },
  {
    ...communities,
    title: 'needs a member',
    given: withCrew(),
    body: aboutClub(world => ({ Member_Account: world.name('dee') })),
    error: 'GroupParameterNotValid',
  },
  ...permissionRefusals(world => ({ Member_Account: world.name('ben') }), { ofOne: false }),
];
