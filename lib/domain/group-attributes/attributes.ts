import { Fault } from '../../kernel/fault.ts';
import { byteLength } from '../../protocol/ids.ts';
import type { GroupAttribute } from '../../table/group-items.ts';

/** Contract: group-commands.md 5. */
const mostKeys = 16;
const longestKey = 32;
const longestValue = 4_000;
const longestTogether = 16_000;

/** What a writer knows of an attribute that it changes: the number under which it read it, 0 for none. */
export interface KnownAttribute {
  readonly key: string;
  readonly seq?: number | undefined;
}

/** An attribute as it is to be. */
export interface WantedAttribute extends KnownAttribute {
  readonly value: string;
}

/** A change of a group's attributes. */
export type AttributeChange =
  | { readonly how: 'set' | 'modify'; readonly pairs: readonly WantedAttribute[] }
  | { readonly how: 'delete'; readonly keys: readonly KnownAttribute[] }
  | { readonly how: 'clear' };

/** The attributes of a group. */
export interface GroupAttributes {
  /** Number of the last change. */
  readonly main: number;
  readonly attributes: readonly GroupAttribute[];
}

/**
 * Holds the lengths of keys and values.
 * @throws Fault GroupAttributeKeyTooLong, GroupAttributeValueTooLong
 */
export const checkLengths = (
  pairs: readonly { readonly key: string; readonly value?: string | undefined }[],
): void => {
  if (pairs.some(({ key }) => byteLength(key) > longestKey)) throw new Fault('GroupAttributeKeyTooLong');
  if (pairs.some(({ value = '' }) => byteLength(value) > longestValue))
    throw new Fault('GroupAttributeValueTooLong');
};

const checkRoom = (attributes: readonly GroupAttribute[]): readonly GroupAttribute[] => {
  if (attributes.length > mostKeys) throw new Fault('TooManyGroupAttributes');
  if (attributes.reduce((sum, { value }) => sum + byteLength(value), 0) > longestTogether)
    throw new Fault('GroupAttributesTooLarge');
  return attributes;
};

type ByKey = ReadonlyMap<string, GroupAttribute>;

const byKey = (attributes: readonly GroupAttribute[]): ByKey =>
  new Map(attributes.map(attribute => [attribute.key, attribute]));

/** Of a key that is named twice the last value counts. */
const withPairs = (before: ByKey, pairs: readonly WantedAttribute[], seq: number) => [
  ...new Map([...before, ...byKey(pairs.map(({ key, value }) => ({ key, value, seq })))]).values(),
];

const without = (before: ByKey, gone: readonly KnownAttribute[]) => {
  if (gone.some(({ key }) => !before.has(key))) throw new Fault('GroupAttributeNotFound');
  const names = new Set(gone.map(({ key }) => key));
  return [...before.values()].filter(({ key }) => !names.has(key));
};

/**
 * The attributes after a change.
 * @param seq number of the change, which everything that it sets carries
 * @throws Fault TooManyGroupAttributes, GroupAttributesTooLarge, GroupAttributeNotFound
 */
export const changed = (
  attributes: readonly GroupAttribute[],
  change: AttributeChange,
  seq: number,
): readonly GroupAttribute[] => {
  switch (change.how) {
    case 'set':
      return checkRoom(withPairs(new Map(), change.pairs, seq));
    case 'modify':
      return checkRoom(withPairs(byKey(attributes), change.pairs, seq));
    case 'delete':
      return without(byKey(attributes), change.keys);
    case 'clear':
      return [];
  }
};

const sameValues = (attributes: readonly GroupAttribute[], pairs: readonly WantedAttribute[]): boolean =>
  attributes.length === pairs.length &&
  pairs.every(({ key, value }) => attributes.some(one => one.key === key && one.value === value));

/**
 * Whether a writer who wants to notice others has seen what it changes: of single keys their numbers, of all of them the number of
 * the last change. Who finds what it wants to write there already may be repeating itself.
 * @param known number of the last change that the writer has seen
 * @throws Fault GroupAttributesChanged
 */
export const checkSeen = (
  { main, attributes }: GroupAttributes,
  change: AttributeChange,
  known: number,
): void => {
  const now = byKey(attributes);
  const isSeen = ({ key, seq = 0 }: KnownAttribute): boolean => (now.get(key)?.seq ?? 0) === seq;
  const isThere = ({ key, value }: WantedAttribute): boolean => now.get(key)?.value === value;
  const hasSeen = (): boolean => {
    switch (change.how) {
      case 'set':
        return main === known || sameValues(attributes, change.pairs);
      case 'modify':
        return change.pairs.every(pair => isSeen(pair) || isThere(pair));
      case 'delete':
        return change.keys.every(isSeen);
      case 'clear':
        return main === known;
    }
  };
  if (!hasSeen()) throw new Fault('GroupAttributesChanged');
};
