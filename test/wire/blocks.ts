import { accounts, actsForItsCaller } from './messages.ts';
import type { Reply, WireCase, World } from './wire-case.ts';

/** Blocks accounts, all by their short names. */
export const blocks = (world: World, who: string, ...whom: readonly string[]): Promise<Reply> =>
  world.admin('sns.black_list_add', {
    From_Account: world.name(who),
    To_Account: whom.map(short => world.name(short)),
  });

/** Puts an account into another's list of friends, both by their short names. */
export const befriend = (world: World, who: string, whom: string): Promise<Reply> =>
  world.admin('sns.friend_import', {
    From_Account: world.name(who),
    AddFriendItem: [{ To_Account: world.name(whom), AddSource: 'AddSource_Type_Test' }],
  });

/** Everybody an account has blocked, by its short name. */
export const blockedBy = async (world: World, who: string): Promise<readonly unknown[]> => {
  const body = { From_Account: world.name(who), StartIndex: 0, MaxLimited: 1000, LastSequence: 0 };
  const { BlackListItem } = await world.admin('sns.black_list_get', body);
  return (BlackListItem as { To_Account: string }[]).map(({ To_Account }) => To_Account);
};

/** A batch of the caller `me` about accounts by their short names. */
export const batch =
  (...shorts: readonly string[]) =>
  (world: World) => ({
    From_Account: world.name('me'),
    To_Account: shorts.map(short => world.name(short)),
  });

/** One account's result. */
export const result = (To_Account: string, ResultCode = 0) => ({ To_Account, ResultCode });

/** What every command about one's own relations refuses. */
export const relationRefusals = (more: object = {}): readonly WireCase[] => [
  {
    title: 'is refused for an account that does not exist',
    given: accounts('ana'),
    body: world => ({ From_Account: world.name('ghost'), To_Account: [world.name('ana')], ...more }),
    error: 'RelationAccountNotFound',
  },
  {
    title: 'lets nobody do it to another',
    as: 'me',
    body: world => ({ From_Account: world.administrator, To_Account: [world.name('me')], ...more }),
    only: actsForItsCaller,
    error: 'RelationAdminRequired',
  },
  {
    title: 'is refused for nobody',
    as: 'me',
    body: world => ({ From_Account: world.name('me'), To_Account: [], ...more }),
    error: 'RelationParameterNotValid',
  },
  {
    title: 'is refused for more than 1000',
    as: 'me',
    body: world => ({
      From_Account: world.name('me'),
      To_Account: Array.from({ length: 1001 }, (_, i) => `${i}`),
      ...more,
    }),
    error: 'RelationParameterNotValid',
  },
];
