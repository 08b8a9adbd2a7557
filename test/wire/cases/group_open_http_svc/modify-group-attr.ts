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

const modify = (pairs: Readonly<Record<string, string>>, more: object = {}) =>
  aboutAttributes({ GroupAttr: attributes(pairs), ...more });

const noticing = (GroupAttr: readonly object[]) =>
  aboutAttributes({ GroupAttr, AttrMainSeq: 1, AttrControl: ['RaceConflict'] });

const sixteen = Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`key${i}`, 'v']));

export const unreachable: Unreachable = tooFast;

export const cases: readonly WireCase[] = [
  {
    title: 'changes and adds, and tells everyone in the group',
    given: async world => {
      world.keep('watcher', await logsIn(world, 'ben'));
      await withAttributes({ route: 'north', state: 'open' })(world);
    },
    body: modify({ state: 'closed', 'Ünïcode key': '' }),
    reply: {
      AttrMainSeq: 2,
      GroupAttr: [
        { key: 'state', seq: 2 },
        { key: 'Ünïcode key', seq: 2 },
      ],
    },
    after: async world => {
      expect(await attributesNow(world)).toEqual({ route: 'north', state: 'closed', 'Ünïcode key': '' });
      expect(await attributeNews(clientOf(world, 'watcher'), 2)).toEqual({
        OpType: 2,
        GroupAttrSeq: 2,
        PushChangedAttrValFlag: 1,
        BytesChangedKeys: ['state', 'Ünïcode key'],
        GroupAttrInfo: [
          { Key: 'state', Val: 'closed', SubKeySeq: 2 },
          { Key: 'Ünïcode key', Val: '', SubKeySeq: 2 },
        ],
      });
    },
  },
  {
    title: 'takes names that mean something elsewhere for names',
    given: inGroup(),
    body: (world): object => ({
      ...modify({})(world),
      GroupAttr: [
        { key: '__proto__', value: 'a' },
        { key: 'constructor', value: 'b' },
      ],
    }),
    after: async world =>
      expect(Object.entries(await attributesNow(world))).toEqual([
        ['__proto__', 'a'],
        ['constructor', 'b'],
      ]),
  },
  {
    as: 'me',
    only: { door: 'socket', reason: 'a client, as a member' },
    title: 'is for every member, who notices only who has changed the same key',
    given: async world => {
      await withAttributes({ route: 'north', state: 'open' })(world);
      await setAttributes(world, { state: 'closed' });
    },
    body: noticing([
      { key: 'route', value: 'south', seq: 1 },
      { key: 'new', value: 'yes', seq: 0 },
    ]),
    reply: { AttrMainSeq: 3 },
  },
  {
    title: 'may be sent again by who wants to notice others',
    given: withAttributes({ route: 'south' }),
    body: noticing([{ key: 'route', value: 'south', seq: 0 }]),
    reply: { GroupAttr: [{ key: 'route', seq: 2 }] },
  },
  {
    title: 'is refused when somebody else has changed the key meanwhile',
    given: async world => {
      await withAttributes({ route: 'north' })(world);
      await setAttributes(world, { route: 'west' });
    },
    body: noticing([{ key: 'route', value: 'south', seq: 1 }]),
    error: 'GroupAttributesChanged',
  },
  {
    title: 'is refused when the key is not as new as its writer thinks',
    given: withAttributes({ route: 'north' }),
    body: noticing([{ key: 'route', value: 'south', seq: 0 }]),
    error: 'GroupAttributesChanged',
  },
  {
    title: 'refuses a key of 33 bytes',
    given: inGroup(),
    body: modify({ ['ü'.repeat(16)]: 'v', [`${'ü'.repeat(16)}x`]: 'v' }),
    error: 'GroupAttributeKeyTooLong',
  },
  {
    title: 'refuses a value of 4001 bytes',
    given: inGroup(),
    body: modify({ key: 'v'.repeat(4001) }),
    error: 'GroupAttributeValueTooLong',
  },
  {
    title: 'refuses a seventeenth key',
    given: withAttributes(sixteen),
    body: modify({ key0: 'w', another: 'v' }),
    error: 'TooManyGroupAttributes',
    after: async world => expect(await attributesNow(world)).toEqual(sixteen),
  },
  {
    title: 'refuses more than 16,000 bytes together',
    given: withAttributes({
      a: 'v'.repeat(4000),
      b: 'v'.repeat(4000),
      c: 'v'.repeat(4000),
      d: 'v'.repeat(3999),
    }),
    body: modify({ e: 'vv' }),
    error: 'GroupAttributesTooLarge',
  },
  {
    title: 'needs attributes',
    given: inGroup(),
    body: modify({}),
    error: 'GroupParameterNotValid',
  },
  ...strangersAndNoGroups({ GroupAttr: attributes({ key: 'v' }) }),
];
