import { clientOf, logsIn } from '../../messages.ts';
import { toldOfRights } from '../../permissions.ts';
import {
  aboutClub,
  communities,
  onlyLeaders,
  saysIn,
  topicId,
  topicRefusals,
  topics,
  topicsNow,
  topicTip,
  withTopic,
} from '../../topics.ts';
import type { WireCase } from '../../wire-case.ts';

const change = (more: object) => aboutClub(world => ({ TopicId: topicId(world), ...more }));

export const cases: readonly WireCase[] = [
  {
    ...communities,
    title: 'changes a topic, and tells everyone in it by a tip with a number of its own',
    given: async world => {
      await logsIn(world, 'cho');
      await withTopic()(world);
    },
    body: change({ TopicName: 'Newer', Notification: 'n' }),
    after: async world => {
      expect(await topicsNow(world, world.name('cho'))).toMatchObject([
        { TopicInfo: { TopicName: 'Newer', Notification: 'n', NextMsgSeq: 2 } },
      ]);
      expect(await topicTip(clientOf(world, 'cho'), ({ OpType }) => OpType === 8)).toMatchObject({
        MsgSeq: 1,
        GroupInfo: { MillionGroupFlag: 2, TopicId: topicId(world) },
        MsgBody: { MsgTopicNewInfo: { TopicName: 'Newer', TopicNotification: 'n' } },
      });
    },
  },
  {
    ...communities,
    title: 'changes what every member may in a topic, and tells the community',
    given: async world => {
      await logsIn(world, 'cho');
      await withTopic()(world);
    },
    body: change({ DefaultPermissions: 8 }),
    after: async world => {
      expect(await topicsNow(world, world.name('cho'))).toMatchObject([
        { TopicInfo: { DefaultPermissions: 8, NextMsgSeq: 1 } },
      ]);
      expect(await toldOfRights(world, 'defaultsChanged')).toMatchObject({
        TopicId: topicId(world),
        DefaultPermissions: 8,
      });
    },
  },
  {
    ...communities,
    title: 'silences all but leaders, and lets everyone speak again',
    given: withTopic(),
    body: change({ MuteAllMember: 'On' }),
    after: async world => {
      await expect(saysIn(world, 'cho', 'hush')).rejects.toThrow('10017');
      await topics(world, 'modify_topic', { TopicId: topicId(world), ShutUpAllMember: 'Off' });
      await saysIn(world, 'cho', 'hello');
    },
  },
  {
    ...communities,
    title: 'takes texts away that are empty now',
    given: async world => {
      await withTopic()(world);
      await topics(world, 'modify_topic', { TopicId: topicId(world), Introduction: 'i', FaceUrl: 'f' });
    },
    body: change({ Introduction: '' }),
    after: async world =>
      expect(await topicsNow(world, world.administrator)).toMatchObject([
        { TopicInfo: { Introduction: '', FaceUrl: 'f' } },
      ]),
  },
  { ...communities, title: 'changes nothing when nothing is said', given: withTopic(), body: change({}) },
  {
    ...communities,
    title: 'needs a topic',
    given: withTopic(),
    body: aboutClub(world => ({ TopicId: topicId(world, 'none') })),
    error: 'GroupNotFound',
  },
  {
    ...communities,
    title: 'refuses a long text',
    given: withTopic(),
    body: change({ CustomString: 'c'.repeat(3001) }),
    error: 'GroupParameterNotValid',
  },
  onlyLeaders(world => ({ TopicId: topicId(world), TopicName: 'Mine' })),
  ...topicRefusals({ TopicId: 't' }),
];
