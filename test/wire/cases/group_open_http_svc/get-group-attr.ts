import {
  aboutAttributes,
  inGroup,
  setAttributes,
  strangersAndNoGroups,
  withAttributes,
} from '../../group-attributes.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'reads all attributes, each with the number of the change that set it',
    given: async world => {
      await withAttributes({ route: 'north', state: 'open' })(world);
      await setAttributes(world, { state: 'closed' });
    },
    body: aboutAttributes(),
    reply: {
      AttrMainSeq: 2,
      GroupAttrAry: [
        { key: 'route', value: 'north', seq: 1 },
        { key: 'state', value: 'closed', seq: 2 },
      ],
    },
  },
  {
    as: 'me',
    only: { door: 'socket', reason: 'a client, as a member' },
    title: 'is answered to members, whatever else they send',
    given: withAttributes({ route: 'north' }),
    body: aboutAttributes({ GroupType: 0 }),
    reply: { AttrMainSeq: 1, GroupAttrAry: [{ key: 'route', value: 'north', seq: 1 }] },
  },
  {
    title: 'finds none in a group without any',
    settings: { communities: true },
    given: inGroup('Community'),
    body: aboutAttributes({}, 'Community'),
    reply: { AttrMainSeq: 0, GroupAttrAry: [] },
  },
  ...strangersAndNoGroups({}),
];
