import { type Table, TableBusy, type Write } from '../../kernel/ports.ts';
import type { ErrorName } from '../../protocol/errors.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { BlockerItem, BlockIndexItem, BlockItem } from '../../table/block-items.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { type KnownTie, noTie, type Tie, tiesOf, tieWrite } from '../friend/tie.ts';
import { blockedTie, blockingWrites, type Step } from '../friend/transition.ts';
import type { BlockOwner } from './block-store.ts';

/** Contract: relationship.md, data model. */
export const blockedAtMost = 1000;
/** Writes in one transaction, the index among them: DynamoDB takes 100, DynamoDB Local 10. */
const writesAtOnce = 10;
/** Devices that change one list at the same moment, one after the other. */
const attempts = 5;

/** What became of a batch, each for itself. */
export interface Changed {
  readonly done: readonly UserId[];
  readonly refused: ReadonlyMap<UserId, ErrorName>;
  /** What it meant for friendships and requests. */
  readonly steps: readonly Step[];
}

/** How a batch is carried out. */
export interface Batch {
  readonly table: Table;
  /** Called before anything is written, with what will be done: with some of it again after a conflict. */
  readonly announce: (steps: readonly Step[], sequence: number) => Promise<void>;
  /** Whether there is no more time to begin anything. */
  readonly isOver: () => boolean;
}

/** One way to change a list. */
interface Change {
  readonly delta: 1 | -1;
  /** @returns why it cannot be made, if so */
  readonly refusal: (present: boolean, blocked: number) => ErrorName | undefined;
  /** What is left between the two. */
  readonly after: (tie: KnownTie) => Tie;
  readonly writes: (owner: BlockOwner, peer: UserId, number: number, tie: KnownTie) => readonly Write[];
}

const adding = (now: number): Change => ({
  delta: 1,
  refusal: (present, blocked) => {
    if (present) return 'AlreadyBlocked';
    return blocked >= blockedAtMost ? 'BlockListFull' : undefined;
  },
  after: blockedTie,
  writes: ({ app, owner }, peer, number, tie) => {
    const at = Math.floor(now / 1000);
    const item: BlockItem = { ...keys.block(app, owner, peer), v: 1, blocked: peer, at, number };
    const mirror: BlockerItem = { ...keys.blocker(app, peer, owner), v: 1, owner };
    return [
      { put: { item, condition: 'attribute_not_exists(PK)' } },
      { put: { item: mirror } },
      ...blockingWrites({ app, owner }, peer, tie, now),
    ];
  },
});

const removing = (now: number): Change => ({
  delta: -1,
  refusal: present => (present ? undefined : 'NotBlocked'),
  after: tie => ({ ...tie, blocks: false }),
  writes: ({ app, owner }, peer, _, tie) => [
    { delete: { key: keys.block(app, owner, peer), condition: 'attribute_exists(PK)' } },
    { delete: { key: keys.blocker(app, peer, owner) } },
    tieWrite({ app, owner }, peer, tie, { ...tie, blocks: false }, now),
  ],
});

type Index = Pick<BlockIndexItem, 'blocked' | 'sequence'>;
const noIndex: Index = { blocked: 0, sequence: 0 };

const indexWrite = ({ app, owner }: BlockOwner, before: Index, after: Index): Write => {
  const { blocked, sequence } = after;
  const item: BlockIndexItem = { ...keys.blockIndex(app, owner), v: 1, blocked, sequence };
  if (before.sequence === 0) return { put: { item, condition: 'attribute_not_exists(PK)' } };
  const condition = '#sequence = :before';
  const names = { '#sequence': 'sequence' };
  return { put: { item, condition, names, values: { ':before': before.sequence } } };
};

/** What can be done for whom, as the list is now. */
interface Plan {
  readonly index: Index;
  readonly possible: readonly UserId[];
  readonly refused: ReadonlyMap<UserId, ErrorName>;
  readonly ties: ReadonlyMap<UserId, KnownTie>;
}

const planOf = async (table: Table, owner: BlockOwner, peers: readonly UserId[], change: Change) => {
  const [index = noIndex, ties] = await Promise.all([
    table.get<BlockIndexItem>(keys.blockIndex(owner.app, owner.owner), { consistent: true }),
    tiesOf(table, owner, peers),
  ]);
  const possible: UserId[] = [];
  const refused = new Map<UserId, ErrorName>();
  for (const peer of peers) {
    const { blocks } = ties.get(peer) ?? noTie;
    const why = change.refusal(blocks, index.blocked + possible.length);
    if (why) refused.set(peer, why);
    else possible.push(peer);
  }
  return { index, possible, refused, ties } satisfies Plan;
};

/** A batch under way. */
interface Run {
  readonly change: Change;
  /** Who has met changes of others. */
  readonly contended: Set<UserId>;
  readonly steps: Step[];
  readonly refused: Map<UserId, ErrorName>;
  waiting: readonly UserId[];
  /** Turns in which nothing may be done any more. */
  left: number;
  busy: boolean;
}

/** The writes of the next peers, as many as go into one transaction; who has met changes of others before goes alone. */
const nextWrites = (
  owner: BlockOwner,
  { possible, ties }: Plan,
  done: number,
  sequence: number,
  { change, contended }: Run,
): readonly (readonly Write[])[] => {
  const next: (readonly Write[])[] = [];
  let room = writesAtOnce - 1;
  for (const [i, peer] of possible.slice(done, done + writesAtOnce).entries()) {
    const writes = change.writes(owner, peer, sequence + 1 + i, ties.get(peer) ?? noTie);
    room -= writes.length;
    if (room < 0 || (i > 0 && contended.has(peer))) break;
    next.push(writes);
    if (contended.has(peer)) break;
  }
  return next;
};

/** How far a plan was carried out, how many next ones met somebody else's change, and whether the table took no more. */
interface Progress {
  readonly done: number;
  readonly met: number;
  readonly busy: boolean;
}

/** Changes some at a time, until one of them meets somebody else's change. */
const carryOut = async (
  { table, isOver }: Batch,
  owner: BlockOwner,
  plan: Plan,
  run: Run,
): Promise<Progress> => {
  let { index } = plan;
  let done = 0;
  try {
    while (done < plan.possible.length && !isOver()) {
      const { blocked, sequence } = index;
      const some = nextWrites(owner, plan, done, sequence, run);
      const after = { blocked: blocked + run.change.delta * some.length, sequence: sequence + some.length };
      const writes = [indexWrite(owner, index, after), ...some.flat()];
      if (!(await conditionHeld(table.transact(writes)))) return { done, met: some.length, busy: false };
      index = after;
      done += some.length;
    }
  } catch (error) {
    if (error instanceof TableBusy) return { done, met: 0, busy: true };
    throw error;
  }
  return { done, met: 0, busy: false };
};

const stepsOf = ({ possible, ties }: Plan, change: Change, madeAt: number): readonly Step[] =>
  possible.map(peer => {
    const before = ties.get(peer) ?? noTie;
    return { peer, before, after: change.after(before), madeAt };
  });

/** Reads and decides anew for those who wait, and carries out as much as goes. Who meets others' changes waits for the rest. */
const turn = async (batch: Batch, owner: BlockOwner, now: number, run: Run) => {
  const { change, contended } = run;
  const plan = await planOf(batch.table, owner, run.waiting, change);
  for (const [peer, why] of plan.refused) run.refused.set(peer, why);
  const planned = stepsOf(plan, change, now);
  if (planned.length > 0) await batch.announce(planned, plan.index.sequence + 1);
  const { done, met, busy } = await carryOut(batch, owner, plan, run);
  run.steps.push(...planned.slice(0, done));
  const last = plan.possible.slice(done, done + met);
  for (const peer of last) contended.add(peer);
  run.waiting = [...plan.possible.slice(done + met), ...last];
  run.left = done > 0 ? attempts : run.left - 1;
  run.busy = busy;
};

const changeAll = async (
  batch: Batch,
  owner: BlockOwner,
  peers: readonly UserId[],
  change: Change,
  now: number,
): Promise<Changed> => {
  const run: Run = {
    change,
    contended: new Set(),
    steps: [],
    refused: new Map(),
    waiting: peers,
    left: attempts,
    busy: false,
  };
  while (run.waiting.length > 0 && run.left > 0 && !run.busy && !batch.isOver()) {
    await turn(batch, owner, now, run);
  }
  const why = run.left > 0 ? 'RelationTimeout' : 'RelationConflict';
  for (const peer of run.waiting) run.refused.set(peer, why);
  return { done: run.steps.map(({ peer }) => peer), refused: run.refused, steps: run.steps };
};

/**
 * Blocks accounts that exist, and ends friendship and requests between them: 1 read unit for each and 1 for the index, 6
 * write units for each and 2 for each begun three; up to 20 for one who was a friend.
 * @param peers each once, the owner not among them
 * @param now milliseconds since 1970
 */
export const addBlocks = (
  batch: Batch,
  owner: BlockOwner,
  peers: readonly UserId[],
  now: number,
): Promise<Changed> => changeAll(batch, owner, peers, adding(now), now);

/** Ends blocks, at the cost of `addBlocks`; a friendship does not come back. */
export const removeBlocks = (
  batch: Batch,
  owner: BlockOwner,
  peers: readonly UserId[],
  now: number,
): Promise<Changed> => changeAll(batch, owner, peers, removing(now), now);
