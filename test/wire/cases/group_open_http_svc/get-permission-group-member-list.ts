import { aboutCrew, listed, permissionRefusals, permissions, withCrew } from '../../permissions.ts';
import { communities } from '../../topics.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    ...communities,
    title: 'pages through the members, with what they are in the community',
    given: async world => {
      await withCrew()(world);
      const MemberList = listed(world, 'cho');
      await permissions(world, 'add_permission_group_member', { ...aboutCrew()(world), MemberList });
    },
    volatile: ['JoinTime'],
    body: aboutCrew(() => ({ Limit: 1, Next: '' })),
    reply: (world, { MemberList, Next }) => {
      expect(MemberList).toMatchObject([{ Member_Account: world.name('ben'), Role: 'Admin', NameCard: '' }]);
      expect(Next).toBe(world.name('ben'));
    },
    after: async (world, { Next }) => {
      const rest = await permissions(world, 'get_permission_group_member_list', {
        ...aboutCrew()(world),
        Next,
      });
      expect(rest).toMatchObject({ MemberList: listed(world, 'cho'), Next: '' });
    },
  },
  {
    ...communities,
    title: 'shows fifty at once at most',
    given: withCrew(),
    body: aboutCrew(() => ({ Limit: 51 })),
    error: 'GroupParameterNotValid',
  },
  ...permissionRefusals(() => ({})),
];
