import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId } from '../../protocol/ids.ts';
import type { GroupItem, MemberCountItem } from '../../table/group-items.ts';
import type { GroupStateItem } from '../../table/group-log-items.ts';
import { keys } from '../../table/keys.ts';
import { stateOfMany } from '../group-log/state.ts';
import { lifeOf } from './group-store.ts';
import { traits } from './types.ts';

/** A group with what is stored beside it. */
export interface GroupView {
  readonly group: GroupItem;
  readonly state: GroupStateItem;
  readonly members: number;
}

/**
 * Groups with their numbers: ½ read unit for the state of each and ½ for the count of its members. One whose state is gone is
 * being dissolved and left out.
 */
export const viewsOf = async (
  table: Table,
  app: SdkAppId,
  groups: readonly GroupItem[],
): Promise<readonly GroupView[]> => {
  const lives = groups.map(group => lifeOf(app, group));
  const [states, counts] = await Promise.all([
    stateOfMany(table, lives),
    table.getMany<MemberCountItem>(lives.map(keys.memberCount)),
  ]);
  const byKey = new Map(counts.map(({ PK, members }) => [PK, members]));
  return groups.flatMap((group, i) => {
    const state = states[i];
    const members = byKey.get(keys.memberCount(lifeOf(app, group)).PK) ?? 0;
    return state ? [{ group, state, members }] : [];
  });
};

/** A Work group is seen by its owner only before its first message (contract: groups.md 7). */
export const isActive = ({ group, state }: Pick<GroupView, 'group' | 'state'>): boolean =>
  traits[group.type].activated === 'atOnce' || state.next > 1;
