import type { Table } from '../../kernel/ports.ts';
import type { GroupType } from '../../protocol/group-words.ts';
import type { GroupId, SdkAppId } from '../../protocol/ids.ts';
import type { GroupIndexItem } from '../../table/group-items.ts';
import { keys } from '../../table/keys.ts';

/** Which groups are wanted. */
export interface GroupRange {
  /** Number of the last group of the page before; 0 for the first page. */
  readonly after: number;
  readonly limit: number;
  readonly type?: GroupType | undefined;
}

const numberOf = ({ SK }: GroupIndexItem): number => Number(SK.slice(keys.groupIndexPrefix.length));

/** A page of an application's groups in the order of their creation: 1 read unit for each begun 4 KB, about 50 groups. */
export const groupsAfter = async (
  table: Table,
  app: SdkAppId,
  { after, limit, type }: GroupRange,
): Promise<{ readonly groups: readonly GroupId[]; readonly next?: number }> => {
  const found: GroupIndexItem[] = [];
  let position = after === 0 ? undefined : keys.groupIndex(app, after);
  do {
    const page = await table.query<GroupIndexItem>({
      where: 'PK = :pk AND begins_with(SK, :prefix)',
      ...(type && { filter: '#type = :type', names: { '#type': 'type' } }),
      values: {
        ':pk': keys.groupIndex(app, 0).PK,
        ':prefix': keys.groupIndexPrefix,
        ...(type && { ':type': type }),
      },
      consistent: true,
      limit: limit + 1,
      ...(position && { after: { ...position } }),
    });
    found.push(...page.items);
    position = page.next as typeof position;
  } while (position && found.length <= limit);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const groups = items.map(({ group }) => group);
  return found.length > limit && last ? { groups, next: numberOf(last) } : { groups };
};
