import type { Update } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import { assigned, expressionOf } from '../../table/assignments.ts';
import { keys } from '../../table/keys.ts';
import { type Batch, type Counts, carryOut, type Decision, type Outcome } from './carry-out.ts';
import { friendIndexOf, type IndexDelta } from './friend-index.ts';
import { friendsAmong } from './friend-store.ts';
import { idsOf, withGroups } from './group-list.ts';
import type { FriendOwner } from './tie.ts';

/** What is to be noted of a friend from now on; what is not named stays. */
export interface FriendChange {
  readonly remark?: string | undefined;
  /** The groups it is in, and in no others. */
  readonly groups?: readonly string[] | undefined;
  /** Own fields by keyword. */
  readonly custom?: Readonly<Record<string, string | number>> | undefined;
}

/** A part of an update of a friend. */
interface Part {
  readonly set?: readonly string[];
  readonly remove?: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

const remarkPart = (remark: string, second: number): Part => ({
  ...assigned([
    { path: '#remark', placeholder: ':remark', value: remark },
    { path: '#remarkedAt', placeholder: ':second', value: second },
  ]),
  names: { '#remark': 'remark', '#remarkedAt': 'remarkedAt' },
});

const groupsPart = (ids: ReadonlySet<number>): Part =>
  ids.size === 0
    ? { remove: ['#groups'], names: { '#groups': 'groups' } }
    : { set: ['#groups = :groups'], names: { '#groups': 'groups' }, values: { ':groups': ids } };

const customPart = (custom: Readonly<Record<string, string | number>>): Part => {
  const fields = Object.entries(custom);
  return {
    ...assigned(
      fields.map(([, value], i) => ({ path: `#custom.#field${i}`, placeholder: `:field${i}`, value })),
    ),
    names: { '#custom': 'custom', ...Object.fromEntries(fields.map(([name], i) => [`#field${i}`, name])) },
  };
};

const updateOf = (key: Update['key'], parts: readonly Part[]): Update => {
  const set = parts.flatMap(part => part.set ?? []);
  const remove = parts.flatMap(part => part.remove ?? []);
  const values = Object.assign({}, ...parts.map(part => part.values ?? {}));
  return {
    key,
    set: expressionOf({ set, remove }),
    condition: 'attribute_exists(PK)',
    names: Object.assign({}, ...parts.map(({ names }) => names)),
    ...(Object.keys(values).length > 0 && { values }),
  };
};

const deltaOf = ({ remark, groups, custom }: FriendChange): IndexDelta => ({
  ...((remark !== undefined || groups) && { standardSequence: 1 }),
  ...(groups && { groupSequence: 1 }),
  ...(custom && { customSequence: 1 }),
});

/**
 * Changes what is noted of friends, each for itself: 1 read and 2 write units each, and 2 for each begun nine. Groups that are
 * not there are made.
 * @param changes one for each friend, each with something to change
 */
export const updateFriends = async (
  batch: Batch,
  owner: FriendOwner,
  changes: ReadonlyMap<UserId, FriendChange>,
): Promise<Outcome> => {
  const second = Math.floor(batch.now() / 1000);
  return carryOut(batch, owner, [...changes.keys()], async waiting => {
    const [index, friends] = await Promise.all([
      friendIndexOf(batch.table, owner),
      friendsAmong(batch.table, owner, waiting),
    ]);
    const decide = (peer: UserId, counts: Counts): Decision => {
      const change = changes.get(peer);
      if (!change || !friends.has(peer)) return { answer: 'NotFriend' };
      const groups = withGroups(counts.groups, change.groups ?? []);
      if (!groups) return { answer: 'TooManyFriendGroups' };
      const { remark, groups: names, custom } = change;
      const update = updateOf(keys.friend(owner.app, owner.owner, peer), [
        ...(remark === undefined ? [] : [remarkPart(remark, second)]),
        ...(names ? [groupsPart(idsOf(groups.groups, names))] : []),
        ...(custom ? [customPart(custom)] : []),
      ]);
      return { effect: { writes: [{ update }], mine: deltaOf(change) }, groups };
    };
    return { index, decide };
  });
};
