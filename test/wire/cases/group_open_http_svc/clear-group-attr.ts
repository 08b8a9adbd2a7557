import {
  aboutAttributes,
  attributeNews,
  attributesNow,
  setAttributes,
  strangersAndNoGroups,
  tooFast,
  withAttributes,
} from '../../group-attributes.ts';
import { clientOf, logsIn } from '../../messages.ts';
import type { Unreachable, WireCase } from '../../wire-case.ts';

export const unreachable: Unreachable = tooFast;

export const cases: readonly WireCase[] = [
  {
    title: 'takes all attributes away, and tells everyone in the group',
    given: async world => {
      world.keep('watcher', await logsIn(world, 'ben'));
      await withAttributes({ route: 'north', state: 'open' })(world);
    },
    body: aboutAttributes(),
    reply: { AttrMainSeq: 2, GroupAttr: [] },
    after: async world => {
      expect(await attributesNow(world)).toEqual({});
      expect(await attributeNews(clientOf(world, 'watcher'), 2)).toMatchObject({
        OpType: 3,
        GroupAttrSeq: 2,
      });
    },
  },
  {
    title: 'is refused when there was any change meanwhile',
    given: async world => {
      await withAttributes({ route: 'north' })(world);
      await setAttributes(world, { other: 'v' });
    },
    body: aboutAttributes({ AttrMainSeq: 1, AttrControl: ['RaceConflict'] }),
    error: 'GroupAttributesChanged',
  },
  {
    title: 'is not for communities',
    settings: { communities: true },
    given: withAttributes({ route: 'north' }, 'Community'),
    body: aboutAttributes({}, 'Community'),
    error: 'GroupNotPermitted',
  },
  ...strangersAndNoGroups({}),
];
