import type { Actor } from '../../lib/domain/group/standing.ts';
import { may, outranks, traits } from '../../lib/domain/group/types.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { GroupType, MemberRole } from '../../lib/protocol/group-words.ts';
import type { MemberItem } from '../../lib/table/group-items.ts';

const refuse = (): never => {
  throw new Fault('GroupNotPermitted');
};

/** Whether somebody may change a name card: the owner any, an administrator its own and members', a member its own. */
const mayRename = ({ standing, account }: Actor, target: MemberItem): boolean =>
  account === target.account || (standing !== 'Member' && outranks(standing, target.role));

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
export const checkWish = (wish: MemberWish, type: GroupType, actor: Actor, target: MemberItem): void => {
  const { standing } = actor;
  const self = actor.account === target.account;
  if (standing === 'NotMember') refuse();
  if (wish.role && (!may('setAdmins', type, standing) || target.role === 'Owner')) refuse();
  if (wish.role && !traits[type].roles.includes(wish.role)) refuse();
  if (wish.flag !== undefined && !self && standing !== 'App') refuse();
  if (wish.nameCard !== undefined && !mayRename(actor, target)) refuse();
  if (wish.muteSeconds !== undefined && !(may('mute', type, standing) && outranks(standing, target.role))) {
    refuse();
  }
};
