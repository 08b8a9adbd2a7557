import { group, groupId } from '../../groups.ts';
import { actsForItsCaller } from '../../messages.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'tells a member of its groups and of itself, in the names that clients ask for',
    as: 'me',
    given: group({ me: 'Admin' }),
    body: world => ({
      GroupIdList: [groupId(world), world.name('nosuch')],
      ResponseFilter: {
        GroupBaseInfoFilter: ['Type', 'Name', 'Owner_Account', 'MemberNum', 'ShutUpAllMember'],
        MemberInfoFilter: ['Role', 'MsgSeq', 'MsgFlag', 'NameCard'],
      },
    }),
    only: actsForItsCaller,
    reply: (world, { GroupInfo }) => {
      const self = {
        Member_Account: world.name('me'),
        Role: 'Admin',
        MsgSeq: 0,
        MsgFlag: 'AcceptAndNotify',
        NameCard: '',
      };
      expect(GroupInfo).toEqual([
        {
          GroupId: groupId(world),
          ErrorCode: 0,
          ErrorInfo: '',
          Type: 'Public',
          Name: 'hikers',
          Owner_Account: world.name('ana'),
          MemberNum: 4,
          ShutUpAllMember: 'Off',
          AppDefinedData: [],
          SelfInfo: self,
          MemberInfo: [self],
        },
        { GroupId: world.name('nosuch'), ErrorCode: 10010, ErrorInfo: expect.any(String) },
      ]);
    },
  },
  {
    title: 'tells who is no member of groups that can be found',
    given: group(),
    body: world => ({ GroupIdList: [groupId(world)] }),
    reply: (_, { GroupInfo }) => {
      expect(GroupInfo).toMatchObject([{ ErrorCode: 0, Name: 'hikers' }]);
      expect((GroupInfo as [object])[0]).not.toHaveProperty('SelfInfo');
    },
    volatile: ['CreateTime', 'LastInfoTime'],
  },
  {
    title: 'tells who is no member nothing of a Work group',
    as: 'me',
    given: group({ type: 'Private' }),
    body: world => ({ GroupIdList: [groupId(world)] }),
    only: actsForItsCaller,
    reply: { GroupInfo: [{ ErrorCode: 10007 }] },
  },
  { title: 'needs groups', body: { GroupIdList: [] }, error: 'GroupParameterNotValid' },
];
