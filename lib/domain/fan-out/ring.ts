import type { Ports } from '../../kernel/ports.ts';
import type { ConnectionId, SdkAppId, UserId } from '../../protocol/ids.ts';
import type { PushEvent } from '../../protocol/pushes.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupStateItem } from '../../table/group-log-items.ts';
import { type DeliveryPorts, deliver } from '../session/deliver.ts';
import { type FanOutKind, jobOf, queueOf } from './jobs.ts';
import { isRungFor, type Rest, waitOf } from './window.ts';

/** Less than this of a window left is none left: the queue counts in whole seconds. */
const nearlyOver = 50;

const wholeSeconds = (milliseconds: number): number =>
  Math.max(0, Math.ceil((milliseconds - nearlyOver) / 1000));

/** Whole seconds that are left of a group's rest. @param now milliseconds since 1970 */
export const restOf = ({ windowUntil }: Pick<GroupStateItem, 'windowUntil'>, now: number): number =>
  wholeSeconds(windowUntil - now);

/**
 * Says that a message stands in a group's log: 1 request to the queue, whatever the number of members; nothing in a busy live
 * room, where others have said so for this window. Called after the write, and again for every repeat of a send.
 * @param seq its number
 * @param state as the reservation of the number returned it
 */
export const ring = async (
  { queue, clock }: Pick<Ports, 'queue' | 'clock'>,
  life: GroupLife,
  kind: FanOutKind,
  seq: number,
  state: Rest & Pick<GroupStateItem, 'flushed'>,
): Promise<void> => {
  const now = clock.now();
  if (kind === 'room' && isRungFor(state, seq, now)) return;
  await queue.send(queueOf(kind), [
    jobOf({ job: 'ring', life, kind, seqs: [seq], since: now }, wholeSeconds(waitOf(state, now))),
  ]);
};

/** Who is told. */
export interface Told {
  /** Default `group`. */
  readonly kind?: FanOutKind;
  /** Only these, members or not. */
  readonly to?: readonly UserId[];
  /** Everyone but these. */
  readonly except?: readonly UserId[];
  /** Not this connection, which knows. */
  readonly exceptConnection?: ConnectionId | undefined;
  /** Shards of the roster, from the state of a group that was just dissolved. */
  readonly shards?: number | undefined;
}

/** Accounts that are told at once, by who has something to tell. */
const directly = 5;
/** Accounts in one job: each costs a read and its posts. */
const accountsPerJob = 100;

const inParts = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));

/**
 * Tells single accounts something, each of their connected clients in one frame: 1 read unit for each account, at once while
 * they are few, else through the queue. Who is away never hears of it.
 * @param except a connection that is not told: the one whose call caused it
 */
export const tellAccounts = async (
  ports: DeliveryPorts & Pick<Ports, 'queue'>,
  app: SdkAppId,
  accounts: readonly UserId[],
  events: readonly PushEvent[],
  except?: ConnectionId,
): Promise<void> => {
  const each = [...new Set(accounts)];
  if (each.length <= directly) {
    await Promise.all(each.map(account => deliver(ports, app, account, events, except)));
    return;
  }
  const jobs = inParts(each, accountsPerJob).map(part =>
    jobOf({ job: 'accounts', app, accounts: part, events, except }),
  );
  await ports.queue.send('groups', jobs);
};

/**
 * Tells everyone who is connected in a group, or those named, something that has no number and is not kept: 1 request to the
 * queue.
 */
export const tellGroup = async (
  ports: DeliveryPorts & Pick<Ports, 'queue'>,
  life: GroupLife,
  events: readonly PushEvent[],
  { kind = 'group', to, except, exceptConnection, shards }: Told = {},
): Promise<void> => {
  if (to) return tellAccounts(ports, life.app, to, events, exceptConnection);
  const letters = events.map(event => ({
    event,
    ...(except && { notTo: except }),
    ...(exceptConnection && { except: exceptConnection }),
  }));
  await ports.queue.send(queueOf(kind), [jobOf({ job: 'tell', life, kind, letters, shards })]);
};
