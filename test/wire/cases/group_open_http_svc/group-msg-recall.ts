import { groupNotice, hikers, historyOf, inGroup, says } from '../../group-messages.ts';
import { clientOf, logsIn } from '../../messages.ts';
import { recalling } from '../../topic-messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const recalled =
  (seqs: readonly number[], more: object = {}) =>
  (world: World) => ({
    GroupId: hikers(world),
    MsgSeqList: seqs.map(MsgSeq => ({ MsgSeq })),
    ...more,
  });

const talk = async (world: World) => {
  await inGroup('Public', 'me')(world);
  await says(world, 'ana', 'one');
  await says(world, 'me', 'two');
};

const asMe = { as: 'me', only: { door: 'socket', reason: 'a client may less' } } as const;

export const cases: readonly WireCase[] = [
  {
    title: 'recalls what is there, says so of each, and tells the group',
    given: async world => {
      world.keep('watcher', await logsIn(world, 'ben'));
      await inGroup()(world);
      await says(world, 'ana', 'one');
    },
    body: recalled([1, 900], { Reason: 'typo' }),
    reply: {
      RecallRetList: [
        { MsgSeq: 1, RetCode: 0 },
        { MsgSeq: 900, RetCode: 10030 },
      ],
    },
    after: async world => {
      expect(await historyOf(world)).toMatchObject([{ MsgSeq: 1, IsPlaceMsg: 2 }]);
      expect(await groupNotice(clientOf(world, 'watcher'), 'GroupWithdrawInfoArray')).toMatchObject({
        GroupWithdrawInfoArray: [
          {
            GroupId: hikers(world),
            MsgSeq: 1,
            From_Account: world.name('ana'),
            RevokerInfo: { Revoker_Account: world.administrator, Reason: 'typo' },
          },
        ],
      });
    },
  },
  {
    title: 'is repeated without harm',
    given: async world => {
      await talk(world);
      await world.admin('group_open_http_svc.group_msg_recall', recalled([1])(world));
    },
    body: recalled([1]),
    reply: { RecallRetList: [{ MsgSeq: 1, RetCode: 0 }] },
  },
  {
    ...asMe,
    title: 'recalls an own message, and none of others',
    given: talk,
    body: recalled([1, 2]),
    reply: {
      RecallRetList: [
        { MsgSeq: 1, RetCode: 10032 },
        { MsgSeq: 2, RetCode: 0 },
      ],
    },
  },
  {
    ...asMe,
    title: 'lets an administrator of the group recall messages of others',
    given: async world => {
      await talk(world);
      await world.admin('group_open_http_svc.modify_group_member_info', {
        GroupId: hikers(world),
        Member_Account: world.name('me'),
        Role: 'Admin',
      });
    },
    body: recalled([1]),
    reply: { RecallRetList: [{ MsgSeq: 1, RetCode: 0 }] },
  },
  {
    ...asMe,
    title: 'is too late after the time that clients have',
    settings: { recallWindowSeconds: 0 },
    given: async world => {
      await talk(world);
      await new Promise(resolve => setTimeout(resolve, 2000));
    },
    body: recalled([2]),
    reply: { RecallRetList: [{ MsgSeq: 2, RetCode: 10031 }] },
  },
  {
    title: 'recalls a message of a live room while it is on its way',
    given: async world => {
      await inGroup('AVChatRoom')(world);
      await says(world, 'ana', 'one');
    },
    body: recalled([1]),
    reply: { RecallRetList: [{ MsgSeq: 1, RetCode: 0 }] },
  },
  {
    title: 'refuses a type without recall',
    settings: { recallableGroups: ['Public'] },
    given: inGroup('AVChatRoom'),
    body: recalled([1]),
    error: 'GroupTypeWithoutRecall',
  },
  {
    title: 'refuses when recall is off',
    settings: { recallableGroups: [] },
    given: inGroup(),
    body: recalled([1]),
    error: 'GroupRecallOff',
  },
  {
    title: 'refuses more than ten at once',
    given: inGroup(),
    body: recalled([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    error: 'GroupParameterNotValid',
  },
  {
    ...asMe,
    title: 'refuses who is no member',
    given: inGroup(),
    body: recalled([1]),
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses an id that no group can have',
    body: recalled([1], { GroupId: 'ñ' }),
    error: 'GroupIdNotValid',
  },
  { title: 'refuses a group that does not exist', body: recalled([1]), error: 'GroupNotFound' },
  {
    title: 'refuses a topic',
    settings: { communities: false },
    given: inGroup(),
    body: recalled([1], { TopicId: 't' }),
    error: 'CommunityOff',
  },
  ...recalling,
];
