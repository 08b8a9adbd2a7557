import {
  fromAna,
  groupMessage,
  hikers,
  historyOf,
  inGroup,
  says,
  textsOf,
  toGroup,
} from '../../group-messages.ts';
import { groupSpeakers } from '../../group-speakers.ts';
import { clientOf, logsIn, textBody } from '../../messages.ts';
import { sending } from '../../topic-messages.ts';
import type { Unreachable, WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'stores a message under the next number',
    given: async world => {
      await inGroup()(world);
      await says(world, 'ben', 'first');
    },
    body: fromAna('second', { CloudCustomData: 'kept', MsgPriority: 'High' }),
    reply: { MsgSeq: 2 },
    volatile: ['MsgTime'],
    after: async world => {
      expect(await historyOf(world)).toMatchObject([
        {
          From_Account: world.name('ana'),
          MsgSeq: 2,
          MsgRandom: 8123,
          MsgPriority: 1,
          CloudCustomData: 'kept',
          MsgBody: textBody('second'),
        },
        { From_Account: world.name('ben'), MsgSeq: 1 },
      ]);
    },
  },
  {
    title: 'answers a repeat with the first number and time, and stores it once',
    given: async world => {
      await inGroup()(world);
      world.keep('first', await says(world, 'ana', 'once', { Random: 8123 }));
      await says(world, 'ben', 'between');
    },
    body: fromAna('once'),
    reply: (world, reply) => {
      const { MsgTime, MsgSeq } = world.kept<{ MsgTime: number; MsgSeq: number }>('first');
      expect(reply).toMatchObject({ MsgTime, MsgSeq });
    },
    volatile: ['MsgTime'],
    after: async world => expect(await textsOf(world)).toEqual(['between', 'once']),
  },
  {
    title: 'takes a message of a member from its own client, and shows it to the others',
    as: 'me',
    only: { door: 'socket', reason: 'a client speaks for itself' },
    given: async world => {
      await logsIn(world, 'ben');
      await inGroup('Public', 'me')(world);
    },
    body: toGroup('hello', { MsgClientTime: 1_795_000_000, NeedReadReceipt: 1, ClientSeq: 7 }),
    reply: { MsgSeq: 1 },
    after: async world => {
      expect(await groupMessage(clientOf(world, 'ben'), 'hello')).toMatchObject({
        From_Account: world.name('me'),
        ToGroupId: hikers(world),
        MsgSeq: 1,
        MsgRandom: 8123,
        MsgClientTime: 1_795_000_000,
        NeedReadReceipt: 1,
        GroupInfo: { GroupId: hikers(world), GroupType: 'Public', GroupName: 'Hikers' },
      });
    },
  },
  {
    title: 'carries who is named, what is not to be counted, and what may be extended',
    given: async world => {
      await logsIn(world, 'ben');
      await inGroup()(world);
    },
    body: world =>
      fromAna('@all', {
        GroupAtInfo: [{ GroupAtAllFlag: 1 }, { GroupAtAllFlag: 0, GroupAt_Account: world.name('ben') }],
        SendMsgControl: ['NoUnread', 'NoLastMsg'],
        SupportMessageExtension: 1,
        OfflinePushInfo: { PushFlag: 0, Title: 'news' },
        ForbidCallbackControl: ['ForbidBeforeSendMsgCallback'],
      })(world),
    volatile: ['MsgTime'],
    after: async world => {
      expect(await groupMessage(clientOf(world, 'ben'), '@all')).toMatchObject({
        GroupAtInfo: [{ GroupAtAllFlag: 1 }, { GroupAtAllFlag: 0, GroupAt_Account: world.name('ben') }],
        SendMsgControl: { NoUnread: 1, NoLastMsg: 1 },
        SupportMessageExtension: 1,
      });
    },
  },
  {
    title: 'brings a message for those who are connected to them, under no number',
    given: async world => {
      await logsIn(world, 'ben');
      await inGroup()(world);
    },
    body: fromAna('now', { OnlineOnlyFlag: 1 }),
    reply: { MsgSeq: 0 },
    volatile: ['MsgTime'],
    after: async world => {
      expect(await groupMessage(clientOf(world, 'ben'), 'now')).toMatchObject({ OnlineOnlyFlag: 1 });
      expect(await historyOf(world)).toEqual([]);
    },
  },
  {
    title: 'shows a directed message to those it names only',
    given: async world => {
      await Promise.all(['ben', 'cho'].map(short => logsIn(world, short)));
      await inGroup('Public', 'cho')(world);
    },
    body: world => fromAna('psst', { To_Account: [world.name('ben')] })(world),
    reply: { MsgSeq: 1 },
    volatile: ['MsgTime'],
    after: async world => {
      await groupMessage(clientOf(world, 'ben'), 'psst');
      await says(world, 'ana', 'for all');
      await groupMessage(clientOf(world, 'cho'), 'for all');
      expect(JSON.stringify(clientOf(world, 'cho').pushes)).not.toContain('psst');
    },
  },
  ...groupSpeakers,
  {
    title: 'refuses a directed message in a community',
    given: inGroup('AVChatRoom'),
    body: world => fromAna('psst', { To_Account: [world.name('ben')] })(world),
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses to name everybody in a live room',
    given: inGroup('AVChatRoom'),
    body: fromAna('@all', { GroupAtInfo: [{ GroupAtAllFlag: 1 }] }),
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses receipts in a live room',
    given: inGroup('AVChatRoom'),
    body: fromAna('read this', { NeedReadReceipt: 1 }),
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses NoUnread where nothing is counted',
    given: inGroup('Meeting'),
    body: fromAna('x', { SendMsgControl: ['NoUnread'] }),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses options that exclude each other',
    given: inGroup(),
    body: fromAna('x', { OnlineOnlyFlag: 1, SendMsgControl: ['NoLastMsg'] }),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses a priority in lower case',
    given: inGroup(),
    body: fromAna('x', { MsgPriority: 'high' }),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses a message without elements',
    given: inGroup(),
    body: fromAna('x', { MsgBody: [] }),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses a message without a random number',
    given: inGroup(),
    body: fromAna('x', { Random: undefined }),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses more than 50 receivers',
    given: inGroup(),
    body: fromAna('x', { To_Account: Array.from({ length: 51 }, (_, i) => `u${i}`) }),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses more than 30 names',
    given: inGroup(),
    body: fromAna('x', {
      GroupAtInfo: Array.from({ length: 31 }, (_, i) => ({ GroupAtAllFlag: 0, GroupAt_Account: `u${i}` })),
    }),
    error: 'TooManyMentions',
  },
  {
    title: 'refuses a message longer than 12 KB',
    given: inGroup(),
    body: fromAna('x'.repeat(12 * 1024)),
    error: 'GroupMessageTooLong',
  },
  {
    title: 'refuses an id that no group can have',
    body: toGroup('x', { GroupId: 'ñ' }),
    error: 'GroupIdNotValid',
  },
  { title: 'refuses a group that does not exist', body: toGroup('x'), error: 'GroupNotFound' },
  {
    title: 'refuses a topic',
    settings: { communities: false },
    given: inGroup(),
    body: fromAna('x', { TopicId: '@TGS#_a@TOPIC#_b' }),
    error: 'CommunityOff',
  },
  ...sending,
];

export const unreachable: Unreachable = {
  GroupTooLargeForReceipts: 'needs more than 200 members; held by test/storage/group-changes.test.ts',
};
