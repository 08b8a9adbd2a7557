import { about, call, group, groupId, groupRefusals, noticeAt, rolesIn } from '../../groups.ts';
import { actsForItsCaller, logsIn } from '../../messages.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  ...['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'].map(
    (type): WireCase => ({
      title: `dissolves a group of the type ${type} for good`,
      given: group({ type }),
      body: about(type),
      after: async world => {
        const { GroupInfo } = await call(world, 'get_group_info', { GroupIdList: [groupId(world, type)] });
        expect(GroupInfo).toMatchObject([{ ErrorCode: 10010 }]);
      },
    }),
  ),
  {
    title: 'tells every member, and takes the group out of its list',
    given: async world => {
      await logsIn(world, 'cho');
      await group()(world);
    },
    body: about('Public'),
    after: async world => {
      expect(await noticeAt(world.kept('cho'), 5)).toMatchObject({ ReportType: 5 });
      const list = await call(world, 'get_joined_group_list', { Member_Account: world.name('cho') });
      expect(list).toMatchObject({ TotalCount: 0, GroupIdList: [] });
    },
  },
  {
    title: 'is open to the owner',
    as: 'me',
    given: group({ me: 'Owner' }),
    body: about('Public'),
    only: actsForItsCaller,
  },
  ...(['Admin', 'Member'] as const).map(
    (me): WireCase => ({
      title: `is refused to who is ${me} only`,
      as: 'me',
      given: group({ me }),
      body: about('Public'),
      only: actsForItsCaller,
      error: 'GroupNotPermitted',
      after: async world => expect(await rolesIn(world, 'Public', 'me')).toEqual([me]),
    }),
  ),
  {
    title: 'is refused to the owner of a Work group',
    as: 'me',
    given: group({ type: 'Private', me: 'Owner' }),
    body: about('Private'),
    only: actsForItsCaller,
    error: 'GroupNotPermitted',
  },
  {
    title: 'does not dissolve twice',
    given: async world => {
      await group()(world);
      await call(world, 'destroy_group', { GroupId: groupId(world) });
    },
    body: about('Public'),
    error: 'GroupNotFound',
  },
  ...groupRefusals(about('Public')),
];
