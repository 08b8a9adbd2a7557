import { hikers, inGroup, says } from '../../group-messages.ts';
import { inTalk, pins } from '../../pins.ts';
import type { WireCase, World } from '../../wire-case.ts';

const asked =
  (more: object = {}) =>
  (world: World) => ({ GroupId: hikers(world), ReqMsgNumber: 21, WithRecalledMsg: 1, ...more });

const volatile = ['MsgRandom', 'MsgTimeStamp', 'MsgClientTime', 'TinyId'];
const asMe = { as: 'me', only: { door: 'socket', reason: 'it shows what its caller sees' } } as const;

export const cases: readonly WireCase[] = [
  {
    title: 'lists messages with all that clients show of them',
    given: async world => {
      await inGroup()(world);
      for (const text of ['one', 'two']) await says(world, 'ana', text);
    },
    body: asked(),
    reply: {
      GroupId: 'hikers',
      IsFinished: 1,
      NextReqMsgSeq: 0,
      RspMsgList: [
        {
          Event: 3,
          From_Account: 'ana',
          ToGroupId: 'hikers',
          MsgSeq: 2,
          IsPlaceMsg: 0,
          IsSystemMsg: 0,
          GroupInfo: { GroupId: 'hikers', GroupName: 'Hikers', GroupType: 'Public' },
        },
        { MsgSeq: 1 },
      ],
    },
    volatile,
  },
  {
    title: 'says which number comes next',
    given: async world => {
      await inGroup()(world);
      for (const text of ['one', 'two', 'three']) await says(world, 'ana', text);
    },
    body: asked({ ReqMsgNumber: 2 }),
    reply: { NextReqMsgSeq: 1, RspMsgList: [{ MsgSeq: 3 }, { MsgSeq: 2 }] },
    volatile,
  },
  {
    title: 'reads messages by their numbers, the newest first',
    given: inTalk(4),
    body: asked({ GetType: 3, ReqMsgSeqList: [1, 3, 900] }),
    reply: (_, reply) =>
      expect(reply).toMatchObject({
        IsFinished: 1,
        NextReqMsgSeq: 0,
        RspMsgList: [{ MsgSeq: 3 }, { MsgSeq: 1 }],
      }),
    volatile,
  },
  {
    ...asMe,
    title: 'shows who came later what is pinned of the time before',
    given: async world => {
      await inTalk(2)(world);
      await pins(world, 1);
      await world.admin('group_open_http_svc.add_group_member', {
        GroupId: hikers(world),
        Silence: 1,
        MemberList: [{ Member_Account: world.name('me') }],
      });
    },
    body: asked({ GetType: 3, ReqMsgSeqList: [1, 2] }),
    reply: (_, reply) => expect(reply.RspMsgList).toMatchObject([{ MsgSeq: 1 }]),
  },
  {
    ...asMe,
    title: 'shows a member a tip as such',
    given: async world => {
      await inGroup('Public', 'me')(world);
      await world.admin('group_open_http_svc.add_group_member', {
        GroupId: hikers(world),
        MemberList: [{ Member_Account: await world.account('dee') }],
      });
    },
    body: asked(),
    reply: {
      RspMsgList: [{ Event: 4, IsSystemMsg: 1, MsgSeq: 1, MsgBody: { OpType: 1, List_Account: ['dee'] } }],
    },
  },
  {
    ...asMe,
    title: 'shows who came later nothing earlier where the type says so',
    given: async world => {
      await inGroup()(world);
      await says(world, 'ana', 'secret');
      await world.admin('group_open_http_svc.add_group_member', {
        GroupId: hikers(world),
        Silence: 1,
        MemberList: [{ Member_Account: world.name('me') }],
      });
      await says(world, 'ana', 'welcome');
    },
    body: asked(),
    reply: (_, reply) => {
      expect(reply.RspMsgList).toMatchObject([{ MsgBody: [{ MsgContent: { Text: 'welcome' } }] }]);
      expect(reply).toMatchObject({ NextReqMsgSeq: 0 });
    },
  },
  {
    ...asMe,
    title: 'shows who came later to a meeting what was said before',
    given: async world => {
      await inGroup('Meeting')(world);
      await says(world, 'ana', 'agenda');
      await world.admin('group_open_http_svc.add_group_member', {
        GroupId: hikers(world),
        Silence: 1,
        MemberList: [{ Member_Account: world.name('me') }],
      });
    },
    body: asked(),
    reply: { RspMsgList: [{ MsgBody: [{ MsgContent: { Text: 'agenda' } }] }] },
  },
  {
    ...asMe,
    title: 'withholds what was recalled, and what is directed to others',
    given: async world => {
      await inGroup('Public', 'me')(world);
      await says(world, 'ana', 'oops');
      await says(world, 'ana', 'psst', { To_Account: [world.name('ben')] });
      await world.admin('group_open_http_svc.group_msg_recall', {
        GroupId: hikers(world),
        MsgSeqList: [{ MsgSeq: 1 }],
        Reason: 'typo',
      });
    },
    body: asked(),
    reply: (world, reply) => {
      expect(reply.RspMsgList).toMatchObject([
        { MsgSeq: 2, IsPlaceMsg: 1, MsgBody: [] },
        {
          MsgSeq: 1,
          IsPlaceMsg: 2,
          MsgBody: [{ MsgContent: { Text: '' } }],
          RevokerInfo: { Revoker_Account: world.administrator, Reason: 'typo' },
        },
      ]);
    },
  },
  {
    ...asMe,
    title: 'refuses who is no member',
    given: inGroup(),
    body: asked(),
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses a live room',
    given: inGroup('AVChatRoom'),
    body: asked(),
    error: 'GroupTypeWithoutHistory',
  },
  {
    title: 'refuses a body without a number of messages',
    given: inGroup(),
    body: world => ({ GroupId: hikers(world) }),
    error: 'GroupParameterNotValid',
  },
  { title: 'refuses an id that no group can have', body: asked({ GroupId: 'ñ' }), error: 'GroupIdNotValid' },
  { title: 'refuses a group that does not exist', body: asked(), error: 'GroupNotFound' },
  {
    title: 'refuses a topic',
    settings: { communities: false },
    given: inGroup(),
    body: asked({ TopicId: 't' }),
    error: 'CommunityOff',
  },
];
