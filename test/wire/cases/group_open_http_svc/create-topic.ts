import { clientOf, logsIn } from '../../messages.ts';
import {
  aboutClub,
  club,
  communities,
  inClub,
  onlyLeaders,
  topicId,
  topicRefusals,
  topicsNow,
  topicTip,
  withTopic,
} from '../../topics.ts';
import type { Unreachable, WireCase } from '../../wire-case.ts';

const named = (TopicName: string, more: object = {}) => aboutClub(() => ({ TopicName, ...more }));

export const unreachable: Unreachable = {
  TooManyGroupsOfAccount: 'it takes two hundred topics; test/storage/topics.test.ts makes them',
};

export const cases: readonly WireCase[] = [
  {
    ...communities,
    title: 'makes a topic under a wanted id, and tells the community',
    given: async world => {
      await logsIn(world, 'cho');
      await inClub()(world);
    },
    body: aboutClub(world => ({
      TopicName: 'News',
      TopicId: topicId(world),
      CustomString: 'c',
      Notification: 'n',
      From_Account: world.name('ana'),
    })),
    reply: (world, { TopicId }) => expect(TopicId).toBe(topicId(world)),
    after: async world => {
      expect(await topicsNow(world, world.name('cho'))).toMatchObject([
        {
          ErrorCode: 0,
          SelfInfo: { MsgSeq: 0, ShutUpTime: 0, MsgFlag: 'AcceptAndNotify' },
          TopicInfo: {
            GroupID: club(world),
            TopicId: topicId(world),
            TopicName: 'News',
            CustomString: 'c',
            Notification: 'n',
            NextMsgSeq: 1,
            MuteAllMember: 'Off',
          },
        },
      ]);
      expect(await topicTip(clientOf(world, 'cho'), ({ ReportType }) => ReportType === 17)).toMatchObject({
        GroupInfo: { GroupId: club(world), MillionGroupFlag: 2, TopicId: topicId(world) },
        MsgBody: { Operator_Account: world.name('ana') },
      });
    },
  },
  {
    ...communities,
    as: 'me',
    only: { door: 'socket', reason: 'a client, as an administrator of the community' },
    title: 'makes up an id when none is wanted',
    given: inClub('Admin'),
    body: named('News'),
    reply: (world, { TopicId }) =>
      expect(String(TopicId)).toMatch(new RegExp(`^${club(world)}@TOPIC#_@TOPIC#c[A-Z2-7]{15}$`)),
  },
  {
    ...communities,
    title: 'refuses an id that a topic has',
    given: withTopic(),
    body: aboutClub(world => ({ TopicName: 'Again', TopicId: topicId(world) })),
    error: 'GroupIdTakenByCaller',
  },
  {
    ...communities,
    title: 'refuses an id that is not of the community',
    given: inClub(),
    body: named('News', { TopicId: '@TGS#_other@TOPIC#_news' }),
    error: 'GroupIdNotValid',
  },
  {
    ...communities,
    title: 'refuses a name of 31 bytes',
    given: inClub(),
    body: named('n'.repeat(31)),
    error: 'GroupParameterNotValid',
  },
  onlyLeaders(() => ({ TopicName: 'News' })),
  ...topicRefusals({ TopicName: 'News' }),
];
