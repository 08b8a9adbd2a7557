import { Fault } from '../../kernel/fault.ts';
import type { ErrorName } from '../../protocol/errors.ts';
import { type GroupType, groupTypes } from '../../protocol/group-words.ts';
import { traits } from './types.ts';

const denied = (fault: ErrorName, ...types: readonly GroupType[]): Partial<Record<GroupType, ErrorName>> =>
  Object.fromEntries(types.map(type => [type, fault]));

/** Types that lack something. */
const without = (trait: 'imported' | 'receipts' | 'topics'): readonly GroupType[] =>
  groupTypes.filter(type => !traits[type][trait]);

const onlyLive = denied('GroupNotPermitted', 'Private', 'Public', 'ChatRoom', 'Community');
const notLive = denied('GroupNotPermitted', 'AVChatRoom');
const notImported = denied('GroupNotPermitted', ...without('imported'));
const notConfirmed = denied('GroupNotPermitted', ...without('receipts'));

/** Commands that some types refuse, and with what (contract: groups.md 8). */
const refusals = {
  get_group_member_info: notLive,
  get_specified_group_member_info: notLive,
  add_group_member: notLive,
  delete_group_member: denied('GroupParameterNotValid', 'AVChatRoom'),
  modify_group_member_info: notLive,
  get_role_in_group: notLive,
  forbid_send_msg: denied('GroupNotPermitted', 'Private'),
  change_group_owner: notLive,
  group_msg_get_simple: denied('GroupTypeWithoutHistory', 'AVChatRoom'),
  modify_group_msg: notLive,
  import_group: notImported,
  import_group_msg: notImported,
  import_group_member: notImported,
  clear_group_attr: denied('GroupNotPermitted', 'Community'),
  group_counter: denied('GroupNotPermitted', 'Community'),
  group_msg_receipt: notConfirmed,
  group_message_extensions: notConfirmed,
  ban_group_member: onlyLive,
  avchatroom_get_members: onlyLive,
  modify_user_info: onlyLive,
  modify_admin: onlyLive,
  get_admin_list: onlyLive,
  robots: onlyLive,
  topics: denied('CommunityOff', ...without('topics')),
  permission_groups: denied('GroupNotPermitted', ...without('topics')),
} as const satisfies Record<string, Partial<Record<GroupType, ErrorName>>>;

/** A command, or a family of commands, that not every type takes. */
export type LimitedCommand = keyof typeof refusals;

/** The error that a type answers to a command; undefined: it takes it. */
export const refusalOf = (command: LimitedCommand, type: GroupType): ErrorName | undefined =>
  (refusals[command] as Partial<Record<GroupType, ErrorName>>)[type];

/** @throws Fault when the type does not take the command */
export const checkType = (command: LimitedCommand, type: GroupType): void => {
  const fault = refusalOf(command, type);
  // That one says it itself.
  if (fault === 'GroupTypeWithoutHistory') throw new Fault(fault);
  if (fault) throw new Fault(fault, `groups of the type ${type} do not have this`);
};
