import type * as z from 'zod';
import { changeProfile, type ProfileChange } from '../../../lib/domain/group/change-profile.ts';
import { changedFields, checkFields } from '../../../lib/domain/group/fields.ts';
import { groupOf, lifeOf } from '../../../lib/domain/group/group-store.ts';
import { type Actor, actorIn, permit, standingFor } from '../../../lib/domain/group/standing.ts';
import { checkTexts } from '../../../lib/domain/group/texts.ts';
import { memberLimit, traits } from '../../../lib/domain/group/types.ts';
import type { Application } from '../../../lib/kernel/application.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupItem } from '../../../lib/table/group-items.ts';
import { defaultPermissionsOf, namesPermissions } from '../default-permissions.ts';
import type { GroupDeps } from '../deps.ts';
import { checkGift } from '../permission-gifts.ts';
import { tellProfile } from '../profile-tips.ts';
import { tellDefaults } from '../tell-permissions.ts';

type Spec = typeof groupOpenHttpSvc.commands.modify_group_base_info;
type Body = z.output<Spec['body']>;

const muteAllOf = ({ MuteAllMember, ShutUpAllMember }: Body): boolean | undefined => {
  const wish = MuteAllMember ?? ShutUpAllMember;
  return wish === undefined ? undefined : wish === 'On';
};

/** What an ordinary member of a Work group may not change (contract: groups.md 6). */
const leadersOnly = [
  'MaxMemberNum',
  'ApplyJoinOption',
  'InviteJoinOption',
  'MuteAllMember',
  'ShutUpAllMember',
] as const;

/** @throws Fault GroupNotPermitted, GroupParameterNotValid */
const check = (body: Body, group: GroupItem, actor: Actor, { settings }: Application): void => {
  const { type } = group;
  const standing = standingFor('changeProfile', actor);
  if (type !== 'Community' && namesPermissions(body)) {
    throw new Fault('GroupParameterNotValid', 'permissions: not for this type');
  }
  // Who decides what administrators are decides whether they are any.
  if (body.EnablePermissionGroup !== undefined) permit('setAdmins', group, actor);
  if (body.DefaultPermissions !== undefined)
    checkGift(actor, { from: group.defaultPermissions, to: body.DefaultPermissions });
  if (standing === 'Member' && leadersOnly.some(name => body[name] !== undefined)) {
    throw new Fault('GroupNotPermitted', `${leadersOnly.join(', ')}: not for ordinary members`);
  }
  if (type === 'Community' && body.ApplyJoinOption) {
    throw new Fault('GroupParameterNotValid', 'ApplyJoinOption: not for this type');
  }
  if (muteAllOf(body) !== undefined && !traits[type].muting)
    throw new Fault('GroupNotPermitted', `groups of the type ${type} cannot be muted`);
  checkTexts(body, settings);
  checkFields(body.AppDefinedData ?? [], settings.groupFields, 'group', type, { standing });
};

const changeOf = (body: Body, group: GroupItem, { settings }: Application): ProfileChange => {
  const limit = memberLimit(group.type, settings);
  const { MaxMemberNum: most, AppDefinedData: fields = [] } = body;
  return {
    name: body.Name,
    introduction: body.Introduction,
    notification: body.Notification,
    faceUrl: body.FaceUrl,
    maxMembers: most && limit ? Math.min(most, limit) : undefined,
    applyOption: traits[group.type].applyOptionFixed ? undefined : body.ApplyJoinOption,
    inviteOption: group.type === 'AVChatRoom' ? undefined : body.InviteJoinOption,
    muteAll: muteAllOf(body),
    permissionGroups: body.EnablePermissionGroup === undefined ? undefined : body.EnablePermissionGroup === 1,
    defaultPermissions: defaultPermissionsOf(body, group.defaultPermissions, settings),
    custom: fields.length > 0 ? (changedFields(group.custom, fields) ?? {}) : undefined,
  };
};

/** Changes the profile of a group: 2 read units, 1 write unit, and the tip. */
export const modifyGroupBaseInfo: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { application, caller } = context;
  const { id: app } = application;
  const known = await deps.groups.expect(app, body.GroupId);
  // Own fields and rights are changed as they are now, not as they are remembered.
  const group =
    body.AppDefinedData || namesPermissions(body)
      ? ((await groupOf(deps.table, app, known.group)) ?? known)
      : known;
  const life = lifeOf(app, group);
  const actor = await actorIn(deps.table, group, life, caller);
  permit('changeProfile', group, actor);
  check(body, group, actor, application);
  const change = changeOf(body, group, application);
  const changed = await changeProfile(deps.table, life, change, Math.floor(deps.clock.now() / 1000));
  deps.groups.forget(app, group.group);
  const operator = (caller.admin ? body.From_Account : undefined) ?? caller.account;
  await tellProfile({ deps, context, group: changed }, change, operator, body.AppDefinedData);
  if (namesPermissions(body)) await tellDefaults({ deps, context, group: changed });
  return {};
};
