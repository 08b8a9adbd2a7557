import { hikers, inGroup, says } from '../../group-messages.ts';
import { textBody } from '../../messages.ts';
import { reading } from '../../topic-messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const asked =
  (more: object = {}) =>
  (world: World) => ({ GroupId: hikers(world), ReqMsgNumber: 20, ...more });

const three = async (world: World) => {
  await inGroup()(world);
  for (const text of ['one', 'two', 'three']) await says(world, 'ana', text);
};

const recallTwo = (world: World) =>
  world.admin('group_open_http_svc.group_msg_recall', {
    GroupId: hikers(world),
    MsgSeqList: [{ MsgSeq: 2 }],
  });

const volatile = ['MsgRandom', 'MsgTimeStamp', 'MsgClientTime', 'TinyId'];

export const cases: readonly WireCase[] = [
  {
    title: 'lists messages, the newest first',
    given: three,
    body: asked(),
    reply: {
      GroupId: 'hikers',
      IsFinished: 1,
      RspMsgList: [
        {
          From_Account: 'ana',
          IsPlaceMsg: 0,
          IsSystemMsg: 0,
          MsgBody: textBody('three'),
          MsgPriority: 2,
          MsgSeq: 3,
        },
        { MsgSeq: 2 },
        { MsgSeq: 1 },
      ],
    },
    volatile,
  },
  {
    title: 'goes on where the page before ended',
    given: three,
    body: asked({ ReqMsgNumber: 2, ReqMsgSeq: 2 }),
    reply: { IsFinished: 1, RspMsgList: [{ MsgSeq: 2 }, { MsgSeq: 1 }] },
    volatile,
  },
  {
    title: 'says that it was cut when more is asked for than there may be in one answer',
    given: async world => {
      await inGroup()(world);
      for (let i = 0; i < 21; i += 1) await says(world, 'ana', `${i}`);
    },
    body: asked({ ReqMsgNumber: 30 }),
    reply: (_, reply) => {
      expect(reply.IsFinished).toBe(0);
      expect(reply.RspMsgList).toHaveLength(20);
    },
    volatile,
  },
  {
    title: 'leaves out what was recalled',
    given: async world => {
      await three(world);
      await recallTwo(world);
    },
    body: asked(),
    reply: { RspMsgList: [{ MsgSeq: 3 }, { MsgSeq: 1 }] },
    volatile,
  },
  {
    title: 'shows what was recalled to whom asks for it',
    given: async world => {
      await three(world);
      await recallTwo(world);
    },
    body: asked({ WithRecalledMsg: 1 }),
    reply: { RspMsgList: [{ MsgSeq: 3 }, { MsgSeq: 2, IsPlaceMsg: 2 }, { MsgSeq: 1 }] },
    volatile,
  },
  {
    title: 'holds the place of what was taken away',
    given: async world => {
      await three(world);
      await says(world, 'ben', 'spam');
      await world.admin('group_open_http_svc.delete_group_msg_by_sender', {
        GroupId: hikers(world),
        Sender_Account: world.name('ben'),
      });
    },
    body: asked({ ReqMsgNumber: 2 }),
    reply: {
      RspMsgList: [
        { MsgSeq: 4, IsPlaceMsg: 1, MsgBody: [] },
        { MsgSeq: 3, IsPlaceMsg: 0 },
      ],
    },
    volatile,
  },
  {
    title: 'is empty where nothing was said',
    given: inGroup(),
    body: asked(),
    reply: { IsFinished: 1, RspMsgList: [] },
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
  {
    title: 'refuses a client',
    as: 'me',
    only: { door: 'socket', reason: 'over REST every caller is an administrator' },
    given: inGroup('Public', 'me'),
    body: asked(),
    error: 'GroupNotPermitted',
  },
  ...reading,
];
