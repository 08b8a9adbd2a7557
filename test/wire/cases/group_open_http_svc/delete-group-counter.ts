import { inGroup } from '../../group-attributes.ts';
import {
  aboutCounters,
  counterNews,
  counterRefusals,
  countersNow,
  withCounters,
} from '../../group-counters.ts';
import { clientOf, logsIn } from '../../messages.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'takes the named counters away, and tells everyone in the group',
    given: async world => {
      await logsIn(world, 'ben');
      await withCounters({ like: 5, gift: 2 })(world);
    },
    body: aboutCounters({ GroupCounterKeys: ['like', 'never'] }),
    after: async world => {
      expect(await countersNow(world)).toEqual([{ Key: 'gift', Value: 2 }]);
      expect(await counterNews(clientOf(world, 'ben'), 1)).toEqual({
        Type: 1,
        GroupCounterSeq: 2,
        GroupCounter: [{ Key: 'like', Value: 0 }],
      });
    },
  },
  {
    title: 'takes all away when none are named',
    given: withCounters({ like: 5, gift: 2 }),
    body: aboutCounters(),
    after: async world => expect(await countersNow(world)).toEqual([]),
  },
  { title: 'is no error where there are none', given: inGroup(), body: aboutCounters() },
  {
    title: 'refuses 21 keys',
    given: inGroup(),
    body: aboutCounters({ GroupCounterKeys: Array.from({ length: 21 }, (_, i) => `key${i}`) }),
    error: 'TooManyGroupCounters',
  },
  ...counterRefusals({}),
];
