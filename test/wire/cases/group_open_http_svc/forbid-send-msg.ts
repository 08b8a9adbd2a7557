import { about, call, group, groupId, groupRefusals, tipAt } from '../../groups.ts';
import { actsForItsCaller, logsIn } from '../../messages.ts';
import { muting } from '../../topic-messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const mutes =
  (short: string, more: object = { MuteTime: 600 }) =>
  (world: World) => ({ Members_Account: [world.name(short)], ...more });

const mutedIn = async (world: World, type = 'Public') => {
  const { MutedAccountList } = await call(world, 'get_group_muted_account', {
    GroupId: groupId(world, type),
  });
  return (MutedAccountList as { Member_Account: string }[]).map(({ Member_Account }) => Member_Account);
};

export const cases: readonly WireCase[] = [
  ...['Public', 'ChatRoom', 'AVChatRoom', 'Community'].map(
    (type): WireCase => ({
      title: `mutes in a group of the type ${type}`,
      given: group({ type }),
      body: about(type, mutes('cho')),
      after: async world => expect(await mutedIn(world, type)).toEqual([world.name('cho')]),
    }),
  ),
  {
    title: 'tells the group',
    given: async world => {
      await logsIn(world, 'ben');
      await group()(world);
    },
    body: about('Public', mutes('cho', { ShutUpTime: 60 })),
    after: async world =>
      expect(await tipAt(world.kept('ben'), 7)).toMatchObject({
        MsgMemberInfo: [{ User_Account: world.name('cho'), ShutupTime: 60 }],
      }),
  },
  {
    title: 'holds over leaving and coming back, until it is lifted',
    given: group(),
    body: about('Public', mutes('cho')),
    after: async world => {
      const GroupId = groupId(world);
      const Member_Account = world.name('cho');
      await call(world, 'delete_group_member', { GroupId, MemberToDel_Account: [Member_Account] });
      await call(world, 'add_group_member', { GroupId, MemberList: [{ Member_Account }] });
      expect(await mutedIn(world)).toEqual([Member_Account]);
      await call(world, 'forbid_send_msg', { GroupId, Members_Account: [Member_Account], MuteTime: 0 });
      expect(await mutedIn(world)).toEqual([]);
    },
  },
  {
    title: 'lets an administrator mute ordinary members',
    as: 'me',
    given: group({ me: 'Admin' }),
    body: about('Public', mutes('cho')),
    only: actsForItsCaller,
  },
  {
    title: 'does not let an administrator mute another',
    as: 'me',
    given: group({ me: 'Admin' }),
    body: about('Public', mutes('ben')),
    only: actsForItsCaller,
    error: 'GroupNotPermitted',
  },
  {
    title: 'is refused to members',
    as: 'me',
    given: group({ me: 'Member' }),
    body: about('Public', mutes('cho')),
    only: actsForItsCaller,
    error: 'GroupNotPermitted',
  },
  {
    title: 'is refused in a Work group',
    given: group({ type: 'Private' }),
    body: about('Private', mutes('cho')),
    error: 'GroupNotPermitted',
  },
  {
    title: 'is refused for a topic of a group without any',
    given: group(),
    body: about('Public', mutes('cho', { MuteTime: 60, TopicId: 'topic' })),
    error: 'CommunityOff',
  },
  {
    title: 'needs a time',
    given: group(),
    body: about('Public', mutes('cho', {})),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses 501 accounts',
    given: group(),
    body: about('Public', { Members_Account: Array.from({ length: 501 }, (_, i) => `u${i}`), MuteTime: 1 }),
    error: 'TooManyGroupAccounts',
  },
  ...groupRefusals(about('Public', mutes('cho'))),
  ...muting,
];
