import type { Caller } from '../../kernel/call.ts';
import { Fault } from '../../kernel/fault.ts';
import type { Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupItem, MemberItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { memberOf } from './member-store.ts';
import { type GroupOperation, may, type Standing, whoMay } from './types.ts';

/** Somebody who does something to a group. */
export interface Actor {
  readonly account: UserId;
  readonly standing: Standing;
  /** Its membership; an application's administrator is not looked up. */
  readonly member?: MemberItem;
}

const roomStanding = ({ owner, admins = [] }: GroupItem, account: UserId): Standing => {
  if (owner === account) return 'Owner';
  return admins.includes(account) ? 'Admin' : 'NotMember';
};

/** What a caller is in a group: 1 read unit, none for an administrator of the application and in a live room. */
export const actorIn = async (
  table: Table,
  group: GroupItem,
  life: GroupLife,
  { account, admin }: Caller,
): Promise<Actor> => {
  if (admin) return { account, standing: 'App' };
  if (group.type === 'AVChatRoom') return { account, standing: roomStanding(group, account) };
  const member = await memberOf(table, life, account);
  return member ? { account, standing: member.role, member } : { account, standing: 'NotMember' };
};

/** @throws Fault GroupNotPermitted */
export const permit = (operation: GroupOperation, { type }: GroupItem, { standing }: Actor): void => {
  if (!may(operation, type, standing)) throw new Fault('GroupNotPermitted', whoMay(operation, type));
};
