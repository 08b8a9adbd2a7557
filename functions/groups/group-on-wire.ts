import { type FieldUser, readableFields } from '../../lib/domain/group/fields.ts';
import type { GroupView } from '../../lib/domain/group/group-views.ts';
import type { Application } from '../../lib/kernel/application.ts';

/** A part of a group or of a member, by wire names. */
export type WireFields = Readonly<Record<string, unknown>>;

/** Those of the fields whose names are wanted; all, when nothing is said. */
export const only = (fields: WireFields, wanted: readonly string[] | undefined): WireFields =>
  wanted ? Object.fromEntries(Object.entries(fields).filter(([name]) => wanted.includes(name))) : fields;

const onOff = (value: true | undefined): 'On' | 'Off' => (value ? 'On' : 'Off');

/** Fields under the names that only some clients know (contract: groups.md 15). */
const oldNames = ({ group }: GroupView): WireFields => ({ ShutUpAllMember: onOff(group.muteAll) });

const newNames = ({ group, state, members }: GroupView, app: number): WireFields => ({
  Type: group.type,
  Name: group.name,
  Appid: app,
  Introduction: group.introduction ?? '',
  Notification: group.notification ?? '',
  FaceUrl: group.faceUrl ?? '',
  Owner_Account: group.owner ?? '',
  CreateTime: group.createdAt,
  InfoSeq: group.infoSeq,
  LastInfoTime: group.infoTime,
  LastMsgTime: state.lastTime,
  NextMsgSeq: state.next,
  MaxMemberNum: group.maxMembers,
  ApplyJoinOption: group.applyOption,
  InviteJoinOption: group.inviteOption,
  MuteAllMember: onOff(group.muteAll),
  ...(group.type !== 'AVChatRoom' && { MemberNum: members }),
  ...(group.type === 'Community' && {
    SupportTopic: group.supportTopic ? 1 : 0,
    EnablePermissionGroup: group.permissionGroups ? 1 : 0,
    DefaultPermissions: group.defaultPermissions ?? 0,
  }),
});

/**
 * The profile of a group (contract: groups.md 3).
 * @param wanted names; absent: all
 */
export const baseInfo = (
  view: GroupView,
  { id }: Pick<Application, 'id'>,
  wanted?: readonly string[],
): WireFields => (wanted ? only({ ...newNames(view, id), ...oldNames(view) }, wanted) : newNames(view, id));

/**
 * The own fields of a group that a reader may see.
 * @param wanted keys; absent: all
 */
export const groupFields = (
  { group }: GroupView,
  { settings }: Pick<Application, 'settings'>,
  reader: FieldUser,
  wanted?: readonly string[],
): WireFields => ({
  AppDefinedData: readableFields(group.custom, settings.groupFields, group.type, reader, wanted),
});
