import { hikers, historyOf, inGroup, says } from '../../group-messages.ts';
import { clientOf, logsIn } from '../../messages.ts';
import { inTalk, ofHikers, pinRefusals, pins, pinsIn, pinTip } from '../../pins.ts';
import { aboutClub, communities, saysIn, topicId, topics, withTopic } from '../../topics.ts';
import type { WireCase, World } from '../../wire-case.ts';

const one = ofHikers({ MsgSeq: 1 });
const asMe = { as: 'me', only: { door: 'socket', reason: 'a client may less' } } as const;
const recalls = (world: World) =>
  world.admin('group_open_http_svc.group_msg_recall', ofHikers({ MsgSeqList: [{ MsgSeq: 1 }] })(world));

export const cases: readonly WireCase[] = [
  {
    title: 'pins a message, and tells the group with the message',
    given: async world => {
      await logsIn(world, 'ben');
      await inTalk(1)(world);
    },
    body: one,
    after: async world => {
      expect(await pinsIn(world)).toEqual([1]);
      expect(await pinTip(world, 'ben', 16)).toMatchObject({
        Operator_Account: world.administrator,
        MsgOperatorMemberExtraInfo: { UserId: world.administrator },
        PinnedMsg: {
          From_Account: world.name('ana'),
          ToGroupId: hikers(world),
          MsgSeq: 1,
          MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'text 1' } }],
        },
      });
    },
  },
  {
    title: 'pins in the name of an account',
    given: inTalk(1),
    body: world => ({ ...one(world), Pinner_Account: world.name('ana') }),
    after: async world => {
      const reply = await world.admin('group_open_http_svc.get_pinned_messages', ofHikers()(world));
      expect(reply.PinnedMsgList).toEqual([{ MsgSeq: 1, Pinner_Account: world.name('ana') }]);
    },
  },
  {
    title: 'is repeated without harm, and tells it again',
    given: async world => {
      await inTalk(1)(world);
      await pins(world, 1);
      await logsIn(world, 'ben');
    },
    body: one,
    after: async world => {
      expect(await pinsIn(world)).toEqual([1]);
      await pinTip(world, 'ben', 16);
    },
  },
  {
    ...communities,
    title: 'pins in a topic, which is told under its own id',
    given: async world => {
      await logsIn(world, 'cho');
      await withTopic()(world);
      await saysIn(world, 'ana', 'in the topic');
    },
    body: aboutClub(world => ({ TopicId: topicId(world), MsgSeq: 1 })),
    after: async world => {
      const pinned = (event: object) => JSON.stringify(event).includes('PinnedMsg');
      const event = await clientOf(world, 'cho').push(pinned);
      expect(event.GroupTips).toMatchObject([{ ToGroupId: topicId(world), MsgBody: { OpType: 16 } }]);
      const list = await topics(world, 'get_pinned_messages', { TopicId: topicId(world) });
      expect(list.PinnedMsgList).toMatchObject([{ MsgSeq: 1 }]);
      expect((await topics(world, 'get_pinned_messages')).PinnedMsgList).toEqual([]);
    },
  },
  {
    title: 'refuses the eleventh',
    given: async world => {
      await inTalk(11)(world);
      for (let seq = 2; seq <= 11; seq += 1) await pins(world, seq);
    },
    body: one,
    error: 'TooManyPinnedMessages',
    after: async world => {
      expect(await pinsIn(world)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
      // There is room again when one of them was taken back.
      await world.admin('group_open_http_svc.group_msg_recall', {
        ...ofHikers({ MsgSeqList: [{ MsgSeq: 5 }] })(world),
      });
      await pins(world, 1);
      expect(await pinsIn(world)).toEqual([1, 2, 3, 4, 6, 7, 8, 9, 10, 11]);
    },
  },
  {
    title: 'loses the pin with a recall, which tells it',
    given: async world => {
      await logsIn(world, 'ben');
      await inTalk(2)(world);
      await pins(world, 1);
    },
    body: ofHikers({ MsgSeq: 2 }),
    after: async world => {
      await recalls(world);
      expect(await pinsIn(world)).toEqual([2]);
      expect(await pinTip(world, 'ben', 17)).toMatchObject({ SdkGroupMessageId: { MsgSeq: 1 } });
    },
  },
  {
    title: 'loses the pin when the messages of a sender are taken away',
    given: inTalk(1),
    body: one,
    after: async world => {
      await world.admin('group_open_http_svc.delete_group_msg_by_sender', {
        ...ofHikers({ Sender_Account: world.name('ana') })(world),
      });
      expect(await pinsIn(world)).toEqual([]);
    },
  },
  {
    ...asMe,
    title: 'is open to an administrator of the group',
    given: async world => {
      await inTalk(1, 'me')(world);
      await world.admin('group_open_http_svc.modify_group_member_info', {
        ...ofHikers({ Member_Account: world.name('me'), Role: 'Admin' })(world),
      });
    },
    body: world => ({ ...one(world), Pinner_Account: world.name('me') }),
    after: async world => expect(await pinsIn(world)).toEqual([1]),
  },
  {
    ...asMe,
    title: 'is refused to a member',
    given: inTalk(1, 'me'),
    body: one,
    error: 'GroupNotPermitted',
  },
  {
    ...asMe,
    title: 'pins in nobody else’s name',
    given: inTalk(1, 'me'),
    body: world => ({ ...one(world), Pinner_Account: world.name('ana') }),
    error: 'GroupNotPermitted',
  },
  {
    title: 'does not exist in live rooms',
    given: inGroup('AVChatRoom'),
    body: one,
    error: 'GroupNotPermitted',
  },
  {
    title: 'finds no message that is not there',
    given: inTalk(1),
    body: ofHikers({ MsgSeq: 7 }),
    error: 'GroupMessageNotFound',
  },
  {
    title: 'pins nothing that was recalled',
    given: async world => {
      await inTalk(1)(world);
      await recalls(world);
    },
    body: one,
    error: 'GroupMessageNotFound',
  },
  {
    title: 'pins nothing that only some may see',
    given: async world => {
      await inGroup()(world);
      await says(world, 'ana', 'secret', { To_Account: [world.name('ben')] });
      expect(await historyOf(world)).toHaveLength(1);
    },
    body: one,
    error: 'GroupMessageNotFound',
  },
  {
    title: 'needs a number',
    given: inGroup(),
    body: ofHikers({ MsgSeq: 0 }),
    error: 'GroupParameterNotValid',
  },
  ...pinRefusals(1),
];
