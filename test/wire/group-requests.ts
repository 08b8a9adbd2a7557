import { about, call, group, groupId, groupRefusals, noticeAt, rolesIn } from './groups.ts';
import { actsForItsCaller } from './messages.ts';
import type { WireCase, World } from './wire-case.ts';

/** How somebody comes to wait, and what a decision calls it. */
export interface Waiting {
  readonly command: string;
  /** Makes `dee`, who is logged in, wait for the group, whose administrator is `ben`. */
  readonly begin: (world: World, me?: 'Admin' | 'Member', more?: object) => Promise<void>;
  readonly named: (world: World) => object;
  /** Who hears of a refusal. */
  readonly toldOfRefusal: string;
}

/** The cases of both commands that decide who comes in. */
export const decisionCases = ({ command, begin, named, toldOfRefusal }: Waiting): readonly WireCase[] => {
  const says = (HandleMsg: 'Agree' | 'Reject') =>
    about('Public', (world: World) => ({ ...named(world), HandleMsg, ApprovalMsg: 'well' }));
  const already = (HandleMsg: 'Agree' | 'Reject') => async (world: World) => {
    await begin(world);
    await call(world, command, says(HandleMsg)(world));
  };
  return [
    {
      title: 'lets in, and tells who waited',
      given: world => begin(world),
      body: says('Agree'),
      after: async world => {
        expect(await rolesIn(world, 'Public', 'dee')).toEqual(['Member']);
        expect(await noticeAt(world.kept('dee'), 2)).toMatchObject({ RemarkInfo: 'well' });
      },
    },
    {
      title: 'refuses, and tells who asked',
      given: world => begin(world),
      body: says('Reject'),
      after: async world => {
        expect(await rolesIn(world, 'Public', 'dee')).toEqual(['NotMember']);
        expect(await noticeAt(world.kept(toldOfRefusal), 3)).toMatchObject({ RemarkInfo: 'well' });
      },
    },
    {
      title: 'is open to an administrator of the group',
      as: 'me',
      given: world => begin(world, 'Admin'),
      body: says('Agree'),
      only: actsForItsCaller,
    },
    {
      title: 'is refused to a member',
      as: 'me',
      given: world => begin(world, 'Member'),
      body: says('Agree'),
      only: actsForItsCaller,
      error: 'GroupNotPermitted',
    },
    ...(['Agree', 'Reject'] as const).map(
      (first): WireCase => ({
        title: `is refused when it was decided already: ${first}`,
        given: already(first),
        body: says('Agree'),
        error: 'GroupRequestHandled',
      }),
    ),
    {
      title: 'is refused when nobody waits',
      given: group(),
      body: says('Agree'),
      error: 'GroupRequestHandled',
    },
    {
      title: 'is refused when the group is full, and the request stays',
      given: async world => {
        await begin(world);
        await call(world, 'modify_group_base_info', { GroupId: groupId(world), MaxMemberNum: 3 });
      },
      body: says('Agree'),
      error: 'GroupFull',
      after: async world => {
        const Handle_Account = world.name('ben');
        const { UnreadCount } = await call(world, 'get_pendency', { Handle_Account });
        expect(UnreadCount).toBe(1);
      },
    },
    ...groupRefusals(says('Agree')),
  ];
};

/** The lowest limit of groups of an account is 50. */
export const notHere = {
  TooManyGroupsOfAccount: 'the lowest limit is 50 groups; test/storage/group-members.test.ts goes past it',
};
