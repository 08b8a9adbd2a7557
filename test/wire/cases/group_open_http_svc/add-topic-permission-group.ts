import {
  aboutCrew,
  crew,
  listening,
  onlyPermitted,
  permissionRefusals,
  permissions,
  toldOfRights,
  withTopicRights,
} from '../../permissions.ts';
import { club, communities, topicId } from '../../topics.ts';
import type { WireCase, World } from '../../wire-case.ts';

const inNews = (world: World) => ({ TopicPermissionList: [{ TopicId: topicId(world), Permission: 8 }] });

export const cases: readonly WireCase[] = [
  {
    ...communities,
    title: 'gives rights in topics, says which there are not, and tells the community',
    given: listening,
    body: aboutCrew(world => ({
      TopicPermissionList: [
        { TopicId: topicId(world), Permission: 8 },
        { TopicId: `${club(world)}@TOPIC#_none`, Permission: 1 },
      ],
    })),
    reply: { TopicPermissionResultList: [{ ErrorCode: 0, ErrorInfo: '' }, { ErrorCode: 110013 }] },
    after: async world => {
      const { TopicPermissionResultList } = await permissions(world, 'get_topic_permission_group', {
        PermissionGroupId: crew,
      });
      expect(TopicPermissionResultList).toMatchObject([{ TopicId: topicId(world), Permission: 8 }]);
      expect(await toldOfRights(world, 'topicPermissionsAdded')).toMatchObject({
        PermissionGroupId: crew,
        ...inNews(world),
      });
    },
  },
  {
    ...communities,
    title: 'leaves rights that are there',
    given: withTopicRights,
    body: aboutCrew(world => ({ TopicPermissionList: [{ TopicId: topicId(world), Permission: 127 }] })),
    reply: { TopicPermissionResultList: [{ ErrorCode: 110010 }] },
  },
  onlyPermitted(inNews),
  ...permissionRefusals(inNews),
];
