import type { Update } from '../../kernel/ports.ts';
import type { ExtensionsItem, ExtensionValue } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import type { ExtendedMessage } from './extensions.ts';
import type { Author, Plan } from './plan-change.ts';

/** Changes of one message in one minute (contract: messages.md 5). */
export const changesPerMinute = 200;

type Write = Extract<Plan, { kind: 'write' }>;

type FirstAttributes = Pick<ExtensionsItem, 'lastSeq' | 'living' | 'known'> & KeyAttributes;
type KeyAttributes = Readonly<Record<`VALUE#${string}`, ExtensionValue> & Record<`SEQ#${string}`, number>>;

/** Keys that are written together. */
export interface KeyWrite {
  readonly count: number;
  readonly writes: readonly Write[];
  readonly values: readonly ExtensionValue[];
  /** By how much the number of keys with a value, and of keys, grows. */
  readonly living: number;
  readonly known: number;
  /** What it makes of a message without extensions. */
  readonly first: FirstAttributes;
}

const isAlive = (value: string | undefined): number => (value ? 1 : 0);

const firstAttributes = (writes: readonly Write[], values: readonly ExtensionValue[]): KeyAttributes =>
  Object.fromEntries(
    writes.flatMap(({ wanted: { key } }, i) => [
      [`VALUE#${key}`, values[i]],
      [`SEQ#${key}`, i + 1],
    ]),
  );

/** What the plans change in the item. */
export const writesOf = (plans: readonly Plan[], { account }: Author): KeyWrite => {
  const writes = plans.filter((plan): plan is Write => plan.kind === 'write');
  const values = writes.map(({ wanted }): ExtensionValue => [wanted.value || null, account, wanted.seq]);
  const grown = (of: (write: Write) => number) => writes.reduce((sum, write) => sum + of(write), 0);
  const living = grown(({ wanted, before }) => isAlive(wanted.value) - isAlive(before?.value));
  const known = grown(({ before }) => (before ? 0 : 1));
  const first = { ...firstAttributes(writes, values), lastSeq: writes.length, living, known };
  return { count: writes.length, writes, values, living, known, first };
};

/** Extensions of a message that has none. */
export const emptyItem = ({ app, message, expiresAt }: ExtendedMessage, minute: number): ExtensionsItem => ({
  ...keys.extensions(app, message),
  v: 1,
  ...(expiresAt !== undefined && { ExpiresAt: expiresAt }),
  lastSeq: 0,
  clearedSeq: 0,
  living: 0,
  known: 0,
  minute,
  changes: 1,
});

const keyParts = ({ writes, values }: KeyWrite) => {
  const each = writes.map(({ wanted: { key }, before }, i) => ({
    set: `#v${i} = :v${i}, #s${i} = lastSeq + :at${i}`,
    condition: before ? `#s${i} = :over${i}` : `attribute_not_exists(#s${i})`,
    names: { [`#v${i}`]: `VALUE#${key}`, [`#s${i}`]: `SEQ#${key}` },
    values: { [`:v${i}`]: values[i], [`:at${i}`]: i + 1, ...(before && { [`:over${i}`]: before.seq }) },
  }));
  return {
    sets: each.map(({ set }) => set),
    conditions: each.map(({ condition }) => condition),
    names: Object.assign({}, ...each.map(({ names }) => names)) as Record<string, string>,
    values: Object.assign({}, ...each.map(part => part.values)) as Record<string, unknown>,
  };
};

/** A change counts in its minute; one of a function whose clock is behind counts in the last known. */
const rateParts = (item: ExtensionsItem, minute: number) =>
  item.minute >= minute
    ? {
        set: 'changes = changes + :one',
        condition: '#minute = :minute AND changes < :perMinute',
        values: { ':one': 1, ':minute': item.minute, ':perMinute': changesPerMinute },
      }
    : {
        set: '#minute = :minute, changes = :one',
        condition: '#minute < :minute',
        values: { ':one': 1, ':minute': minute },
      };

/**
 * The change of some keys of a message that has extensions, in one conditional write. Its conditions are about its own keys and
 * the limits only, so that authors of other keys do not disturb it; numbers are given out by the write itself.
 */
export const additionOf = (
  item: ExtensionsItem,
  change: KeyWrite,
  minute: number,
  limits: { readonly living: number; readonly known: number },
): Update => {
  const parts = keyParts(change);
  const rate = rateParts(item, minute);
  const counts = 'lastSeq = lastSeq + :count, living = living + :living, known = known + :known';
  return {
    key: { PK: item.PK, SK: item.SK },
    set: `SET ${[...parts.sets, counts, rate.set].join(', ')}`,
    condition: [...parts.conditions, rate.condition, 'living <= :room', 'known <= :knownRoom'].join(' AND '),
    names: { ...parts.names, '#minute': 'minute' },
    values: {
      ...parts.values,
      ...rate.values,
      ':count': change.count,
      ':living': change.living,
      ':known': change.known,
      ':room': limits.living - change.living,
      ':knownRoom': limits.known - change.known,
    },
  };
};
