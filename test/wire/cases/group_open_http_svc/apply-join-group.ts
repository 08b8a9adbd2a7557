import type { SocketClient } from '../../../support/socket-client.ts';
import { about, call, group, groupId, groupRefusals, noticeAt, rolesIn, tipAt } from '../../groups.ts';
import { actsForItsCaller, logsIn, textBody } from '../../messages.ts';
import { aboutRoom, enters, onlineIn, room } from '../../rooms.ts';
import type { WireCase } from '../../wire-case.ts';

const asks = { ApplyMsg: 'let me in', WebPushFlag: 1, HugeGroupHistoryMsgFlag: 1 };

/** Over REST the administrator would come in itself, and in the next case be there already. */
const asMe = { as: 'me', only: actsForItsCaller } as const;

export const cases: readonly WireCase[] = [
  ...['ChatRoom', 'Community'].map(
    (type): WireCase => ({
      ...asMe,
      title: `lets everybody into a group of the type ${type}`,
      given: async world => {
        await group({ type })(world);
        const account = world.name('me');
        const phone = await world.connect();
        const identity = { sdkAppId: world.sdkAppId, account, userSig: world.userSig(account) };
        await phone.login({ ...identity, platform: 2 });
        world.keep('phone', phone);
      },
      body: about(type, asks),
      reply: { JoinedStatus: 'JoinedSuccess' },
      after: async world => {
        expect(await rolesIn(world, type, 'me')).toEqual(['Member']);
        // No tip tells the other client of the account.
        expect(await noticeAt(world.kept('phone'), 2)).toMatchObject({ Operator_Account: world.name('me') });
      },
    }),
  ),
  {
    ...asMe,
    title: 'brings a client into a live room, again and again',
    given: async world => {
      await room()(world);
      await enters(world, 'ben');
    },
    body: aboutRoom(asks),
    reply: { JoinedStatus: 'JoinedSuccess', HugeGroupFlag: 1, AVChatRoomKey: expect.any(String) },
    after: async (world, reply) => {
      expect(reply).not.toHaveProperty('RspMsgList');
      const ben = world.kept<SocketClient>('ben');
      const me = world.name('me');
      // The first that it is told of is itself.
      await ben.push(
        event => event.Event === 6 && JSON.stringify(event).includes(`"List_Account":["${me}"]`),
      );
      expect(await onlineIn(world)).toBe(2);
    },
  },
  {
    ...asMe,
    title: 'shows who enters a live room its last messages, where that is on',
    settings: { roomHistory: true },
    given: async world => {
      await room()(world);
      for (const text of ['one', 'two']) {
        await call(world, 'send_group_msg', {
          ...aboutRoom()(world),
          From_Account: world.name('ben'),
          Random: text.length + text.charCodeAt(0),
          MsgBody: textBody(text),
        });
      }
    },
    body: aboutRoom(asks),
    reply: (world, { RspMsgList }) =>
      expect(RspMsgList).toMatchObject(
        ['one', 'two'].map(text => ({ From_Account: world.name('ben'), MsgBody: textBody(text) })),
      ),
  },
  {
    title: 'brings nobody into a live room over REST, where there is no client',
    only: { door: 'rest', reason: 'a client can enter' },
    given: room(),
    body: aboutRoom(asks),
    error: 'GroupNotPermitted',
  },
  {
    ...asMe,
    title: 'lets everybody into a Public group that is open, and tells the group',
    given: async world => {
      await logsIn(world, 'cho');
      await group({ more: { ApplyJoinOption: 'FreeAccess' } })(world);
    },
    body: about('Public', asks),
    reply: { JoinedStatus: 'JoinedSuccess' },
    after: async world =>
      expect(await tipAt(world.kept('cho'), 1)).toMatchObject({
        List_Account: [world.name('me')],
        GroupJoinType: 1,
        MemberNum: 4,
      }),
  },
  {
    ...asMe,
    title: 'asks the leaders of a Public group',
    given: async world => {
      await logsIn(world, 'ben');
      await group()(world);
    },
    body: about('Public', asks),
    reply: { JoinedStatus: 'WaitAdminApproval' },
    after: async world => {
      expect(await rolesIn(world, 'Public', 'me')).toEqual(['NotMember']);
      expect(await noticeAt(world.kept('ben'), 1)).toMatchObject({
        Operator_Account: world.name('me'),
        RemarkInfo: 'let me in',
        MsgKey: expect.any(Number),
      });
    },
  },
  {
    ...asMe,
    title: 'hands on what an application adds to a request, beside what the notice says',
    given: async world => {
      await logsIn(world, 'ben');
      await group()(world);
    },
    body: about('Public', { ...asks, UserDefinedField: 'by poster' }),
    after: async world => {
      const told = await world.kept<SocketClient>('ben').push(event => event.Event === 5);
      expect(told).toMatchObject({
        GroupTips: [{ UserDefinedField: 'by poster', MsgBody: { ReportType: 1 } }],
      });
    },
  },
  {
    ...asMe,
    title: 'is refused where nobody can ask',
    given: group({ more: { ApplyJoinOption: 'DisableApply' } }),
    body: about('Public', asks),
    error: 'GroupNotPermitted',
  },
  {
    ...asMe,
    title: 'is refused for a Work group',
    given: group({ type: 'Private' }),
    body: about('Private', asks),
    error: 'GroupNotPermitted',
  },
  ...['Public', 'ChatRoom'].map(
    (type): WireCase => ({
      ...asMe,
      title: `is refused to a member of a group of the type ${type}`,
      given: group({ type, me: 'Member' }),
      body: about(type, asks),
      error: 'AlreadyGroupMember',
    }),
  ),
  {
    ...asMe,
    title: 'is refused when the group is full',
    given: async world => {
      await group({ type: 'ChatRoom' })(world);
      await call(world, 'modify_group_base_info', { GroupId: groupId(world), MaxMemberNum: 3 });
    },
    body: about('ChatRoom', asks),
    error: 'GroupFull',
  },
  ...groupRefusals(about('Public', asks)),
];

export const unreachable = {
  TooManyGroupsOfAccount: 'the lowest limit is 50 groups; test/storage/group-members.test.ts goes past it',
};
