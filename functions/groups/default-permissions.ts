import { newcomersSee } from '../../lib/domain/group/types.ts';
import { usualPermissions } from '../../lib/domain/permission/rights.ts';
import type { ApplicationSettings } from '../../lib/protocol/application-settings.ts';

/** What a body says of rights in a community. */
interface PermissionWish {
  readonly EnablePermissionGroup?: 0 | 1 | undefined;
  readonly DefaultPermissions?: number | undefined;
}

/** Whether a body says anything of rights in a community. */
export const namesPermissions = ({ EnablePermissionGroup, DefaultPermissions }: PermissionWish): boolean =>
  EnablePermissionGroup !== undefined || DefaultPermissions !== undefined;

/**
 * What every member is to be allowed: as somebody says, else, when permission groups are switched on for the first time, what members may
 * without them. Undefined: it stays as it is.
 * @param before what was stored
 */
export const defaultPermissionsOf = (
  { EnablePermissionGroup, DefaultPermissions }: PermissionWish,
  before: number | undefined,
  settings: ApplicationSettings,
): number | undefined => {
  if (DefaultPermissions !== undefined) return DefaultPermissions;
  if (EnablePermissionGroup !== 1 || before !== undefined) return undefined;
  return usualPermissions(newcomersSee('Community', settings));
};
