import { Fault } from '../../kernel/fault.ts';
import type { Ports, Table } from '../../kernel/ports.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem, GroupSentItem, GroupStateItem } from '../../table/group-log-items.ts';
import type { FanOutKind } from '../fan-out/jobs.ts';
import { ring } from '../fan-out/ring.ts';
import { claim, countsAsUnread, type GroupDraft, itemOf, write } from './log-store.ts';
import { namedIn } from './named.ts';
import { type Reservation, reserve, stateOf } from './state.ts';

/** How an attempt to store a message ended. */
export interface Stored {
  /** As it is stored: the first one, when this was a repeat. Absent: it was dropped. */
  readonly message?: GroupMessageItem;
  readonly repeat: boolean;
  readonly state: GroupStateItem;
}

/** When something is stored, and for how long. */
export interface Keeping {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly seconds: number;
}

/** Answers a repeat with the first message. One that was claimed and not written is written now. */
const storeAgain = async (
  table: Table,
  life: GroupLife,
  draft: GroupDraft,
  sent: GroupSentItem,
  { now, seconds }: Keeping,
): Promise<Stored> => {
  const item = itemOf(life, draft, sent, sent.time + seconds);
  const [message, state] = await Promise.all([write(table, life, item, now), stateOf(table, life)]);
  if (!state) throw new Fault('GroupNotFound');
  return { message, repeat: true, state };
};

const storeUnder = async (
  table: Table,
  life: GroupLife,
  draft: GroupDraft,
  reservation: Reservation,
  keeping: Keeping,
): Promise<Stored> => {
  const { now, seconds } = keeping;
  // A tip is told once by whoever caused it, and has no random number to know it by.
  const earlier = draft.tip ? undefined : await claim(table, life, draft, reservation, now);
  if (earlier) return storeAgain(table, life, draft, earlier, keeping);
  const item = itemOf(life, draft, reservation, reservation.time + seconds);
  return { message: await write(table, life, item, now), repeat: false, state: reservation.state };
};

/**
 * Stores a message under the next number of its group: 3 write units up to 1 KB (docs/groups.md says why in this order).
 * @param sent the claim of an earlier attempt, when one was found; a repeat that was not found costs a number
 * @throws Fault GroupNotFound when the group was dissolved
 */
export const store = async (
  table: Table,
  life: GroupLife,
  draft: GroupDraft,
  keeping: Keeping,
  sent?: GroupSentItem,
): Promise<Stored> => {
  if (sent) return storeAgain(table, life, draft, sent, keeping);
  const { priority, tip } = draft;
  const wanted = {
    priority,
    counts: countsAsUnread(draft),
    exempt: tip === true && priority === 1,
    namesAll: !draft.to && namedIn(draft).everyone,
  };
  const taken = await reserve(table, life, wanted, keeping.now);
  if (!('seq' in taken)) return { repeat: false, state: taken.state };
  return storeUnder(table, life, draft, taken, keeping);
};

/** The ports that a message needs until it is on its way. */
export type AppendPorts = Pick<Ports, 'table' | 'queue' | 'clock'>;

/**
 * Stores a message and sets its fan-out going: 3 write units up to 1 KB and 1 request to the queue. A repeat rings too, because
 * the first attempt may have ended before it did.
 * @throws Fault GroupNotFound when the group was dissolved
 */
export const append = async (
  ports: AppendPorts,
  life: GroupLife,
  kind: FanOutKind,
  draft: GroupDraft,
  keeping: Keeping,
  sent?: GroupSentItem,
): Promise<Stored> => {
  const stored = await store(ports.table, life, draft, keeping, sent);
  if (stored.message) await ring(ports, life, kind, stored.message.seq, stored.state);
  return stored;
};
