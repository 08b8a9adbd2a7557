import type { DomainEvent } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import {
  type FriendAddition,
  type FriendDeletion,
  friendAddType,
  friendDeleteType,
  type RelationPair,
} from '../../protocol/relation-events.ts';
import type { FriendOwner } from './tie.ts';
import type { Step } from './transition.ts';

/** Pairs in one event, which may have 256 KB: a name has 32 bytes, and each may be written as six. */
const pairsPerEvent = 300;

interface Made extends RelationPair {
  /** Milliseconds since 1970. */
  readonly madeAt: number;
}

/** Directions of friendships that begin, or end, with some steps: who has whom. */
const pairsOf = (
  { owner }: FriendOwner,
  steps: readonly Step[],
  changes: (before: boolean, after: boolean) => boolean,
): readonly Made[] =>
  steps.flatMap(({ peer, before, after, madeAt = 0 }) => [
    ...(changes(before.has, after.has) ? [{ From_Account: owner, To_Account: peer, madeAt }] : []),
    ...(changes(before.hadBy, after.hadBy) ? [{ From_Account: peer, To_Account: owner, madeAt }] : []),
  ]);

const inParts = (pairs: readonly Made[]): readonly (readonly Made[])[] =>
  Array.from({ length: Math.ceil(pairs.length / pairsPerEvent) }, (_, i) =>
    pairs.slice(i * pairsPerEvent, (i + 1) * pairsPerEvent),
  );

/** What is told again of one friendship has the same id, so that a consumer may drop it. */
const idOf = (type: string, { app }: FriendOwner, [first]: readonly Made[]): string =>
  `${type}/${app}/${first?.From_Account.length}/${first?.From_Account}/${first?.To_Account}/${first?.madeAt}`;

const plain = ({ From_Account, To_Account }: RelationPair): RelationPair => ({ From_Account, To_Account });

/** How friends were added, for webhooks. */
export interface Addition {
  readonly command: FriendAddition['ClientCmd'];
  /** Who did it for another account. */
  readonly admin: UserId | undefined;
  readonly forced: boolean;
}

/**
 * Tells of friendships that began.
 * @param at milliseconds since 1970
 */
export const additionEvents = (
  owner: FriendOwner,
  steps: readonly Step[],
  { command, admin, forced }: Addition,
  at: number,
): readonly DomainEvent[] => {
  const initiatorOf = ({ From_Account, To_Account }: RelationPair) => {
    const other = From_Account === owner.owner ? To_Account : From_Account;
    return command === 'friend_add' ? owner.owner : other;
  };
  const pairs = pairsOf(owner, steps, (before, after) => !before && after);
  return inParts(pairs).map(part => {
    const detail: FriendAddition = {
      SdkAppid: owner.app,
      EventTime: at,
      PairList: part.map(pair => ({ ...plain(pair), Initiator_Account: initiatorOf(pair) })),
      ClientCmd: command,
      ...(admin !== undefined && { Admin_Account: admin }),
      ForceFlag: forced ? 1 : 0,
    };
    return { type: friendAddType, id: idOf(friendAddType, owner, part), detail: { ...detail } };
  });
};

/**
 * Tells of friendships that end.
 * @param at milliseconds since 1970
 */
export const deletionEvents = (
  owner: FriendOwner,
  steps: readonly Step[],
  at: number,
): readonly DomainEvent[] =>
  inParts(pairsOf(owner, steps, (before, after) => before && !after)).map(part => {
    const detail: FriendDeletion = { SdkAppid: owner.app, EventTime: at, PairList: part.map(plain) };
    return { type: friendDeleteType, id: idOf(friendDeleteType, owner, part), detail: { ...detail } };
  });
