import type { Ended } from '../../protocol/state-change.ts';
import type { PastEnd, SessionItem } from '../../table/items.ts';

/** An end is written within the time limit of the function that announced it (29 s). */
const writtenMilliseconds = 60_000;

const isOver = ({ instance, loggedInAt }: SessionItem, what: Ended): boolean =>
  'Instance' in what && what.Instance === instance && what.LoggedInAt === loggedInAt;

const isLost = ({ connection }: SessionItem, what: Ended): boolean =>
  'Connection' in what && what.Connection === connection;

/**
 * What was announced to end shortly before, and what is announced now unless that is written already. Two ends of one
 * account may be announced at once; whoever looks counts both out.
 */
export const endsOf = (
  noted: readonly PastEnd[],
  what: Ended | undefined,
  sessions: readonly SessionItem[],
  now: number,
): readonly PastEnd[] => {
  const recent = noted.filter(({ until }) => until > now);
  const pending = what && sessions.some(session => isOver(session, what) || isLost(session, what));
  return pending ? [...recent, { what, until: now + writtenMilliseconds }] : recent;
};

/**
 * Sessions as they will be when all that was announced is written: without those that end, and without the connections
 * that end. A client that has logged in or come back since has another login or another connection and counts.
 */
export const afterEnds = (
  sessions: readonly SessionItem[],
  ends: readonly PastEnd[],
): readonly SessionItem[] =>
  sessions
    .filter(session => !ends.some(({ what }) => isOver(session, what)))
    .map(session =>
      ends.some(({ what }) => isLost(session, what))
        ? { ...session, leaseUntil: 0, onlineUntil: 0 }
        : session,
    );
