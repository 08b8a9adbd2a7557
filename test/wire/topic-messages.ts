import { clientOf, logsIn, textBody } from './messages.ts';
import {
  aboutClub,
  club,
  communities,
  inClub,
  saysIn,
  topicId,
  topics,
  topicTip,
  withTopic,
} from './topics.ts';
import type { WireCase, World } from './wire-case.ts';

/** A body about the topic `news`. */
const inNews =
  (more: object | ((world: World) => object) = {}) =>
  (world: World): object => ({
    GroupId: club(world),
    TopicId: topicId(world),
    ...(typeof more === 'function' ? (more as (world: World) => object)(world) : more),
  });

const talk = async (world: World): Promise<void> => {
  await withTopic()(world);
  await saysIn(world, 'ana', 'one');
  await saysIn(world, 'cho', 'two');
};

/** The texts of the topic, the newest first; what is gone is undefined. */
const textsIn = async (world: World): Promise<readonly unknown[]> => {
  const { RspMsgList } = await world.admin('group_open_http_svc.group_msg_get_simple', {
    ...inNews({ ReqMsgNumber: 20, WithRecalledMsg: 1 })(world),
  });
  const list = RspMsgList as readonly { MsgBody: readonly { MsgContent: { Text: string } }[] }[];
  return list.map(({ MsgBody }) => MsgBody[0]?.MsgContent?.Text);
};

interface Message {
  readonly MsgBody: readonly { readonly MsgContent: { readonly Text: string } }[];
}

const received = async (world: World, short: string, text: string): Promise<object> => {
  const holds = (messages: readonly Message[] = []) =>
    messages.some(({ MsgBody }) => MsgBody[0]?.MsgContent.Text === text);
  const event = await clientOf(world, short).push(({ GroupMsgArray }) =>
    holds(GroupMsgArray as readonly Message[] | undefined),
  );
  return (event.GroupMsgArray as readonly object[])[0] as object;
};

export const sending: readonly WireCase[] = [
  {
    ...communities,
    title: 'sends to a topic, which has numbers of its own, and reaches every member of the community',
    volatile: ['MsgTime'],
    given: async world => {
      await logsIn(world, 'cho');
      await withTopic()(world);
      await world.admin('group_open_http_svc.send_group_msg', {
        GroupId: club(world),
        From_Account: world.name('ana'),
        Random: 1,
        MsgBody: textBody('to the community'),
      });
    },
    body: inNews(world => ({ From_Account: world.name('ana'), Random: 2, MsgBody: textBody('hello') })),
    reply: { MsgSeq: 1 },
    after: async world => {
      expect(await received(world, 'cho', 'hello')).toMatchObject({
        ToGroupId: club(world),
        MsgSeq: 1,
        GroupInfo: { GroupId: club(world), MillionGroupFlag: 2, TopicId: topicId(world) },
      });
    },
  },
  {
    ...communities,
    title: 'needs the topic that it names',
    given: inClub(),
    body: inNews(world => ({ From_Account: world.name('ana'), Random: 2, MsgBody: textBody('hello') })),
    error: 'GroupNotFound',
  },
];

export const recalling: readonly WireCase[] = [
  {
    ...communities,
    title: 'recalls a message of a topic, and says in which',
    given: async world => {
      await logsIn(world, 'cho');
      await talk(world);
    },
    body: inNews({ MsgSeqList: [{ MsgSeq: 1 }] }),
    reply: { RecallRetList: [{ MsgSeq: 1, RetCode: 0 }] },
    after: async world =>
      expect(await topicTip(clientOf(world, 'cho'), body => 'GroupWithdrawInfoArray' in body)).toMatchObject({
        GroupInfo: { TopicId: topicId(world) },
        MsgBody: { GroupWithdrawInfoArray: [{ GroupId: club(world), TopicId: topicId(world), MsgSeq: 1 }] },
      }),
  },
];

export const deletingBySender: readonly WireCase[] = [
  {
    ...communities,
    title: 'takes messages out of a topic',
    given: talk,
    body: inNews(world => ({ Sender_Account: world.name('cho') })),
    after: async world => expect(await textsIn(world)).toEqual([undefined, 'one']),
  },
];

export const importing: readonly WireCase[] = [
  {
    ...communities,
    title: 'puts messages into a topic',
    given: async world => {
      await inClub()(world);
      await topics(world, 'create_topic', { TopicName: 'News', TopicId: topicId(world) });
    },
    body: inNews(world => ({
      MsgList: [{ From_Account: world.name('ana'), SendTime: world.now(), MsgBody: textBody('old') }],
    })),
    volatile: ['MsgTime', 'MsgSeq', 'Result'],
  },
];

export const reading: readonly WireCase[] = [
  {
    ...communities,
    title: 'reads the history of a topic',
    volatile: ['MsgTimeStamp', 'MsgRandom', 'TinyId', 'MsgClientTime'],
    given: talk,
    body: inNews({ ReqMsgNumber: 1 }),
    reply: { RspMsgList: [{ MsgSeq: 2, MsgBody: textBody('two') }] },
  },
];

export const muting: readonly WireCase[] = [
  {
    ...communities,
    title: 'mutes in a topic alone',
    given: withTopic(),
    body: inNews(world => ({ Members_Account: [world.name('cho')], MuteTime: 600 })),
    after: async world => {
      await expect(saysIn(world, 'cho', 'hush')).rejects.toThrow('10017');
      const { MutedAccountList } = await world.admin('group_open_http_svc.get_group_muted_account', {
        ...inNews()(world),
      });
      expect(MutedAccountList).toMatchObject([{ Member_Account: world.name('cho') }]);
      const whole = await world.admin('group_open_http_svc.get_group_muted_account', {
        GroupId: club(world),
      });
      expect(whole.MutedAccountList).toEqual([]);
    },
  },
];

export const notifying: readonly WireCase[] = [
  {
    ...communities,
    title: 'tells of a topic',
    given: async world => {
      await logsIn(world, 'cho');
      await withTopic()(world);
    },
    body: inNews({ Content: 'hear ye' }),
    after: async world =>
      expect(await topicTip(clientOf(world, 'cho'), ({ ReportType }) => ReportType === 255)).toMatchObject({
        GroupInfo: { TopicId: topicId(world) },
      }),
  },
];

export const modifying: readonly WireCase[] = [
  {
    ...communities,
    title: 'modifies a message of a topic',
    given: talk,
    body: inNews({ MsgSeq: 2, MsgBody: textBody('three') }),
    after: async world => expect(await textsIn(world)).toEqual(['three', 'one']),
  },
];

export const belonging: readonly WireCase[] = [
  {
    ...communities,
    title: 'mutes in a topic, and notes how a member wants to be told of it',
    given: withTopic(),
    body: inNews(world => ({ Member_Account: world.name('cho'), ShutUpTime: 600, MsgFlag: 'Discard' })),
    after: async world => {
      const { TopicAndSelfInfo } = await topics(world, 'get_topic', { From_Account: world.name('cho') });
      const [{ SelfInfo }] = TopicAndSelfInfo as [{ SelfInfo: { ShutUpTime: number } }];
      expect(SelfInfo).toMatchObject({ MsgFlag: 'Discard' });
      expect(SelfInfo.ShutUpTime).toBeGreaterThan(world.now());
    },
  },
  {
    ...communities,
    title: 'keeps the messages of a topic away from who wants none of it, whether it was there or came later',
    given: async world => {
      await withTopic()(world);
      await topics(world, 'create_topic', { TopicName: 'Other', TopicId: topicId(world, 'other') });
      for (const short of ['ben', 'cho']) await logsIn(world, short);
    },
    body: inNews(world => ({ Member_Account: world.name('cho'), MsgFlag: 'Discard' })),
    after: async world => {
      await saysIn(world, 'ana', 'hidden');
      await received(world, 'ben', 'hidden');
      const earlier = clientOf(world, 'cho');
      const later = await logsIn(world, 'cho');
      await saysIn(world, 'ana', 'hidden too');
      await received(world, 'ben', 'hidden too');
      await saysIn(world, 'ana', 'elsewhere', { TopicId: topicId(world, 'other') });
      await received(world, 'cho', 'elsewhere');
      const wish = { Member_Account: world.name('cho'), MsgFlag: 'AcceptNotNotify' };
      await world.admin('group_open_http_svc.modify_group_member_info', { ...inNews(wish)(world) });
      await saysIn(world, 'ana', 'shown');
      await received(world, 'cho', 'shown');
      for (const client of [earlier, later]) expect(JSON.stringify(client.pushes)).not.toContain('hidden');
    },
  },
  {
    title: 'is refused for a topic where there are none',
    settings: { communities: false },
    body: { GroupId: '@TGS#_a', TopicId: 't', Member_Account: 'cho' },
    error: 'CommunityOff',
  },
  {
    ...communities,
    title: 'is refused for a topic of a community without them',
    given: inClub(),
    body: aboutClub(world => ({ TopicId: topicId(world), Member_Account: world.name('nobody') })),
    error: 'GroupNotFound',
  },
];
