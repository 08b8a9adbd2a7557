import { groupsOf, hikers, historyOf, inGroup, says, textsOf } from '../../group-messages.ts';
import { textBody } from '../../messages.ts';
import { importing } from '../../topic-messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const message = (world: World, text: string, SendTime: number, more: object = {}) => ({
  From_Account: world.name('ana'),
  SendTime,
  Random: SendTime % 1000,
  MsgBody: textBody(text),
  ...more,
});

const begun = 1_600_000_000;

const oldGroup = async (world: World) => {
  await Promise.all(['ana', 'ben'].map(short => world.account(short)));
  await world.admin('group_open_http_svc.import_group', {
    Type: 'Public',
    Name: 'Old team',
    GroupId: hikers(world),
    Owner_Account: world.name('ana'),
    CreateTime: begun,
  });
};

const list =
  (messages: (world: World) => readonly object[], more: object = {}) =>
  (world: World) => ({ GroupId: hikers(world), MsgList: messages(world), ...more });

const one = list(world => [message(world, 'first', begun + 1)]);

export const cases: readonly WireCase[] = [
  {
    title: 'stores messages in the order of their times',
    given: oldGroup,
    body: list(world => [
      message(world, 'first', begun + 100),
      message(world, 'second', begun + 100, { Random: 2 }),
      message(world, 'third', begun + 300),
    ]),
    reply: {
      ImportMsgResult: [
        { MsgSeq: 1, MsgTime: begun + 100, Result: 0 },
        { MsgSeq: 2, MsgTime: begun + 100, Result: 0 },
        { MsgSeq: 3, MsgTime: begun + 300, Result: 0 },
      ],
    },
    after: async world => {
      expect(await textsOf(world)).toEqual(['third', 'second', 'first']);
      expect((await historyOf(world))[2]).toMatchObject({ MsgTimeStamp: begun + 100 });
    },
  },
  {
    title: 'refuses times before the group, before the last message, and in the future',
    given: oldGroup,
    body: list(world => [
      message(world, 'too early', begun - 1),
      message(world, 'fine', begun + 100),
      message(world, 'out of order', begun + 99),
      message(world, 'too late', world.now() + 1000),
    ]),
    reply: {
      ImportMsgResult: [{ Result: 10004 }, { MsgSeq: 1, Result: 0 }, { Result: 10004 }, { Result: 10004 }],
    },
    volatile: ['MsgTime'],
  },
  {
    title: 'refuses a message longer than 12 KB, and takes the others',
    given: oldGroup,
    body: list(world => [
      message(world, 'x'.repeat(12 * 1024), begun + 1),
      message(world, 'fine', begun + 2),
    ]),
    reply: { ImportMsgResult: [{ Result: 80002 }, { MsgSeq: 1, Result: 0 }] },
  },
  {
    title: 'answers a repeat with the first number, with a random number and without',
    given: async world => {
      await oldGroup(world);
      const body = list(() => [
        message(world, 'once', begun + 1),
        message(world, 'bare', begun + 2, { Random: undefined }),
      ]);
      await world.admin('group_open_http_svc.import_group_msg', body(world));
    },
    body: list(world => [
      message(world, 'once', begun + 1),
      message(world, 'bare', begun + 2, { Random: undefined }),
    ]),
    reply: {
      ImportMsgResult: [
        { MsgSeq: 1, Result: 0 },
        { MsgSeq: 2, Result: 0 },
      ],
    },
    after: async world => expect(await textsOf(world)).toEqual(['bare', 'once']),
  },
  {
    title: 'goes on behind what was said already',
    given: async world => {
      await inGroup()(world);
      await says(world, 'ana', 'live');
    },
    body: list(world => [message(world, 'old', world.now() - 3000)]),
    reply: { ImportMsgResult: [{ Result: 10004 }] },
    volatile: ['MsgTime'],
  },
  {
    title: 'brings the group into the lists of conversations, however old it is, when it is to',
    given: oldGroup,
    body: list(world => [message(world, 'long ago', begun + 1)], { RecentContactFlag: 1 }),
    after: async world =>
      expect(await groupsOf(world, 'ana')).toMatchObject([{ UnreadMsgCount: 0, MsgGroupReadedSeq: 1 }]),
  },
  {
    title: 'leaves the lists of conversations alone when it is not to',
    given: oldGroup,
    body: list(world => [message(world, 'long ago', begun + 1)]),
    after: async world => expect(await groupsOf(world, 'ana')).toEqual([]),
  },
  {
    title: 'has everybody read what it brings; members that come afterwards have what they are given',
    given: oldGroup,
    body: list(world => [1, 2, 3].map(n => message(world, `${n}`, begun + 100 * n, { Random: n })), {
      RecentContactFlag: 1,
    }),
    after: async world => {
      await world.admin('group_open_http_svc.import_group_member', {
        GroupId: hikers(world),
        MemberList: [{ Member_Account: world.name('ben'), UnreadMsgNum: 2 }],
      });
      await says(world, 'ben', 'live again');
      expect(await groupsOf(world, 'ana')).toMatchObject([{ UnreadMsgCount: 1 }]);
      expect(await groupsOf(world, 'ben')).toMatchObject([{ UnreadMsgCount: 2 }]);
    },
  },
  {
    title: 'brings nothing at all when a sender does not exist',
    given: oldGroup,
    body: list(world => [
      message(world, 'hi', begun + 1),
      message(world, 'boo', begun + 2, { From_Account: world.name('ghost') }),
    ]),
    error: 'GroupAccountNotFound',
    after: async world => expect(await historyOf(world)).toEqual([]),
  },
  {
    title: 'refuses more than seven at once',
    given: oldGroup,
    body: list(world => Array.from({ length: 8 }, (_, i) => message(world, 'x', begun + i))),
    error: 'GroupParameterNotValid',
  },
  { title: 'refuses a live room', given: inGroup('AVChatRoom'), body: one, error: 'GroupNotPermitted' },
  {
    title: 'refuses an id that no group can have',
    body: list(world => [message(world, 'x', begun)], { GroupId: 'ñ' }),
    error: 'GroupIdNotValid',
  },
  { title: 'refuses a group that does not exist', body: one, error: 'GroupNotFound' },
  {
    title: 'refuses a topic',
    settings: { communities: false },
    given: oldGroup,
    body: list(world => [message(world, 'x', begun + 1)], { TopicId: 't' }),
    error: 'CommunityOff',
  },
  ...importing,
];
