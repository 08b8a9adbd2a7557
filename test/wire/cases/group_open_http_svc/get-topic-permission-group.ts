import { aboutCrew, permissionRefusals, withCrew, withTopicRights } from '../../permissions.ts';
import { communities, topicId } from '../../topics.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    ...communities,
    title: 'reads rights in all topics',
    given: withTopicRights,
    body: aboutCrew(),
    reply: (world, { TopicPermissionResultList }) =>
      expect(TopicPermissionResultList).toEqual([
        { TopicId: topicId(world), ErrorCode: 0, ErrorInfo: '', Permission: 8 },
      ]),
  },
  {
    ...communities,
    title: 'says in which of the named topics there are none',
    given: withCrew(),
    body: aboutCrew(world => ({ TopicIdList: [topicId(world), 'none'] })),
    reply: { TopicPermissionResultList: [{ ErrorCode: 110011 }, { ErrorCode: 110013 }] },
  },
  {
    ...communities,
    as: 'me',
    title: 'is open to members',
    given: withCrew('me'),
    body: aboutCrew(),
    reply: { TopicPermissionResultList: [] },
  },
  ...permissionRefusals(() => ({})),
];
