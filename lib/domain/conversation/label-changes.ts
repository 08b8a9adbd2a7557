import { Fault } from '../../kernel/fault.ts';
import type { Table, Write } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { ContactGroup, LabelIndexItem, LabelItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { isEmpty, type Label, type LabelOwner, labelOf, storedLabels, storedLabelsOf } from './labels.ts';

/** Contract: conversations-and-login.md B. */
export const labelsAtMost = 1000;
/** Labels in one transaction, which has the index beside them: small ones seldom meet another, and DynamoDB Local takes 10. */
const labelsAtOnce = 9;
const attempts = 4;

/** What a label becomes. */
export type LabelContent = Omit<Label, 'peer' | 'changedAt'>;
export type LabelChange = (label: LabelContent) => LabelContent;

/** A change of the groups that goes with the labels, all or nothing. */
export interface GroupsChange {
  readonly groups: readonly ContactGroup[];
  readonly lastId: number;
  /** The version of the groups it was made for; absent: there was none. */
  readonly before: number | undefined;
}

const nothing: LabelContent = { marks: [], custom: '', groups: [] };

interface Step {
  readonly write: Write;
  /** How the number of labels changes. */
  readonly delta: -1 | 0 | 1;
}

const versionIs = (before: LabelItem | undefined) =>
  before
    ? {
        condition: '#version = :version',
        names: { '#version': 'version' },
        values: { ':version': before.version },
      }
    : { condition: 'attribute_not_exists(PK)' };

const stepOf = (
  { app, owner }: LabelOwner,
  peer: UserId,
  before: LabelItem | undefined,
  content: LabelContent,
  second: number,
): Step | undefined => {
  const key = keys.label(app, owner, peer);
  if (isEmpty(content)) {
    return before && { write: { delete: { key, ...versionIs(before) } }, delta: -1 };
  }
  const { marks, custom, groups } = content;
  const item: LabelItem = {
    ...key,
    v: 1,
    peer,
    ...(marks.length > 0 && { marks }),
    ...(custom && { custom }),
    ...(groups.length > 0 && { groups }),
    changedAt: second,
    version: (before?.version ?? 0) + 1,
  };
  return { write: { put: { item, ...versionIs(before) } }, delta: before ? 0 : 1 };
};

const indexWrite = ({ app, owner }: LabelOwner, delta: number, change: GroupsChange | undefined): Write => {
  const { groups, lastId, before } = change ?? {};
  const room = '(attribute_not_exists(labelled) OR labelled <= :room)';
  const version = before === undefined ? 'attribute_not_exists(#version)' : '#version = :before';
  return {
    update: {
      key: keys.labelIndex(app, owner),
      set: `SET v = :v${change ? ', contactGroups = :groups, lastId = :last, #version = :next' : ''} ADD labelled :delta`,
      condition: change ? `${room} AND ${version}` : room,
      ...(change && { names: { '#version': 'version' } }),
      values: {
        ':v': 1,
        ':delta': delta,
        ':room': labelsAtMost - delta,
        ...(change && { ':groups': groups, ':last': lastId, ':next': (before ?? 0) + 1 }),
        ...(before !== undefined && { ':before': before }),
      },
    },
  };
};

/** A transaction costs double, so one write goes alone. */
const writeAll = async (table: Table, writes: readonly Write[]): Promise<void> => {
  const [first] = writes;
  if (!first || writes.length > 1) await table.transact(writes);
  else if ('put' in first) await table.put(first.put);
  else if ('update' in first) await table.update(first.update);
  else await table.delete(first.delete);
};

const commit = async (
  table: Table,
  owner: LabelOwner,
  steps: readonly Step[],
  change: GroupsChange | undefined,
): Promise<boolean> => {
  const delta = steps.reduce((sum, step) => sum + step.delta, 0);
  const needsIndex = delta !== 0 || change !== undefined;
  const writes = [
    ...(needsIndex ? [indexWrite(owner, delta, change)] : []),
    ...steps.map(({ write }) => write),
  ];
  if (writes.length === 0) return true;
  return conditionHeld(writeAll(table, writes));
};

/** Drops labels that name nothing but groups that are gone. @returns whether there were any */
const sweep = async (table: Table, owner: LabelOwner, second: number): Promise<boolean> => {
  const { items, index } = await storedLabels(table, owner);
  const dead = items.filter(item => isEmpty(labelOf(item, index?.contactGroups ?? [])));
  for (let i = 0; i < dead.length; i += labelsAtOnce) {
    const some = dead.slice(i, i + labelsAtOnce);
    const steps = some.flatMap(item => stepOf(owner, item.peer, item, nothing, second) ?? []);
    await commit(table, owner, steps, undefined);
  }
  return dead.length > 0;
};

const changeSome = async (
  table: Table,
  owner: LabelOwner,
  changes: ReadonlyMap<UserId, LabelChange>,
  groupsChange: ((index: LabelIndexItem | undefined) => GroupsChange) | undefined,
  second: number,
): Promise<void> => {
  for (let left = attempts; left > 0; left -= 1) {
    const { items, index } = await storedLabelsOf(table, owner, [...changes.keys()]);
    const change = groupsChange?.(index);
    const known = change?.groups ?? index?.contactGroups ?? [];
    const steps = [...changes].flatMap(([peer, apply]) => {
      const before = items.get(peer);
      return stepOf(owner, peer, before, apply(before ? labelOf(before, known) : nothing), second) ?? [];
    });
    const delta = steps.reduce((sum, step) => sum + step.delta, 0);
    if (delta > 0 && (index?.labelled ?? 0) + delta > labelsAtMost) {
      if (await sweep(table, owner, second)) continue;
      throw new Fault('TooManyLabels');
    }
    if (await commit(table, owner, steps, change)) return;
  }
  throw new Error('labels were changed by many at the same moment');
};

/**
 * Changes labels, and the groups with the first of them: 1 read unit for each label and 1 for the index, 1 write unit for
 * a label that changes alone, else 2 for each and for the index. Up to 9 change all at once, more in turns.
 * @param second seconds since 1970
 * @throws Fault TooManyLabels, and what `groupsChange` throws
 */
export const changeLabels = async (
  table: Table,
  owner: LabelOwner,
  changes: ReadonlyMap<UserId, LabelChange>,
  second: number,
  groupsChange?: (index: LabelIndexItem | undefined) => GroupsChange,
): Promise<void> => {
  const all = [...changes];
  for (let i = 0; i === 0 || i < all.length; i += labelsAtOnce) {
    const some = new Map(all.slice(i, i + labelsAtOnce));
    await changeSome(table, owner, some, i === 0 ? groupsChange : undefined, second);
  }
};
