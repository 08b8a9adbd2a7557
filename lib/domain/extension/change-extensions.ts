import { Fault } from '../../kernel/fault.ts';
import { ConditionFailed, type Table } from '../../kernel/ports.ts';
import type { ExtensionsItem } from '../../table/items.ts';
import { conditionHeld } from '../condition-held.ts';
import { type ExtendedMessage, type Extension, extensionOf, readExtensions } from './extensions.ts';
import { type Author, type Plan, planChange, type WantedExtension } from './plan-change.ts';
import { additionOf, changesPerMinute, emptyItem, type KeyWrite, writesOf } from './write-extensions.ts';

/** What became of one key. */
export interface Outcome {
  readonly conflict: boolean;
  /** As the key is now. */
  readonly extension: Extension;
}

/**
 * Keys with a value of one message (contract: messages.md 5), and keys altogether: deleted ones stay, because clients have to
 * learn of them, and the item must stay below the 400 KB that DynamoDB takes.
 */
const limits = { living: 300, known: 400 };

/** A write fails only when one of its own keys was changed in the same instant; then the next attempt finds a conflict. */
const attempts = 10;

const checkRate = (item: ExtensionsItem | undefined, minute: number): void => {
  if (item && item.minute >= minute && item.changes >= changesPerMinute)
    throw new Fault('ExtensionRateExceeded');
};

const checkRoom = (item: ExtensionsItem | undefined, { living, known }: KeyWrite): void => {
  const room = (item?.living ?? 0) + living <= limits.living && (item?.known ?? 0) + known <= limits.known;
  if (!room)
    throw new Fault(
      'GroupParameterNotValid',
      'a message has at most 300 extensions, and 100 deleted ones until it is cleared',
    );
};

/** @returns the item as written; undefined when it was changed meanwhile in a way that matters */
const write = async (
  table: Table,
  message: ExtendedMessage,
  item: ExtensionsItem | undefined,
  change: KeyWrite,
  minute: number,
): Promise<ExtensionsItem | undefined> => {
  try {
    if (item) return await table.update<ExtensionsItem>(additionOf(item, change, minute, limits));
    const first: ExtensionsItem = { ...emptyItem(message, minute), ...change.first };
    await table.put({ item: first, condition: 'attribute_not_exists(PK)' });
    return first;
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined;
    throw error;
  }
};

const outcomeOf = (plan: Plan, after: ExtensionsItem | undefined): Outcome => {
  if (plan.kind !== 'write') return { conflict: plan.kind === 'conflict', extension: plan.extension };
  const { key, value, seq } = plan.wanted;
  return { conflict: false, extension: extensionOf(after, key) ?? { key, value, seq } };
};

/**
 * Sets and deletes keys of a message: 1 read unit for each begun 4 KB and 1 write unit for each begun KB of all its
 * extensions. Authors of different keys do not disturb one another; of two that change the same key at once one wins. The
 * same change made again is done already.
 * @param now milliseconds since 1970
 * @throws Fault ExtensionRateExceeded, GroupParameterNotValid above 300 keys
 */
export const changeExtensions = async (
  table: Table,
  message: ExtendedMessage,
  wanted: readonly WantedExtension[],
  author: Author,
  now: number,
): Promise<readonly Outcome[]> => {
  const minute = Math.floor(now / 60_000);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const item = await readExtensions(table, message, now);
    const plans = planChange(item, wanted, author);
    const change = writesOf(plans, author);
    if (change.count === 0) return plans.map(plan => outcomeOf(plan, item));
    checkRate(item, minute);
    checkRoom(item, change);
    const after = await write(table, message, item, change, minute);
    if (after) return plans.map(plan => outcomeOf(plan, after));
  }
  throw new Error('the extensions of a message are changed by too many at once');
};

/**
 * Takes every key from a message: 1 read unit for each begun 4 KB of them, 1 write unit for each begun KB.
 * @param now milliseconds since 1970
 * @returns the number up to which keys are cleared
 * @throws Fault ExtensionRateExceeded
 */
export const clearExtensions = async (
  table: Table,
  message: ExtendedMessage,
  now: number,
): Promise<number> => {
  const minute = Math.floor(now / 60_000);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const item = await readExtensions(table, message, now);
    if (!item || item.known === 0) return item?.clearedSeq ?? 0;
    checkRate(item, minute);
    const { lastSeq } = item;
    const changes = item.minute >= minute ? item.changes + 1 : 1;
    const empty = {
      ...emptyItem(message, Math.max(item.minute, minute)),
      lastSeq,
      clearedSeq: lastSeq,
      changes,
    };
    const put = { item: empty, condition: 'lastSeq = :last', values: { ':last': lastSeq } };
    if (await conditionHeld(table.put(put))) return lastSeq;
  }
  throw new Error('the extensions of a message are changed by too many at once');
};
