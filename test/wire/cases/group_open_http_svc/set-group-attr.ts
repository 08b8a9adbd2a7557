import {
  aboutAttributes,
  attributeNews,
  attributes,
  attributesNow,
  inGroup,
  setAttributes,
  strangersAndNoGroups,
  tooFast,
  withAttributes,
} from '../../group-attributes.ts';
import { clientOf, logsIn } from '../../messages.ts';
import type { Unreachable, WireCase } from '../../wire-case.ts';

const set = (pairs: Readonly<Record<string, string>>, more: object = {}) =>
  aboutAttributes({ GroupAttr: attributes(pairs), ...more });
const noticing = { AttrMainSeq: 1, AttrControl: ['RaceConflict'] };
const many = (count: number, value: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`key${i}`, value]));

export const unreachable: Unreachable = tooFast;

export const cases: readonly WireCase[] = [
  {
    title: 'replaces everything, and tells everyone in the group',
    given: async world => {
      world.keep('watcher', await logsIn(world, 'ben'));
      await withAttributes({ route: 'north' })(world);
    },
    body: set({ state: 'open' }),
    reply: { AttrMainSeq: 2, GroupAttr: [{ key: 'state', seq: 2 }] },
    after: async world => {
      expect(await attributesNow(world)).toEqual({ state: 'open' });
      expect(await attributeNews(clientOf(world, 'watcher'), 2)).toMatchObject({
        OpType: 1,
        GroupAttrSeq: 2,
        GroupAttrInfo: [{ Key: 'state', Val: 'open', SubKeySeq: 2 }],
      });
    },
  },
  {
    title: 'takes the first attributes of a group from who has seen none',
    given: inGroup(),
    body: set({ state: 'open' }, { ...noticing, AttrMainSeq: 0 }),
    reply: { AttrMainSeq: 1 },
  },
  {
    title: 'is refused when there was any change meanwhile',
    given: async world => {
      await withAttributes({ route: 'north' })(world);
      await setAttributes(world, { other: 'v' });
    },
    body: set({ state: 'open' }, noticing),
    error: 'GroupAttributesChanged',
  },
  {
    title: 'refuses a long key',
    given: inGroup(),
    body: set({ ['k'.repeat(33)]: 'v' }),
    error: 'GroupAttributeKeyTooLong',
  },
  {
    title: 'refuses a long value',
    given: inGroup(),
    body: set({ key: 'ü'.repeat(2001) }),
    error: 'GroupAttributeValueTooLong',
  },
  { title: 'refuses 17 keys', given: inGroup(), body: set(many(17, 'v')), error: 'TooManyGroupAttributes' },
  {
    title: 'refuses more than 16,000 bytes together',
    given: inGroup(),
    body: set(many(5, 'v'.repeat(3201))),
    error: 'GroupAttributesTooLarge',
  },
  ...strangersAndNoGroups({ GroupAttr: attributes({ key: 'v' }) }),
];
