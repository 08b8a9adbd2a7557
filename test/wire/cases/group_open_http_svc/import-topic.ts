import {
  aboutClub,
  communities,
  inClub,
  topicId,
  topicRefusals,
  topicsNow,
  withTopic,
} from '../../topics.ts';
import type { Unreachable, WireCase } from '../../wire-case.ts';

export const unreachable: Unreachable = {
  GroupNotPermitted: 'only administrators of the application call it',
  TooManyGroupsOfAccount: 'it takes two hundred topics; test/storage/topics.test.ts makes them',
};

export const cases: readonly WireCase[] = [
  {
    ...communities,
    title: 'makes a topic that is older',
    given: inClub(),
    body: aboutClub(world => ({ TopicName: 'Archive', TopicId: topicId(world), CreateTime: 1_600_000_000 })),
    after: async world =>
      expect(await topicsNow(world, world.administrator)).toMatchObject([
        { TopicInfo: { TopicName: 'Archive', CreateTime: 1_600_000_000 } },
      ]),
  },
  {
    ...communities,
    title: 'refuses a time that is not yet',
    given: inClub(),
    body: aboutClub(world => ({ TopicName: 'Archive', CreateTime: world.now() + 1000 })),
    error: 'GroupParameterNotValid',
  },
  {
    ...communities,
    title: 'refuses an id that a topic has',
    given: withTopic(),
    body: aboutClub(world => ({ TopicName: 'Archive', TopicId: topicId(world) })),
    error: 'GroupIdTaken',
  },
  ...topicRefusals({ TopicName: 'Archive' }),
];
