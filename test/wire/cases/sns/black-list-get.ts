import { blocks } from '../../blocks.ts';
import { accounts } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const page =
  (StartIndex: number, MaxLimited: number, more: object = {}) =>
  (world: World) => ({ From_Account: world.name('me'), StartIndex, MaxLimited, ...more });
const threeBlocked = async (world: World): Promise<void> => {
  await accounts('ana', 'ben', 'zoe')(world);
  await blocks(world, 'me', 'zoe', 'ana', 'ben');
};
const sequence = (number: number) => ({ CurruentSequence: number, CurrentSequence: number });

export const cases: readonly WireCase[] = [
  {
    title: 'lists nobody at first',
    as: 'me',
    body: page(0, 1000),
    reply: { BlackListItem: [], StartIndex: 0, ...sequence(0), CompleteFlag: 1, ErrorDisplay: '' },
  },
  {
    title: 'lists who is blocked, with the second, whatever sequence the caller knows',
    as: 'me',
    given: threeBlocked,
    body: page(0, 1000, { LastSequence: 3 }),
    reply: (world, reply) => {
      expect(reply).toMatchObject({ StartIndex: 0, ...sequence(3), CompleteFlag: 1 });
      const items = reply.BlackListItem as { To_Account: string; AddBlackTimeStamp: number }[];
      expect(items.map(item => item.To_Account)).toEqual(['zoe', 'ana', 'ben'].map(who => world.name(who)));
      for (const item of items) expect(Math.abs(item.AddBlackTimeStamp - world.now())).toBeLessThan(60);
    },
    volatile: ['AddBlackTimeStamp'],
  },
  {
    title: 'says where the next page begins',
    as: 'me',
    given: threeBlocked,
    body: page(0, 2),
    reply: { BlackListItem: [{ To_Account: 'zoe' }, { To_Account: 'ana' }], StartIndex: 3, CompleteFlag: 0 },
    volatile: ['AddBlackTimeStamp'],
  },
  {
    title: 'passes nobody over who is still blocked when others no longer are',
    as: 'me',
    given: async world => {
      await threeBlocked(world);
      await world.admin('sns.black_list_delete', {
        From_Account: world.name('me'),
        To_Account: [world.name('zoe')],
      });
    },
    body: page(3, 2),
    reply: { BlackListItem: [{ To_Account: 'ben' }], StartIndex: 0, ...sequence(4), CompleteFlag: 1 },
    volatile: ['AddBlackTimeStamp'],
  },
  {
    title: 'refuses to look for another account',
    as: 'me',
    body: world => ({ From_Account: world.administrator, StartIndex: 0, MaxLimited: 1000 }),
    error: 'RelationAdminRequired',
    only: { door: 'socket', reason: 'over REST every caller is an administrator' },
  },
  {
    title: 'is refused for an account that does not exist',
    body: world => ({ From_Account: world.name('ghost'), StartIndex: 0, MaxLimited: 1000 }),
    error: 'RelationAccountNotFound',
  },
  {
    title: 'refuses a page of more than 1000',
    as: 'me',
    body: page(0, 1001),
    error: 'RelationParameterNotValid',
  },
  { title: 'refuses a body without From_Account', body: {}, error: 'RelationParameterNotValid' },
];
