import { befriends, friendsOf, relation } from '../../friends.ts';
import { accounts, actsForItsCaller } from '../../messages.ts';
import type { Unreachable, WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'empties one list',
    given: befriends('ana', 'ben', 'eve'),
    body: world => ({ From_Account: world.name('me') }),
    reply: { ErrorDisplay: '' },
    after: async world => {
      expect(await friendsOf(world, 'me')).toEqual({});
      expect(await relation(world, 'me', 'ana')).toBe('CheckResult_Type_BWithA');
    },
  },
  {
    title: 'takes the account out of the lists of its friends too',
    given: befriends('ana', 'ben'),
    body: world => ({ From_Account: world.name('me'), DeleteType: 'Delete_Type_Both' }),
    after: async world => {
      expect(await relation(world, 'me', 'ana')).toBe('CheckResult_Type_NoRelation');
      expect(await friendsOf(world, 'ben')).toEqual({});
    },
  },
  {
    title: 'is done when there are none',
    given: accounts('me'),
    body: world => ({ From_Account: world.name('me') }),
  },
  {
    title: 'is refused for an account that does not exist',
    body: world => ({ From_Account: world.name('me') }),
    error: 'RelationAccountNotFound',
  },
  {
    title: 'lets nobody do it to another',
    as: 'me',
    body: world => ({ From_Account: world.administrator }),
    only: actsForItsCaller,
    error: 'RelationAdminRequired',
  },
];

export const unreachable: Unreachable = {
  RelationTimeout: 'only when 20 s are not enough',
  RelationConflict: 'only when others change the same friendships five times in a row',
};
