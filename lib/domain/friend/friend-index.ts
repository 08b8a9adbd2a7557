import type { Table, Write } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { FriendIndexItem } from '../../table/friend-items.ts';
import { keys } from '../../table/keys.ts';
import type { FriendOwner } from './tie.ts';

/** Contract: relationship.md, data model. */
export const friendsAtMost = 3000;
export const requestsAtMost = 100;

/** The counters of an index. */
const counters = [
  'friends',
  'received',
  'sent',
  'standardSequence',
  'customSequence',
  'groupSequence',
  'requestSequence',
] as const;
type Counter = (typeof counters)[number];

/** By how much counters change. */
export type IndexDelta = Readonly<Partial<Record<Counter, number>>>;

const limits: Readonly<Partial<Record<Counter, number>>> = {
  friends: friendsAtMost,
  received: requestsAtMost,
  sent: requestsAtMost,
};

/** Adds changes up; a sequence grows by one, however many there are. */
export const sumOf = (deltas: readonly IndexDelta[]): IndexDelta => {
  const total: Partial<Record<Counter, number>> = {};
  for (const delta of deltas) {
    for (const counter of counters) {
      const change = delta[counter] ?? 0;
      if (change === 0) continue;
      total[counter] = counter.endsWith('Sequence') ? 1 : (total[counter] ?? 0) + change;
    }
  }
  return total;
};

/** The write that changes an index within its limits; undefined when there is nothing to change. */
export const indexWrite = (app: FriendOwner['app'], owner: UserId, delta: IndexDelta): Write | undefined => {
  const changed = counters.filter(counter => (delta[counter] ?? 0) !== 0);
  if (changed.length === 0) return undefined;
  const limited = changed.filter(counter => limits[counter] !== undefined && (delta[counter] ?? 0) > 0);
  const room = limited.map(
    counter => `(attribute_not_exists(#${counter}) OR #${counter} <= :room_${counter})`,
  );
  return {
    update: {
      key: keys.friendIndex(app, owner),
      set: `SET v = :v ADD ${changed.map(counter => `#${counter} :${counter}`).join(', ')}`,
      ...(room.length > 0 && { condition: room.join(' AND ') }),
      names: Object.fromEntries(changed.map(counter => [`#${counter}`, counter])),
      values: Object.fromEntries([
        [':v', 1],
        ...changed.map(counter => [`:${counter}`, delta[counter]]),
        ...limited.map(counter => [`:room_${counter}`, (limits[counter] ?? 0) - (delta[counter] ?? 0)]),
      ]),
    },
  };
};

/** The index of an account as stored, strongly consistent: 1 read unit. */
export const friendIndexOf = (
  table: Table,
  { app, owner }: FriendOwner,
): Promise<FriendIndexItem | undefined> =>
  table.get<FriendIndexItem>(keys.friendIndex(app, owner), { consistent: true });

/** The indexes of some accounts: 1 read unit each, in one call for 100. */
export const friendIndexesOf = async (
  table: Table,
  app: FriendOwner['app'],
  owners: readonly UserId[],
): Promise<ReadonlyMap<UserId, FriendIndexItem>> => {
  const wanted = new Map(owners.map(owner => [keys.friendIndex(app, owner).PK, owner]));
  const items = await table.getMany<FriendIndexItem>(
    [...wanted.values()].map(owner => keys.friendIndex(app, owner)),
    { consistent: true },
  );
  return new Map(
    items.flatMap(item => {
      const owner = wanted.get(item.PK);
      return owner === undefined ? [] : [[owner, item] as const];
    }),
  );
};
