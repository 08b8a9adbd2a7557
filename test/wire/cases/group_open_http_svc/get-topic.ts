import { textBody } from '../../messages.ts';
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
    volatile: ['CreateTime', 'LastMsgTime', 'MsgTimeStamp', 'MsgRandom'],
    title: 'tells of every topic, how far it is and how far a member has read, and where it was named',
    given: async world => {
      await withTopic()(world);
      await topics(world, 'create_topic', { TopicName: 'Other', TopicId: topicId(world, 'other') });
      for (const text of ['one', 'two']) await saysIn(world, 'ana', text);
      await saysIn(world, 'ana', 'three', { GroupAtInfo: [{ GroupAtAllFlag: 1 }] });
      await saysIn(world, 'cho', 'mine');
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
        {
          ErrorCode: 0,
          SelfInfo: { MsgSeq: 2, NoUnreadSeqList: [4] },
          TopicInfo: {
            TopicName: 'News',
            NextMsgSeq: 5,
            LastMsg: { LastMsgSeq: 4, MsgBody: textBody('mine') },
            AtInfoList: [{ AtMsgSeq: 3, AtFlagList: [2] }],
          },
        },
        { ErrorCode: 0, SelfInfo: { MsgSeq: 0 }, TopicInfo: { TopicName: 'Other', NextMsgSeq: 1 } },
      ],
    },
  },
  {
    ...communities,
    volatile: ['CreateTime', 'LastMsgTime', 'MsgTimeStamp', 'MsgRandom', 'MsgSeq', 'LastMsgSeq'],
    title: 'counts nothing as unread that was said before one came',
    only: { door: 'socket', reason: 'an administrator is in no community' },
    as: 'me',
    given: async world => {
      await withTopic()(world);
      await saysIn(world, 'ana', 'before');
      await world.account('me');
      // Times are whole seconds: one comes later than the topic.
      await new Promise(resolve => setTimeout(resolve, 1100));
      await world.admin('group_open_http_svc.add_group_member', {
        GroupId: club(world),
        MemberList: [{ Member_Account: world.name('me') }],
      });
    },
    body: aboutClub(() => ({ MemberInfoFilter: ['NoUnreadSeqList'] })),
    reply: {
      TopicAndSelfInfo: [{ SelfInfo: { MsgSeq: 1, NoUnreadSeqList: [] }, TopicInfo: { NextMsgSeq: 2 } }],
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
