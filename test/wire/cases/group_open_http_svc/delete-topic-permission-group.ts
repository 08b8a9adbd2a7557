import {
  aboutCrew,
  crew,
  onlyPermitted,
  permissionRefusals,
  permissions,
  toldOfRights,
  withCrew,
  withTopicRights,
} from '../../permissions.ts';
import { communities, topicId } from '../../topics.ts';
import type { WireCase, World } from '../../wire-case.ts';

const ofNews = (world: World) => ({ TopicIdList: [topicId(world)] });

export const cases: readonly WireCase[] = [
  {
    ...communities,
    title: 'takes rights in topics away, and tells the community',
    given: withTopicRights,
    body: aboutCrew(ofNews),
    reply: { TopicPermissionResultList: [{ ErrorCode: 0, ErrorInfo: '' }] },
    after: async world => {
      const { TopicPermissionResultList } = await permissions(world, 'get_topic_permission_group', {
        PermissionGroupId: crew,
      });
      expect(TopicPermissionResultList).toEqual([]);
      expect(await toldOfRights(world, 'topicPermissionsDeleted')).toMatchObject({
        PermissionGroupId: crew,
        TopicIdList: [topicId(world)],
      });
    },
  },
  {
    ...communities,
    title: 'says where there were none',
    given: withCrew(),
    body: aboutCrew(world => ({ TopicIdList: [topicId(world), 'none'] })),
    reply: { TopicPermissionResultList: [{ ErrorCode: 110014 }, { ErrorCode: 110013 }] },
  },
  onlyPermitted(ofNews),
  ...permissionRefusals(ofNews),
];
