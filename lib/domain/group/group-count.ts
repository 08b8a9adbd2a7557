import { createHash } from 'node:crypto';
import type { Table, Write } from '../../kernel/ports.ts';
import type { GroupType } from '../../protocol/group-words.ts';
import type { GroupId, SdkAppId } from '../../protocol/ids.ts';
import type { GroupCountItem } from '../../table/group-items.ts';
import { keys } from '../../table/keys.ts';

/** Creations at the same moment meet in one of these parts seldom enough. */
const parts = 10;
const dayMilliseconds = 86_400_000;

/** Groups of an application. */
export interface GroupCount {
  readonly total: number;
  readonly byType: Readonly<Partial<Record<GroupType, number>>>;
  /** How many more there are than at the beginning of the day. */
  readonly grownToday: number;
  readonly items: readonly GroupCountItem[];
}

const sum = (values: readonly (number | undefined)[]): number =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);

/** How many groups there are: 1 read unit. Exact, but for what is written meanwhile. */
export const groupCountOf = async (table: Table, app: SdkAppId, now: number): Promise<GroupCount> => {
  const { items } = await table.query<GroupCountItem>({
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.groupCount(app, 0).PK, ':prefix': keys.groupCountPrefix },
    consistent: true,
  });
  const today = Math.floor(now / dayMilliseconds);
  const types: readonly GroupType[] = ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'];
  return {
    items,
    total: sum(items.map(({ total }) => total)),
    byType: Object.fromEntries(types.map(type => [type, sum(items.map(item => item[type]))])),
    grownToday: sum(items.filter(({ day }) => day === today).map(({ grown }) => grown)),
  };
};

/** The part that a group counts in: of its id, so that its end counts where its beginning did. */
const partOf = (group: GroupId): number => (createHash('sha256').update(group).digest()[0] ?? 0) % parts;

/**
 * Counts a group that comes or goes, as a member of the transaction that brings or ends it.
 * @param known what was read of the count; the write fails when a day has begun since
 */
export const countGroup = (
  app: SdkAppId,
  { group, type }: { readonly group: GroupId; readonly type: GroupType },
  delta: 1 | -1,
  known: GroupCount,
  now: number,
): Write => {
  const key = keys.groupCount(app, partOf(group));
  const today = Math.floor(now / dayMilliseconds);
  const day = known.items.find(({ SK }) => SK === key.SK)?.day;
  const add = 'ADD #total :delta, #type :delta';
  const sameDay = day === today;
  return {
    update: {
      key,
      set: sameDay ? `${add}, grown :delta` : `${add} SET #day = :today, grown = :delta, v = :v`,
      condition: day === undefined ? 'attribute_not_exists(PK)' : '#day = :day',
      names: { '#total': 'total', '#type': type, '#day': 'day' },
      values: {
        ':delta': delta,
        ...(!sameDay && { ':today': today, ':v': 1 }),
        ...(day !== undefined && { ':day': day }),
      },
    },
  };
};
