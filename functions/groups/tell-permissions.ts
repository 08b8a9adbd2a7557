import { tellGroup } from '../../lib/domain/fan-out/ring.ts';
import { lifeOf } from '../../lib/domain/group/group-store.ts';
import {
  type PermissionEvent,
  type PushedPermissionChange,
  permissionChange,
} from '../../lib/protocol/permission-pushes.ts';
import { audienceOf } from '../../lib/table/group-keys.ts';
import type { Place } from './membership.ts';

/** What is told of a change; where, when and by whom is known. */
export type PermissionNews = Omit<
  PushedPermissionChange,
  'GroupId' | 'TopicId' | 'Operator_Account' | 'Time'
>;

/** Tells everyone who is connected in a community that rights in it have changed: 1 request to the queue. */
export const tellPermissions = async (
  { deps, context, group }: Place,
  news: PermissionNews,
): Promise<void> => {
  const { application, caller, call } = context;
  const change: PushedPermissionChange = {
    GroupId: group.group,
    ...(group.topic && { TopicId: group.topic.topic }),
    Operator_Account: caller.account,
    Time: Math.floor(deps.clock.now() / 1000),
    ...news,
  };
  const event: PermissionEvent = { Event: 40, GroupPermissionNotifys: [change] };
  const life = audienceOf(lifeOf(application.id, group));
  await tellGroup(deps, life, [event], { exceptConnection: call.connection });
};

/** Tells what every member of a community may now, and whether its rights go by permission groups. */
export const tellDefaults = (place: Place): Promise<void> => {
  const { permissionGroups, defaultPermissions = 0 } = place.group;
  return tellPermissions(place, {
    OpType: permissionChange.defaultsChanged,
    EnablePermissionGroup: permissionGroups ? 1 : 0,
    DefaultPermissions: defaultPermissions,
  });
};
