import { about, call, group, groupId, groupRefusals, noticeAt, rolesIn, tipAt } from '../../groups.ts';
import { actsForItsCaller, logsIn } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const removes =
  (...shorts: readonly string[]) =>
  (world: World) => ({ MemberToDel_Account: shorts.map(short => world.name(short)) });

export const cases: readonly WireCase[] = [
  {
    title: 'removes members, passes over who is none, and tells both sides why',
    given: async world => {
      await logsIn(world, 'ben');
      await logsIn(world, 'cho');
      await group()(world);
    },
    body: about('Public', world => ({ ...removes('cho', 'dee')(world), Reason: 'spam' })),
    after: async world => {
      expect(await rolesIn(world, 'Public', 'cho')).toEqual(['NotMember']);
      expect(await tipAt(world.kept('ben'), 3)).toMatchObject({
        List_Account: [world.name('cho')],
        MemberNum: 2,
        Reason: 'spam',
      });
      expect(await noticeAt(world.kept('cho'), 4)).toMatchObject({ RemarkInfo: 'spam' });
    },
  },
  {
    title: 'tells the removed only, when it is to be silent',
    given: async world => {
      await logsIn(world, 'cho');
      await group()(world);
    },
    body: about('Public', world => ({ ...removes('cho')(world), Silence: 1 })),
    after: async world => {
      expect(await noticeAt(world.kept('cho'), 4)).toMatchObject({ ReportType: 4 });
      const { GroupInfo } = await call(world, 'get_group_info', { GroupIdList: [groupId(world)] });
      expect(GroupInfo).toMatchObject([{ NextMsgSeq: 1, MemberNum: 2 }]);
    },
  },
  {
    title: 'lets an administrator remove ordinary members',
    as: 'me',
    given: group({ me: 'Admin' }),
    body: about('Public', removes('cho')),
    only: actsForItsCaller,
    after: async world => expect(await rolesIn(world, 'Public', 'cho')).toEqual(['NotMember']),
  },
  ...['ana', 'ben'].map(
    (short): WireCase => ({
      title: `does not let an administrator remove ${short === 'ana' ? 'the owner' : 'another'}`,
      as: 'me',
      given: group({ me: 'Admin' }),
      body: about('Public', removes(short, 'cho')),
      only: actsForItsCaller,
      error: 'GroupNotPermitted',
      after: async world => expect(await rolesIn(world, 'Public', 'cho')).toEqual(['Member']),
    }),
  ),
  {
    title: 'lets nobody remove who is a member only',
    as: 'me',
    given: group({ me: 'Member' }),
    body: about('Public', removes('cho')),
    only: actsForItsCaller,
    error: 'GroupNotPermitted',
  },
  {
    title: 'is refused in a live room',
    given: group({ type: 'AVChatRoom' }),
    body: about('AVChatRoom', removes('cho')),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses 101 accounts',
    given: group(),
    body: about('Public', { MemberToDel_Account: Array.from({ length: 101 }, (_, i) => `u${i}`) }),
    error: 'TooManyGroupAccounts',
  },
  ...groupRefusals(about('Public', removes('cho'))),
];
