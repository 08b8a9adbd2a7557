import { Fault } from '../../kernel/fault.ts';
import { ConditionFailed, type Table } from '../../kernel/ports.ts';
import type { GroupItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';

/** Parts of a profile that can change. An empty text, and `false`, take a part away. */
export type ProfileChange = {
  readonly [Part in
    | 'name'
    | 'introduction'
    | 'notification'
    | 'faceUrl'
    | 'maxMembers'
    | 'applyOption'
    | 'inviteOption'
    | 'custom'
    | 'defaultPermissions']?: GroupItem[Part] | undefined;
} & {
  readonly muteAll?: boolean | undefined;
  readonly permissionGroups?: boolean | undefined;
};

/**
 * Changes parts of a profile: 1 write unit for each begun KB of the group.
 * @param second seconds since 1970
 * @returns the group as it is then
 * @throws Fault GroupNotFound
 */
export const changeProfile = async (
  table: Table,
  life: GroupLife,
  change: ProfileChange,
  second: number,
): Promise<GroupItem> => {
  const parts = Object.entries(change).filter(([, value]) => value !== undefined);
  const isGone = (value: unknown) => value === '' || value === false;
  const set = parts.filter(([, value]) => !isGone(value)).map(([name]) => `, #${name} = :${name}`);
  const gone = parts.filter(([, value]) => isGone(value)).map(([name]) => `#${name}`);
  try {
    return await table.update<GroupItem>({
      key: keys.group(life.app, life.group),
      set: `SET infoTime = :second${set.join('')}${gone.length > 0 ? ` REMOVE ${gone.join(', ')}` : ''} ADD infoSeq :one`,
      condition: 'born = :born',
      ...(parts.length > 0 && { names: Object.fromEntries(parts.map(([name]) => [`#${name}`, name])) }),
      values: {
        ':second': second,
        ':one': 1,
        ':born': life.born,
        ...Object.fromEntries(
          parts.filter(([, value]) => !isGone(value)).map(([name, value]) => [`:${name}`, value]),
        ),
      },
    });
  } catch (error) {
    if (error instanceof ConditionFailed) throw new Fault('GroupNotFound');
    throw error;
  }
};
