import { ConditionFailed, type Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { JoinedItem, MemberItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { unlessChanged } from '../condition-held.ts';
import { noteAdmins } from './leaders.ts';

/** Parts of a membership that can change. An empty name card is none. */
export type MemberChange = {
  readonly [Part in 'role' | 'flag' | 'nameCard' | 'custom']?: MemberItem[Part] | undefined;
};

/**
 * Changes parts of a membership: 1 write unit, 2 to make an administrator. The owner's role is never changed by it.
 * @returns the member as it is then; undefined when the account is none any more, or has become the owner
 */
export const changeMember = async (
  table: Table,
  life: GroupLife,
  account: UserId,
  change: MemberChange,
): Promise<MemberItem | undefined> => {
  const parts = Object.entries(change).filter(([, value]) => value !== undefined);
  const given = parts.filter(([, value]) => value !== '');
  const gone = parts.filter(([, value]) => value === '').map(([name]) => `#${name}`);
  if (change.role === 'Admin') await noteAdmins(table, life, [account]);
  const guard = change.role ? ' AND #role <> :owner' : '';
  const set = ['v = :v', ...given.map(([name]) => `#${name} = :${name}`)].join(', ');
  try {
    return await table.update<MemberItem>({
      key: keys.member(life, account),
      set: `SET ${set}${gone.length > 0 ? ` REMOVE ${gone.join(', ')}` : ''}`,
      condition: `attribute_exists(PK)${guard}`,
      names: Object.fromEntries(parts.map(([name]) => [`#${name}`, name])),
      values: {
        // There has to be a value even where a part only goes.
        ':v': 1,
        ...Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
        ...(change.role && { ':owner': 'Owner' }),
      },
    });
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined;
    throw error;
  }
};

/**
 * Notes beside the account whether it wants messages of the group at all: 1 write unit.
 * @returns what it has joined then; undefined when it is no member any more
 */
export const noteDiscard = (
  table: Table,
  { app, group, born }: GroupLife,
  account: UserId,
  discard: boolean,
): Promise<JoinedItem | undefined> =>
  unlessChanged(
    table.update<JoinedItem>({
      key: keys.joined(app, account, group),
      set: discard ? 'SET #discard = :discard' : 'REMOVE #discard',
      condition: 'born = :born',
      names: { '#discard': 'discard' },
      values: { ':born': born, ...(discard && { ':discard': true }) },
    }),
  );
