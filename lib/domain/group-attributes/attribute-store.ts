import { Fault } from '../../kernel/fault.ts';
import type { Table } from '../../kernel/ports.ts';
import type { GroupAttribute, GroupAttributesItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { type AttributeChange, changed, checkSeen, type GroupAttributes } from './attributes.ts';

/** Contract: group-commands.md 5. */
const writesPerSecond = 5;
/** More than the writers that a second admits. */
const attempts = 2 * writesPerSecond;

const read = (table: Table, life: GroupLife): Promise<GroupAttributesItem | undefined> =>
  table.get<GroupAttributesItem>(keys.groupAttributes(life), { consistent: true });

const stateOf = (item: GroupAttributesItem | undefined): GroupAttributes => ({
  main: item?.main ?? 0,
  attributes: item ? (JSON.parse(item.attributes) as readonly GroupAttribute[]) : [],
});

/** The attributes of a group: 1 read unit for each begun 4 KB. */
export const attributesOf = async (table: Table, life: GroupLife): Promise<GroupAttributes> =>
  stateOf(await read(table, life));

/** A change as a writer wants it. */
export interface AttributeWrite {
  readonly change: AttributeChange;
  /** Number of the last change that the writer has seen, if it wants to notice others. */
  readonly seen?: number | undefined;
}

/** @throws Fault GroupAttributesTooFast */
const writesIn = (second: number, item: GroupAttributesItem | undefined): number => {
  const writes = item?.second === second ? item.writes + 1 : 1;
  if (writes > writesPerSecond) throw new Fault('GroupAttributesTooFast');
  return writes;
};

const write = (table: Table, item: GroupAttributesItem): Promise<boolean> => {
  const first = item.main === 1;
  return conditionHeld(
    table.put({
      item,
      condition: first ? 'attribute_not_exists(PK)' : 'main = :before',
      ...(!first && { values: { ':before': item.main - 1 } }),
    }),
  );
};

/**
 * Changes the attributes of a group on top of what they are: 1 read unit for each begun 4 KB and 1 write unit for each begun KB. Of
 * writers at once each starts from what the one before it left.
 * @param now milliseconds since 1970
 * @returns the attributes after the change
 * @throws Fault GroupAttributesTooFast, GroupAttributesChanged, TooManyGroupAttributes, GroupAttributesTooLarge, GroupAttributeNotFound
 */
export const changeAttributes = async (
  table: Table,
  life: GroupLife,
  { change, seen }: AttributeWrite,
  now: number,
): Promise<GroupAttributes> => {
  const second = Math.floor(now / 1000);
  for (let left = attempts; left > 0; left -= 1) {
    const item = await read(table, life);
    const before = stateOf(item);
    if (seen !== undefined) checkSeen(before, change, seen);
    const writes = writesIn(second, item);
    const main = before.main + 1;
    const attributes = changed(before.attributes, change, main);
    const text = JSON.stringify(attributes);
    const after = { ...keys.groupAttributes(life), v: 1 as const, main, attributes: text, second, writes };
    if (await write(table, after)) return { main, attributes };
  }
  throw new Fault('GroupAttributesTooFast');
};
