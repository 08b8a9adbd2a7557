import {
  aboutClub,
  club,
  communities,
  inClub,
  saysIn,
  topicId,
  topicRefusals,
  topics,
  withTopic,
} from '../../topics.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    ...communities,
    volatile: ['CreateTime', 'LastMsgTime'],
    title: 'tells of every topic, how far it is and how far a member has read',
    given: async world => {
      await withTopic()(world);
      await topics(world, 'create_topic', { TopicName: 'Other', TopicId: topicId(world, 'other') });
      for (const text of ['one', 'two', 'three']) await saysIn(world, 'ana', text);
      const cho = await world.login(world.name('cho'));
      await cho.request('million_group_open_http_svc.msg_read_report', {
        GroupId: club(world),
        TopicId: topicId(world),
        MsgReadedSeq: 2,
      });
    },
    body: aboutClub(world => ({
      From_Account: world.name('cho'),
      TopicIdList: [],
      MemberInfoFilter: ['NoUnreadSeqList'],
    })),
    reply: {
      TopicAndSelfInfo: [
        { ErrorCode: 0, SelfInfo: { MsgSeq: 2 }, TopicInfo: { TopicName: 'News', NextMsgSeq: 4 } },
        { ErrorCode: 0, SelfInfo: { MsgSeq: 0 }, TopicInfo: { TopicName: 'Other', NextMsgSeq: 1 } },
      ],
    },
  },
  {
    ...communities,
    volatile: ['CreateTime', 'LastMsgTime'],
    title: 'reads named topics and fields, and says which topic is not there',
    given: withTopic(),
    body: aboutClub(world => ({
      From_Account: world.name('cho'),
      TopicIdList: [topicId(world, 'none'), topicId(world)],
      ResponseFilter: ['TopicName'],
    })),
    reply: (world, { TopicAndSelfInfo }) =>
      expect(TopicAndSelfInfo).toMatchObject([
        { ErrorCode: 110003, TopicInfo: { TopicId: topicId(world, 'none') } },
        { ErrorCode: 0, TopicInfo: { TopicId: topicId(world), TopicName: 'News' } },
      ]),
  },
  {
    ...communities,
    title: 'finds none in a community without any',
    given: inClub(),
    body: aboutClub(),
    reply: { TopicAndSelfInfo: [] },
  },
  {
    ...communities,
    as: 'me',
    only: { door: 'socket', reason: 'over REST only an administrator calls' },
    title: 'is not for strangers',
    given: withTopic(),
    body: aboutClub(),
    error: 'GroupNotPermitted',
  },
  ...topicRefusals(),
];
