import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import { statusChange } from '../../protocol/pushes.ts';
import type { Ended } from '../../protocol/state-change.ts';
import { forEachOf } from '../bounded.ts';
import { type DeliveryPorts, deliverTo } from '../session/deliver.ts';
import { accountWithSessions } from '../session/session-store.ts';
import { afterEnds, endsOf } from './ended.ts';
import { userStatusOf } from './user-status.ts';
import { noteTold, type Watchers, watchersOf } from './watch-store.ts';

/** Rounds in which others may be telling the same watchers something else. */
const mostRounds = 5;

type Status = ReturnType<typeof userStatusOf>;

const tell = async (
  ports: DeliveryPorts,
  app: SdkAppId,
  account: UserId,
  status: Status,
  { clients }: Watchers,
): Promise<void> => {
  const events = [statusChange(account, status.status, status.customStatus)];
  await forEachOf([...clients], ([subscriber, instances]) =>
    deliverTo(
      ports,
      app,
      subscriber,
      events,
      ({ instance, unwatchedAt = 0 }) => (instances.get(instance) ?? 0) > unwatchedAt,
    ),
  );
};

/**
 * Tells the clients that watch an account its status, unless that is what they were told last: 1 read unit for the status, 1
 * for about 25 watchers, 1 for each watcher's sessions, 1 write unit. What is told last is what is true: whoever finds that
 * somebody else noted something meanwhile looks again.
 * @param ended what the look is about, when it is an end: it counts as written, for this look and for those shortly after
 */
export const tellWatchers = async (
  ports: DeliveryPorts,
  app: SdkAppId,
  account: UserId,
  ended?: Ended,
): Promise<void> => {
  let spoke = false;
  for (let round = 1; round <= mostRounds; round += 1) {
    const now = ports.clock.now();
    const watchers = await watchersOf(ports.table, app, account, now);
    if (watchers.clients.size === 0) return;
    const seen = await accountWithSessions(ports.table, app, account, now);
    const ends = endsOf(watchers.ended, ended, seen.sessions, now);
    const status = userStatusOf(seen.account, afterEnds(seen.sessions, ends), now);
    const told = `${status.status} ${status.customStatus}`;
    const news: boolean = spoke || watchers.told !== told;
    if (!news && ends.every(({ what }) => what !== ended)) return;
    if (news) await tell(ports, app, account, status, watchers);
    spoke ||= news;
    if (await noteTold(ports.table, app, account, watchers.version, { told, ended: ends }, now)) return;
  }
  throw new Error('the status of an account changes faster than it can be told');
};
