import { call } from '../../groups.ts';
import { actsForItsCaller } from '../../messages.ts';
import type { Reply, WireCase, World } from '../../wire-case.ts';

/** Groups of an application that no other case uses, made once. */
const settings = { newGroupsPerDay: 9_999 };
const types = ['Public', 'Private', 'Public', 'AVChatRoom', 'Public'];
const someGroups = async (world: World): Promise<void> => {
  if ((await call(world, 'get_appid_group_list', {})).TotalCount !== 0) return;
  for (const [i, Type] of types.entries()) {
    await call(world, 'create_group', { Type, Name: 'hikers', GroupId: `g${i}` });
  }
};
const idsOf = ({ GroupIdList }: Reply) =>
  (GroupIdList as { GroupId: string }[]).map(({ GroupId }) => GroupId);

export const cases: readonly WireCase[] = [
  {
    title: 'lists all groups in the order of their creation',
    settings,
    given: someGroups,
    reply: { TotalCount: 5, GroupIdList: [0, 1, 2, 3, 4].map(i => ({ GroupId: `g${i}` })), Next: 0 },
  },
  {
    title: 'lists them in pages, of one type',
    settings,
    given: someGroups,
    body: { Limit: 2, GroupType: 'Public' },
    reply: (_, reply) => {
      expect(reply.TotalCount).toBe(3);
      expect(idsOf(reply)).toEqual(['g0', 'g2']);
    },
    volatile: ['Next'],
    after: async (world, { Next }) => {
      const last = await call(world, 'get_appid_group_list', { Limit: 2, Next, Type: 'Public' });
      expect(idsOf(last)).toEqual(['g4']);
      expect(last.Next).toBe(0);
    },
  },
  {
    title: 'knows no groups of a type that is no more',
    body: { GroupType: 'BChatRoom' },
    reply: { TotalCount: 0, GroupIdList: [], Next: 0 },
  },
  { title: 'refuses 10,001 at once', body: { Limit: 10_001 }, error: 'GroupParameterNotValid' },
  { title: 'is refused to clients', as: 'me', body: {}, only: actsForItsCaller, error: 'GroupNotPermitted' },
];

export const unreachable = {
  GroupsTooFast: 'cases keep to the rate; test/wire/pipeline.ts goes past it',
};
