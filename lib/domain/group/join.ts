import { Fault } from '../../kernel/fault.ts';
import type { Table, Write } from '../../kernel/ports.ts';
import type { ApplicationSettings } from '../../protocol/application-settings.ts';
import type { GroupType, MemberRole, MessageFlag } from '../../protocol/group-words.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupItem, JoinedItem, MemberItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupStateItem } from '../../table/group-log-items.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { stateOf } from '../group-log/state.ts';
import { openShard, shardOfMember } from '../roster/shards.ts';
import type { Fields } from './fields.ts';
import { noteAdmins } from './leaders.ts';
import { memberCountOf, membersAmong } from './member-store.ts';
import { traits } from './types.ts';

/** Members in one transaction with the count: two items each, and DynamoDB Local takes 10. */
const membersAtOnce = 4;
const attempts = 6;

/** Who is to become a member. */
export interface Newcomer {
  readonly account: UserId;
  /** Default `Member`. */
  readonly role?: MemberRole | undefined;
  readonly custom?: Fields | undefined;
  /** Seconds since 1970; default now. */
  readonly joinedAt?: number | undefined;
  /** Default: how the type's members are told. */
  readonly flag?: MessageFlag | undefined;
  /** Up to where it has read, and sees what was written before; default: it comes now, and has read everything. */
  readonly past?: Pick<MemberItem, 'readSeq' | 'readUncounted' | 'clearedSeen'> | undefined;
}

/** What became of somebody who was to become a member. */
export type Joining = 'joined' | 'already' | 'full';

/** Those who came, and how many members there are. */
export interface Joined {
  readonly results: ReadonlyMap<UserId, Joining>;
  readonly members: readonly MemberItem[];
  readonly count: number;
}

/** How many members a group may have, and when they come. */
export interface JoinRules {
  readonly limit: number;
  /** Members whose clients share a shard of the roster. */
  readonly shardSize: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Where a newcomer begins to read. */
type Position = Pick<GroupStateItem, 'next' | 'uncounted'>;

/** A member and its pointer, as they are stored. */
export const memberItems = (
  life: GroupLife,
  type: GroupType,
  { account, role = 'Member', custom, joinedAt, flag = traits[type].flag, past }: Newcomer,
  { next, uncounted }: Position,
  at: { readonly shard: number; readonly second: number },
): { readonly member: MemberItem; readonly joined: JoinedItem } => {
  const { app, group, born } = life;
  const { shard, second } = at;
  const { readSeq, readUncounted, clearedSeen } = past ?? { readSeq: next - 1, readUncounted: uncounted };
  return {
    member: {
      ...keys.member(life, account),
      v: 1,
      account,
      role,
      joinedAt: joinedAt ?? second,
      shard,
      flag,
      ...(custom && { custom }),
      readSeq,
      readUncounted,
      ...(clearedSeen && { clearedSeen }),
      joinSeq: past ? 0 : next - 1,
    },
    joined: {
      ...keys.joined(app, account, group),
      v: 1,
      group,
      born,
      type,
      shard,
      ...(flag === 'Discard' && { discard: true }),
    },
  };
};

const writesOf = ({ member, joined }: ReturnType<typeof memberItems>): readonly Write[] => [
  { put: { item: member, condition: 'attribute_not_exists(PK)' } },
  // A pointer of an earlier life of the group may be left.
  { put: { item: joined } },
];

/** Fails when the group is full or was dissolved, which takes its count away. */
const countWrite = (life: GroupLife, newcomers: number, limit: number): Write => ({
  update: {
    key: keys.memberCount(life),
    set: 'ADD #members :n',
    condition: 'attribute_exists(PK) AND #members <= :room',
    names: { '#members': 'members' },
    values: { ':n': newcomers, ':room': limit - newcomers },
  },
});

interface Round {
  readonly members: readonly MemberItem[];
  readonly already: readonly UserId[];
  readonly count: number;
}

/** One transaction for as many as there is room for. Undefined: somebody else was faster, look again. */
const joinSome = async (
  table: Table,
  life: GroupLife,
  type: GroupType,
  wanted: readonly Newcomer[],
  { limit, shardSize, now }: JoinRules,
): Promise<Round | undefined> => {
  const accounts = wanted.map(({ account }) => account);
  const [present, count, state] = await Promise.all([
    membersAmong(table, life, accounts),
    memberCountOf(table, life),
    stateOf(table, life),
  ]);
  if (!state) throw new Fault('GroupNotFound');
  const already = accounts.filter(account => present.has(account));
  const fresh = wanted.filter(({ account }) => !present.has(account)).slice(0, Math.max(0, limit - count));
  if (fresh.length === 0) return { members: [], already, count };
  const shardOf = (i: number) => shardOfMember(count + i, shardSize);
  const last = shardOf(fresh.length - 1);
  // The fan-out looks into a shard before anybody stands in it.
  if (last >= state.shards) await openShard(table, life, last);
  const second = Math.floor(now / 1000);
  const items = fresh.map((newcomer, i) =>
    memberItems(life, type, newcomer, state, { shard: shardOf(i), second }),
  );
  const admins = fresh.filter(({ role }) => role === 'Admin').map(({ account }) => account);
  await noteAdmins(table, life, admins);
  const writes = [countWrite(life, fresh.length, limit), ...items.flatMap(writesOf)];
  if (!(await conditionHeld(table.transact(writes)))) return undefined;
  return { members: items.map(({ member }) => member), already, count: count + fresh.length };
};

const retried = async (
  table: Table,
  life: GroupLife,
  type: GroupType,
  wanted: readonly Newcomer[],
  rules: JoinRules,
): Promise<Round> => {
  for (let left = attempts; left > 0; left -= 1) {
    const round = await joinSome(table, life, type, wanted, rules);
    if (round) return round;
  }
  throw new Error('too many join the group at the same moment');
};

/**
 * Makes accounts members, each with its pointer and the count in one transaction: of two for the last place one gets it, and
 * nobody comes into a group that is being dissolved. 4 at a time: 2 write units for the count and 4 for each, 2 read units
 * and 1 for each. Repeating it changes nothing.
 * @throws Fault GroupNotFound
 */
export const join = async (
  table: Table,
  { type }: Pick<GroupItem, 'type'>,
  life: GroupLife,
  newcomers: readonly Newcomer[],
  rules: JoinRules,
): Promise<Joined> => {
  const all = [...new Map(newcomers.map(one => [one.account, one])).values()];
  const results = new Map<UserId, Joining>(all.map(({ account }) => [account, 'full']));
  const members: MemberItem[] = [];
  let count = 0;
  for (let start = 0; start < all.length; start += membersAtOnce) {
    const round = await retried(table, life, type, all.slice(start, start + membersAtOnce), rules);
    for (const { account } of round.members) results.set(account, 'joined');
    for (const account of round.already) results.set(account, 'already');
    members.push(...round.members);
    count = round.count;
  }
  return { results, members, count };
};

/** The rules of a group now. */
export const rulesOf = (
  { maxMembers }: Pick<GroupItem, 'maxMembers'>,
  { rosterShardClients }: Pick<ApplicationSettings, 'rosterShardClients'>,
  now: number,
): JoinRules => ({ limit: maxMembers, shardSize: rosterShardClients, now });
