import type * as z from 'zod';
import type { NewGroup } from '../../lib/domain/group/create-group.ts';
import { changedFields, checkFields } from '../../lib/domain/group/fields.ts';
import { checkCustomId } from '../../lib/domain/group/group-id.ts';
import { fullAccounts } from '../../lib/domain/group/joined-store.ts';
import { checkTexts } from '../../lib/domain/group/texts.ts';
import { traits } from '../../lib/domain/group/types.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { groupImportCommands } from '../../lib/protocol/group-import-commands.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { defaultPermissionsOf, namesPermissions } from './default-permissions.ts';
import type { GroupDeps } from './deps.ts';
import { checkKnown } from './known-accounts.ts';

type Body = z.output<typeof groupImportCommands.import_group.body>;

/**
 * Checks what both creation and import say of a new group.
 * @param owner who becomes the owner, if anybody does
 * @returns the group as it is to be made
 */
export const newGroupOf = (
  body: Body,
  { application, caller }: Context,
  owner: UserId | undefined,
): NewGroup => {
  const { id: app, settings } = application;
  const { Type: type, AppDefinedData: fields = [] } = body;
  if (type === 'Community' && !settings.communities) throw new Fault('CommunityOff');
  checkTexts(body, settings);
  if (type === 'Community' && body.ApplyJoinOption) {
    throw new Fault('GroupParameterNotValid', 'ApplyJoinOption: not for this type');
  }
  if (type !== 'Community' && namesPermissions(body)) {
    throw new Fault('GroupParameterNotValid', 'permissions: not for this type');
  }
  checkFields(fields, settings.groupFields, 'group', type, { standing: caller.admin ? 'App' : 'Owner' });
  return {
    app,
    group: body.GroupId === undefined ? undefined : checkCustomId(body.GroupId, type),
    type,
    owner,
    name: body.Name,
    introduction: body.Introduction,
    notification: body.Notification,
    faceUrl: body.FaceUrl,
    maxMembers: body.MaxMemberCount || undefined,
    applyOption: body.ApplyJoinOption,
    inviteOption: body.InviteJoinOption,
    supportTopic: traits[type].topics && body.SupportTopic === 1,
    permissionGroups: body.EnablePermissionGroup === 1,
    defaultPermissions: defaultPermissionsOf(body, undefined, settings),
    custom: changedFields(undefined, fields),
    createdAt: body.CreateTime,
    maker: owner ?? caller.account,
  };
};

/** @throws Fault GroupAccountNotFound, TooManyGroupsOfAccount */
export const checkOwner = async (
  deps: GroupDeps,
  { application }: Context,
  owner: UserId | undefined,
  others: readonly UserId[] = [],
): Promise<void> => {
  const { id: app, settings } = application;
  await checkKnown(deps, app, [...(owner === undefined ? [] : [owner]), ...others]);
  if (owner === undefined) return;
  const full = await fullAccounts(deps.table, app, [owner], settings.groupsPerAccount);
  if (full.size > 0) throw new Fault('TooManyGroupsOfAccount');
};
