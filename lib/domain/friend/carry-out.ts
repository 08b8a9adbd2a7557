import { type Table, TableBusy, type Write } from '../../kernel/ports.ts';
import type { ErrorName } from '../../protocol/errors.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { FriendIndexItem } from '../../table/friend-items.ts';
import { conditionHeld } from '../condition-held.ts';
import { type GroupsChange, type IndexDelta, indexWrite, sumOf } from './friend-index.ts';
import { type GroupList, groupListOf } from './group-list.ts';
import type { FriendOwner } from './tie.ts';
import { type Effect, effectOf, type Step } from './transition.ts';

/** Writes in one transaction: DynamoDB takes 100, DynamoDB Local 10. */
export const writesAtOnce = 10;
/** Others who change the same at the same moment, one after the other. */
const attempts = 5;

/** How a batch is carried out. */
export interface Batch {
  readonly table: Table;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether there is no more time to begin anything. */
  readonly isOver: () => boolean;
}

/** What is to be done with a peer; a step may have an answer too, when what was asked for has to wait. */
export interface Decision {
  readonly answer?: ErrorName | undefined;
  readonly step?: Step | undefined;
  /** In place of a step: what changes only what the owner notes of the peer. */
  readonly effect?: Effect | undefined;
  /** A step that was made just now, by a call whose answer may have been lost: told once more. */
  readonly again?: Step | undefined;
  /** The owner's groups, when the step needs new ones. */
  readonly groups?: GroupList | undefined;
}

/** An owner's counters and groups with everything that is planned so far. */
export interface Counts extends Required<Pick<FriendIndexItem, 'friends' | 'received' | 'sent'>> {
  readonly groups: GroupList;
}

/** What is known of an owner and some peers at one moment, and decides. */
export interface Known {
  readonly index: FriendIndexItem | undefined;
  readonly decide: (peer: UserId, counts: Counts) => Decision;
}

/** What became of a batch, each for itself. */
export interface Outcome {
  /** Peers for whom something was written. */
  readonly done: readonly UserId[];
  /** What is to be told, steps that were made before included. */
  readonly steps: readonly Step[];
  /** Peers that were not simply done. */
  readonly answers: ReadonlyMap<UserId, ErrorName>;
}

const countsOf = (index: FriendIndexItem | undefined): Counts => ({
  friends: index?.friends ?? 0,
  received: index?.received ?? 0,
  sent: index?.sent ?? 0,
  groups: groupListOf(index),
});

const plus = (counts: Counts, delta: IndexDelta, groups = counts.groups): Counts => ({
  friends: counts.friends + (delta.friends ?? 0),
  received: counts.received + (delta.received ?? 0),
  sent: counts.sent + (delta.sent ?? 0),
  groups,
});

interface Planned {
  readonly peer: UserId;
  readonly step: Step | undefined;
  readonly answer: ErrorName | undefined;
  readonly effect: Effect;
  /** The owner's groups before and after it. */
  readonly groups: GroupsChange;
}

/** Decides for all, one after the other; who needs nothing written is answered at once. */
const planOf = (
  { index, decide }: Known,
  owner: FriendOwner,
  peers: readonly UserId[],
  now: number,
  answers: Map<UserId, ErrorName>,
  steps: Step[],
): readonly Planned[] => {
  let counts = countsOf(index);
  return peers.flatMap(peer => {
    const { answer, step, again, groups, ...decision } = decide(peer, counts);
    const effect = step ? effectOf(owner, step, now) : decision.effect;
    if (!effect) {
      if (answer) answers.set(peer, answer);
      if (again) steps.push(again);
      return [];
    }
    const before = counts.groups;
    counts = plus(counts, effect.mine, groups);
    const made = step && { ...step, madeAt: now };
    return [{ peer, step: made, answer, effect, groups: { before, after: counts.groups } }];
  });
};

/** The next steps that go into one transaction with the owner's index; who has met others before goes alone. */
const nextOf = (planned: readonly Planned[], contended: ReadonlySet<UserId>): readonly Planned[] => {
  let room = writesAtOnce - 1;
  const end = planned.findIndex(({ peer, effect }) => {
    room -= effect.writes.length;
    return room < 0 || contended.has(peer);
  });
  return planned.slice(0, end === -1 ? planned.length : Math.max(1, end));
};

type Ending = 'done' | 'changed meanwhile' | 'busy';

const commit = async (table: Table, owner: FriendOwner, some: readonly Planned[]): Promise<Ending> => {
  const [first, last] = [some.at(0), some.at(-1)];
  const groups = first && last && { before: first.groups.before, after: last.groups.after };
  const index = indexWrite(owner.app, owner.owner, sumOf(some.map(({ effect }) => effect.mine)), groups);
  const writes: readonly Write[] = [
    ...some.flatMap(({ effect }) => effect.writes),
    ...(index ? [index] : []),
  ];
  try {
    return (await conditionHeld(table.transact(writes))) ? 'done' : 'changed meanwhile';
  } catch (error) {
    if (error instanceof TableBusy) return 'busy';
    throw error;
  }
};

/** What became of a batch so far. */
interface Progress {
  readonly done: UserId[];
  readonly steps: Step[];
  readonly answers: Map<UserId, ErrorName>;
  /** Who has met changes of others. */
  readonly contended: Set<UserId>;
}

const note = ({ done, steps, answers }: Progress, some: readonly Planned[]): void => {
  for (const { peer, step, answer } of some) {
    done.push(peer);
    if (step) steps.push(step);
    if (answer) answers.set(peer, answer);
  }
};

const namesOf = (planned: readonly Planned[]): readonly UserId[] => planned.map(({ peer }) => peer);

/** Commits what is planned until something is in the way. @returns who waits, those who met it last; and what it was */
const commitAll = async (
  batch: Batch,
  owner: FriendOwner,
  planned: readonly Planned[],
  progress: Progress,
): Promise<{ readonly waiting: readonly UserId[]; readonly ending: Ending }> => {
  let rest = planned;
  while (rest.length > 0 && !batch.isOver()) {
    const some = nextOf(rest, progress.contended);
    const ending = await commit(batch.table, owner, some);
    if (ending === 'busy') return { waiting: namesOf(rest), ending };
    rest = rest.slice(some.length);
    if (ending === 'changed meanwhile') {
      for (const { peer } of some) progress.contended.add(peer);
      return { waiting: [...namesOf(rest), ...namesOf(some)], ending };
    }
    note(progress, some);
  }
  return { waiting: namesOf(rest), ending: 'done' };
};

/**
 * Changes what holds between an owner and many peers, some at a time, each peer wholly or not at all. Whoever meets a
 * change of somebody else is read and decided anew, last and alone, so that it holds up nobody.
 * @param peers each once, the owner not among them
 * @param read what has to be known of those who are still waiting
 */
export const carryOut = async (
  batch: Batch,
  owner: FriendOwner,
  peers: readonly UserId[],
  read: (waiting: readonly UserId[]) => Promise<Known>,
): Promise<Outcome> => {
  const progress: Progress = { done: [], steps: [], answers: new Map(), contended: new Set() };
  const { done, steps, answers } = progress;
  let waiting = peers;
  let left = attempts;
  let ending: Ending = 'done';
  while (waiting.length > 0 && left > 0 && ending !== 'busy' && !batch.isOver()) {
    const before = done.length;
    const planned = planOf(await read(waiting), owner, waiting, batch.now(), answers, steps);
    ({ waiting, ending } = await commitAll(batch, owner, planned, progress));
    left = done.length > before ? attempts : left - 1;
  }
  for (const peer of waiting) answers.set(peer, left > 0 ? 'RelationTimeout' : 'RelationConflict');
  return { done, steps, answers };
};
