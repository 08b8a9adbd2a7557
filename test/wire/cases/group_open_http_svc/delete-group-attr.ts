import {
  aboutAttributes,
  attributeNews,
  attributesNow,
  inGroup,
  setAttributes,
  strangersAndNoGroups,
  tooFast,
  withAttributes,
} from '../../group-attributes.ts';
import { clientOf, logsIn } from '../../messages.ts';
import type { Unreachable, WireCase } from '../../wire-case.ts';

const without = (...GroupAttr: readonly object[]) => aboutAttributes({ GroupAttr });

export const unreachable: Unreachable = tooFast;

export const cases: readonly WireCase[] = [
  {
    title: 'takes the named attributes away, and tells everyone in the group',
    given: async world => {
      world.keep('watcher', await logsIn(world, 'ben'));
      await withAttributes({ route: 'north', state: 'open' })(world);
    },
    body: without({ key: 'route' }),
    reply: { AttrMainSeq: 2, GroupAttr: [{ key: 'route', seq: 2 }] },
    after: async world => {
      expect(await attributesNow(world)).toEqual({ state: 'open' });
      expect(await attributeNews(clientOf(world, 'watcher'), 2)).toMatchObject({
        OpType: 4,
        GroupAttrSeq: 2,
        BytesChangedKeys: ['route'],
      });
    },
  },
  {
    title: 'takes none away when one is not there',
    given: withAttributes({ route: 'north' }),
    body: without({ key: 'route' }, { key: 'toString' }),
    error: 'GroupAttributeNotFound',
    after: async world => expect(await attributesNow(world)).toEqual({ route: 'north' }),
  },
  {
    title: 'is refused when somebody else has changed the key meanwhile',
    given: async world => {
      await withAttributes({ route: 'north' })(world);
      await setAttributes(world, { route: 'south' });
    },
    body: aboutAttributes({ GroupAttr: [{ key: 'route', seq: 1 }], AttrControl: ['RaceConflict'] }),
    error: 'GroupAttributesChanged',
  },
  {
    title: 'refuses a key that none can have',
    given: inGroup(),
    body: without({ key: 'k'.repeat(33) }),
    error: 'GroupAttributeKeyTooLong',
  },
  ...strangersAndNoGroups({ GroupAttr: [{ key: 'route' }] }),
];
