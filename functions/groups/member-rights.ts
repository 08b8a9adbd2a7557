import { may } from '../../lib/domain/group/rights.ts';
import { type Actor, beneath, isAllowed } from '../../lib/domain/group/standing.ts';
import { traits } from '../../lib/domain/group/types.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import type { MemberRole } from '../../lib/protocol/group-words.ts';
import type { GroupItem, MemberItem } from '../../lib/table/group-items.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';

const refuse = (): never => {
  throw new Fault('GroupNotPermitted');
};

/** Whether somebody may do to another member what takes a higher role than its. */
const mayReach = async (
  operation: 'mute' | 'changeMember',
  { table, group, life, actor }: Reach,
  target: MemberItem,
): Promise<boolean> => {
  const isBeneath = await beneath(table, group, life, operation, actor, [target]);
  return isAllowed(operation, group, actor) && isBeneath(target);
};

/** Who wants to change members, and where. */
export interface Reach {
  readonly table: Table;
  readonly group: GroupItem;
  readonly life: GroupLife;
  readonly actor: Actor;
}

/** What a call wants to change of a member. */
export interface MemberWish {
  readonly role?: MemberRole | undefined;
  readonly flag?: unknown;
  readonly nameCard?: unknown;
  readonly muteSeconds?: number | undefined;
}

/**
 * Checks what somebody wants to change of a member (contract: groups.md 4, 6, 7); own fields have levels of their own.
 * @throws Fault GroupNotPermitted
 */
export const checkWish = async (wish: MemberWish, reach: Reach, target: MemberItem): Promise<void> => {
  const { group, actor } = reach;
  const { type } = group;
  const { standing } = actor;
  const self = actor.account === target.account;
  if (standing === 'NotMember') refuse();
  if (wish.role && (!may('setAdmins', type, standing) || target.role === 'Owner')) refuse();
  if (wish.role && !traits[type].roles.includes(wish.role)) refuse();
  if (wish.flag !== undefined && !self && standing !== 'App') refuse();
  // Anybody may change its own name card.
  if (wish.nameCard !== undefined && !self && !(await mayReach('changeMember', reach, target))) refuse();
  if (wish.muteSeconds !== undefined && !(await mayReach('mute', reach, target))) refuse();
};
