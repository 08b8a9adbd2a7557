import type { Caller } from '../../kernel/call.ts';
import { Fault } from '../../kernel/fault.ts';
import type { Table } from '../../kernel/ports.ts';
import type { ApplicationSettings } from '../../protocol/application-settings.ts';
import type { MemberRole } from '../../protocol/group-words.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupItem, MemberItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { forEachOf } from '../bounded.ts';
import { masksOf, ownMasksOf } from '../permission/masks.ts';
import { holds, type Masks, type PermittedOperation, rights } from '../permission/rights.ts';
import { memberOf } from './member-store.ts';
import { type GroupOperation, may, outranks, type Standing, whoMay } from './rights.ts';
import { newcomersSee } from './types.ts';

/** Somebody who does something to a group. */
export interface Actor {
  readonly account: UserId;
  readonly standing: Standing;
  /** Its membership; an application's administrator is not looked up. */
  readonly member?: MemberItem;
  /** What it may, where rights go by permission groups and it is not the owner. */
  readonly masks?: Masks;
}

const roomStanding = ({ owner, admins = [] }: GroupItem, account: UserId): Standing => {
  if (owner === account) return 'Owner';
  return admins.includes(account) ? 'Admin' : 'NotMember';
};

/** What a role is worth in a group: where rights go by permission groups, administrators are ordinary members. */
export const worthOf = ({ permissionGroups }: GroupItem, role: MemberRole): MemberRole =>
  permissionGroups && role === 'Admin' ? 'Member' : role;

/** What a member is in its group, or in the topic that a call is about: ½ read unit for each permission group that counts. */
export const memberActor = async (
  table: Table,
  group: GroupItem,
  life: GroupLife,
  member: MemberItem,
): Promise<Actor> => {
  const { account, role } = member;
  const standing = worthOf(group, role);
  if (!group.permissionGroups || role === 'Owner') return { account, standing, member };
  return { account, standing, member, masks: await masksOf(table, group, life, member) };
};

/**
 * What a caller is in a group: 1 read unit, none for an administrator of the application and in a live room, and what `memberActor`
 * says.
 */
export const actorIn = async (
  table: Table,
  group: GroupItem,
  life: GroupLife,
  { account, admin }: Caller,
): Promise<Actor> => {
  if (admin) return { account, standing: 'App' };
  if (group.type === 'AVChatRoom') return { account, standing: roomStanding(group, account) };
  const member = await memberOf(table, life, account);
  return member ? memberActor(table, group, life, member) : { account, standing: 'NotMember' };
};

const isPermitted = (operation: string): operation is PermittedOperation => Object.hasOwn(rights, operation);

/**
 * What somebody counts as for an operation: who has the right to it by permission groups counts as an administrator of the group, who
 * has not as an ordinary member.
 */
export const standingFor = (
  operation: GroupOperation,
  { standing, masks }: Pick<Actor, 'standing' | 'masks'>,
): Standing => {
  if (!masks || !isPermitted(operation)) return standing;
  return holds(operation, masks) ? 'Admin' : 'Member';
};

/** Whether somebody may do something to a group. */
export const isAllowed = (operation: GroupOperation, { type }: GroupItem, actor: Actor): boolean =>
  may(operation, type, standingFor(operation, actor));

/**
 * Whether somebody sees what was written before it came: as the setting says, or its rights where they go by permission groups. The owner
 * does then.
 */
export const seesPast = (
  { type, permissionGroups }: GroupItem,
  { masks }: { readonly masks?: Masks | undefined },
  settings: ApplicationSettings,
): boolean => {
  if (!permissionGroups) return newcomersSee(type, settings);
  return !masks || holds('seePast', masks);
};

/** @throws Fault GroupNotPermitted */
export const permit = (operation: GroupOperation, group: GroupItem, actor: Actor): void => {
  if (isAllowed(operation, group, actor)) return;
  const right = actor.masks && isPermitted(operation);
  throw new Fault(
    'GroupNotPermitted',
    right ? 'only who has the right by a permission group may' : whoMay(operation, group.type),
  );
};

/**
 * Who of some members is beneath somebody for an operation: those of a lower role; where rights go by permission groups, those to whom
 * none of theirs gives the same right. What every member may makes nobody a leader.
 */
export const beneath = async (
  table: Table,
  group: GroupItem,
  life: GroupLife,
  operation: GroupOperation,
  actor: Actor,
  members: readonly MemberItem[],
): Promise<(member: Pick<MemberItem, 'account' | 'role'>) => boolean> => {
  const standing = standingFor(operation, actor);
  const { topic, permissionGroups } = group;
  const ranks = new Map(
    await forEachOf(permissionGroups ? members : [], async (member): Promise<[UserId, Standing]> => {
      const own = await ownMasksOf(table, life, member, topic ? [topic] : []);
      const masks = {
        community: own.community,
        topic: topic ? (own.topics.get(topic.topic) ?? 0) : 0,
      };
      return [member.account, standingFor(operation, { standing: 'Member', masks })];
    }),
  );
  return ({ account, role }) => outranks(standing, role === 'Owner' ? role : (ranks.get(account) ?? role));
};
