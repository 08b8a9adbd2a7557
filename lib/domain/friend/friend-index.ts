import type { Table, Update } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { FriendIndexItem } from '../../table/friend-items.ts';
import { keys } from '../../table/keys.ts';
import type { GroupList } from './group-list.ts';
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

/** Groups as they were read, and as they are to be. */
export interface GroupsChange {
  readonly before: GroupList;
  readonly after: GroupList;
}

/** A part of an update. */
interface Part {
  readonly set?: readonly string[];
  readonly add?: readonly string[];
  readonly conditions: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

const counterPart = (delta: IndexDelta): Part => {
  const changed = counters.filter(counter => (delta[counter] ?? 0) !== 0);
  const limited = changed.filter(counter => limits[counter] !== undefined && (delta[counter] ?? 0) > 0);
  return {
    add: changed.map(counter => `#${counter} :${counter}`),
    conditions: limited.map(
      counter => `(attribute_not_exists(#${counter}) OR #${counter} <= :room_${counter})`,
    ),
    names: Object.fromEntries(changed.map(counter => [`#${counter}`, counter])),
    values: Object.fromEntries([
      ...changed.map(counter => [`:${counter}`, delta[counter]]),
      ...limited.map(counter => [`:room_${counter}`, (limits[counter] ?? 0) - (delta[counter] ?? 0)]),
    ]),
  };
};

/** Groups change on condition that they are as they were read. */
const groupsPart = ({ before, after }: GroupsChange): Part => {
  const first = before.lastGroup === 0;
  return {
    set: ['#groups = :groups', '#lastGroup = :lastGroup'],
    conditions: [first ? 'attribute_not_exists(#groups)' : '#groups = :groupsBefore'],
    names: { '#groups': 'groups', '#lastGroup': 'lastGroup' },
    values: {
      ':groups': after.groups,
      ':lastGroup': after.lastGroup,
      ...(!first && { ':groupsBefore': before.groups }),
    },
  };
};

/** The write that changes an index within its limits; undefined when there is nothing to change. */
export const indexWrite = (
  app: FriendOwner['app'],
  owner: UserId,
  delta: IndexDelta,
  change?: GroupsChange,
): { readonly update: Update } | undefined => {
  const changesGroups = change !== undefined && change.before.groups !== change.after.groups;
  const parts = [
    counterPart(changesGroups ? { ...delta, groupSequence: 1 } : delta),
    ...(changesGroups ? [groupsPart(change)] : []),
  ];
  const add = parts.flatMap(part => part.add ?? []);
  if (add.length === 0) return undefined;
  const conditions = parts.flatMap(part => part.conditions);
  const set = ['v = :v', ...parts.flatMap(part => part.set ?? [])];
  return {
    update: {
      key: keys.friendIndex(app, owner),
      set: `SET ${set.join(', ')} ADD ${add.join(', ')}`,
      ...(conditions.length > 0 && { condition: conditions.join(' AND ') }),
      names: Object.assign({}, ...parts.map(({ names }) => names)),
      values: Object.assign({ ':v': 1 }, ...parts.map(({ values }) => values)),
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
