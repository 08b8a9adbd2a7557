import { inGroup } from '../../group-attributes.ts';
import { aboutCounters, counterRefusals, withCounters } from '../../group-counters.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'reads the named counters that there are',
    given: withCounters({ like: 5, gift: -1 }),
    body: aboutCounters({ GroupCounterKeys: ['gift', 'never', 'toString'] }),
    reply: { GroupCounter: [{ Key: 'gift', Value: -1 }] },
  },
  {
    title: 'reads all when none are named, those beyond 2^53 by their digits',
    given: withCounters({ gift: '9223372036854775807' }),
    body: aboutCounters({ GroupCounterKeys: [] }),
    reply: { GroupCounter: [{ Key: 'gift', Value: '9223372036854775807' }] },
  },
  {
    title: 'finds none in a group without any',
    given: inGroup(),
    body: aboutCounters(),
    reply: { GroupCounter: [], GroupCounterSeq: 0 },
  },
  {
    title: 'refuses 21 keys',
    given: inGroup(),
    body: aboutCounters({ GroupCounterKeys: Array.from({ length: 21 }, (_, i) => `key${i}`) }),
    error: 'TooManyGroupCounters',
  },
  ...counterRefusals({}),
];
