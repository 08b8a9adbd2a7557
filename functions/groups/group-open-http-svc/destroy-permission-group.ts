import { forEachOf } from '../../../lib/domain/bounded.ts';
import { jobOf } from '../../../lib/domain/fan-out/jobs.ts';
import {
  deletePermissionGroup,
  permissionGroupsNamed,
} from '../../../lib/domain/permission/permission-group-store.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { TableBusy } from '../../../lib/kernel/ports.ts';
import type { ErrorName } from '../../../lib/protocol/errors.ts';
import type { permissionGroupCommands } from '../../../lib/protocol/permission-group-commands.ts';
import { permissionChange } from '../../../lib/protocol/permission-pushes.ts';
import type { GroupLife } from '../../../lib/table/group-keys.ts';
import type { PermissionGroupItem } from '../../../lib/table/permission-items.ts';
import type { GroupDeps } from '../deps.ts';
import { permissionCall } from '../permission-call.ts';
import { resultOf } from '../permission-on-wire.ts';
import { tellPermissions } from '../tell-permissions.ts';

type Spec = typeof permissionGroupCommands.destroy_permission_group;

/** Later than any call ends: what it finds is deleted, or stays. */
const sweptAfterSeconds = 60;

/** Ordered before the deletion, so that a call that dies behind it leaves nothing behind. */
const orderSweep = ({ queue }: GroupDeps, life: GroupLife, { id, born }: PermissionGroupItem) =>
  queue.send('groups', [jobOf({ job: 'permissions', life, group: { id, born } }, sweptAfterSeconds)]);

const deleteOne = async (
  deps: GroupDeps,
  life: GroupLife,
  group: PermissionGroupItem | undefined,
): Promise<ErrorName | undefined> => {
  if (!group) return 'PermissionGroupDeleted';
  await orderSweep(deps, life, group);
  try {
    return (await deletePermissionGroup(deps.table, life, group)) ? undefined : 'PermissionGroupDeleted';
  } catch (error) {
    if (error instanceof TableBusy) return 'PermissionGroupNotDeleted';
    throw error;
  }
};

/** Deletes permission groups and tells everyone in the community: 1 read and 4 write units each, and 2 requests to the queue. */
export const destroyPermissionGroup: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { group, life } = await permissionCall(body, 'managePermissionGroups', context, deps);
  const named = [...new Set(body.PermissionGroupIdList)];
  const found = await permissionGroupsNamed(deps.table, life, named);
  const results = await forEachOf(named, async PermissionGroupId => ({
    PermissionGroupId,
    ...resultOf(await deleteOne(deps, life, found.get(PermissionGroupId))),
  }));
  const gone = results.filter(({ ErrorCode }) => ErrorCode === 0);
  if (gone.length > 0)
    await tellPermissions(
      { deps, context, group },
      {
        OpType: permissionChange.groupsDeleted,
        PermissionGroupIdList: gone.map(({ PermissionGroupId }) => PermissionGroupId),
      },
    );
  return { PermissionGroupResultList: [...results] };
};
