import { inGroup } from '../../group-attributes.ts';
import {
  aboutCounters,
  counterNews,
  counterRefusals,
  counters,
  countersNow,
  withCounters,
} from '../../group-counters.ts';
import { clientOf, logsIn } from '../../messages.ts';
import type { WireCase } from '../../wire-case.ts';

const update = (values: Readonly<Record<string, number | string>>, Mode?: string) =>
  aboutCounters({ GroupCounter: counters(values), ...(Mode && { Mode }) });

const many = (count: number, name: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${name}${i}`, 1]));

export const cases: readonly WireCase[] = [
  {
    title: 'sets counters, and tells everyone in the group',
    given: async world => {
      await logsIn(world, 'ben');
      await inGroup()(world);
    },
    body: update({ like: 7, ['ü'.repeat(64)]: -3 }),
    reply: {
      GroupCounter: [
        { Key: 'like', Value: 7 },
        { Key: 'ü'.repeat(64), Value: -3 },
      ],
    },
    after: async world => {
      const news = (await counterNews(clientOf(world, 'ben'), 0)) as { GroupCounter: object[] };
      expect(news).toMatchObject({ Type: 0, GroupCounterSeq: 1 });
      expect(news.GroupCounter).toEqual(expect.arrayContaining([{ Key: 'like', Value: 7 }]));
    },
  },
  {
    title: 'counts up, from nothing where there is no counter yet',
    given: withCounters({ like: 5 }),
    body: update({ like: 3, gift: 2 }, 'Increase'),
    reply: {
      GroupCounter: [
        { Key: 'like', Value: 8 },
        { Key: 'gift', Value: 2 },
      ],
    },
  },
  {
    title: 'counts down, below nothing too',
    given: withCounters({ like: 5 }),
    body: update({ like: 7, gift: 2 }, 'Decrease'),
    reply: {
      GroupCounter: [
        { Key: 'like', Value: -2 },
        { Key: 'gift', Value: -2 },
      ],
    },
  },
  {
    as: 'me',
    only: { door: 'socket', reason: 'a client, as a member' },
    title: 'is for every member',
    given: withCounters({ like: 5 }),
    body: update({ like: 1 }, 'Increase'),
    reply: { GroupCounter: [{ Key: 'like', Value: 6 }] },
  },
  {
    title: 'counts exactly beyond 2^53, in digits',
    given: withCounters({ like: '9223372036854775805' }),
    body: update({ like: 2 }, 'Increase'),
    reply: { GroupCounter: [{ Key: 'like', Value: '9223372036854775807' }] },
  },
  {
    title: 'does not count beyond 64 bits',
    given: withCounters({ like: '9223372036854775805' }),
    body: update({ like: 3 }, 'Increase'),
    error: 'GroupParameterNotValid',
    after: async world =>
      expect(await countersNow(world)).toEqual([{ Key: 'like', Value: '9223372036854775805' }]),
  },
  {
    title: 'refuses a number that readers of JSON would round',
    given: inGroup(),
    body: update({ like: 2 ** 60 }),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses the same key twice',
    given: inGroup(),
    body: aboutCounters({ GroupCounter: [...counters({ like: 1 }), ...counters({ like: 2 })] }),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses a twenty-first counter',
    given: withCounters(many(15, 'old')),
    body: update(many(6, 'new')),
    error: 'TooManyGroupCounters',
  },
  ...counterRefusals({ GroupCounter: counters({ like: 1 }) }),
];
