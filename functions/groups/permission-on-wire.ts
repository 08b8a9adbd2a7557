import { type ErrorName, errors } from '../../lib/protocol/errors.ts';
import type { PermissionGroupEntry } from '../../lib/protocol/permission-group-commands.ts';
import type { PermissionGroupItem } from '../../lib/table/permission-items.ts';

/** How one thing of several ended; no error: well. */
export const resultOf = (fault?: ErrorName) => ({
  ErrorCode: fault ? errors[fault].code : 0,
  ErrorInfo: fault ? errors[fault].text : '',
});

/** What is said of a permission group wherever one is shown. */
export const permissionGroupInfo = ({
  id,
  name,
  permission,
  customString,
  members,
}: PermissionGroupItem) => ({
  PermissionGroupId: id,
  PermissionGroupName: name,
  Permission: permission,
  CustomString: customString ?? '',
  MemberCount: members,
});

/** A permission group in a list; undefined: there is none of that id. */
export const permissionGroupEntry = (
  id: string,
  group: PermissionGroupItem | undefined,
): PermissionGroupEntry =>
  group
    ? { ...resultOf(), ...permissionGroupInfo(group) }
    : { ...resultOf('PermissionGroupNotFound'), PermissionGroupId: id };
