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

const inNews = (world: World) => ({ TopicPermissionList: [{ TopicId: topicId(world), Permission: 4 }] });

export const cases: readonly WireCase[] = [
  {
    ...communities,
    title: 'changes rights in topics, and tells the community',
    given: withTopicRights,
    body: aboutCrew(inNews),
    reply: { TopicPermissionResultList: [{ ErrorCode: 0, ErrorInfo: '' }] },
    after: async world => {
      const { TopicPermissionResultList } = await permissions(world, 'get_topic_permission_group', {
        PermissionGroupId: crew,
      });
      expect(TopicPermissionResultList).toMatchObject([{ Permission: 4 }]);
      expect(await toldOfRights(world, 'topicPermissionsChanged')).toMatchObject({
        PermissionGroupId: crew,
        ...inNews(world),
      });
    },
  },
  {
    ...communities,
    title: 'needs rights that are there, and the topics',
    given: withCrew(),
    body: aboutCrew(world => ({
      TopicPermissionList: [
        { TopicId: topicId(world), Permission: 4 },
        { TopicId: 'none', Permission: 4 },
      ],
    })),
    reply: { TopicPermissionResultList: [{ ErrorCode: 110011 }, { ErrorCode: 110013 }] },
  },
  onlyPermitted(inNews),
  ...permissionRefusals(inNews),
];
