import { Fault } from '../../kernel/fault.ts';
import type { Table, Write } from '../../kernel/ports.ts';
import type { MemberRole } from '../../protocol/group-words.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { memberOf } from './member-store.ts';

const roleWrite = (life: GroupLife, account: UserId, role: MemberRole, condition: string): Write => ({
  update: {
    key: keys.member(life, account),
    set: 'SET #role = :role',
    condition,
    names: { '#role': 'role' },
    values: { ':role': role, ...(condition.includes(':owner') && { ':owner': 'Owner' }) },
  },
});

const groupWrite = (life: GroupLife, before: UserId | undefined, owner: UserId, second: number): Write => ({
  update: {
    key: keys.group(life.app, life.group),
    set: 'SET #owner = :next, infoTime = :second ADD infoSeq :one',
    condition: `born = :born AND ${before ? '#owner = :before' : 'attribute_not_exists(#owner)'}`,
    names: { '#owner': 'owner' },
    values: {
      ':next': owner,
      ':born': life.born,
      ':second': second,
      ':one': 1,
      ...(before && { ':before': before }),
    },
  },
});

/**
 * Makes a member the owner, and the owner a member, in one transaction: of two who hand the group over at once one does. 6
 * write units.
 * @param second seconds since 1970
 * @throws Fault GroupParameterNotValid when the new owner is no member, GroupNotPermitted when somebody was faster
 */
export const handOver = async (
  table: Table,
  { owner: before }: GroupItem,
  life: GroupLife,
  owner: UserId,
  second: number,
): Promise<void> => {
  if (before === owner) return;
  const writes = [
    groupWrite(life, before, owner, second),
    ...(before ? [roleWrite(life, before, 'Member', '#role = :owner')] : []),
    roleWrite(life, owner, 'Owner', 'attribute_exists(PK)'),
  ];
  if (await conditionHeld(table.transact(writes))) return;
  if (!(await memberOf(table, life, owner)))
    throw new Fault('GroupParameterNotValid', 'the new owner is no member');
  throw new Fault('GroupNotPermitted', 'the owner has changed meanwhile');
};
