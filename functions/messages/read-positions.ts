import { forEachOf } from '../../lib/domain/bounded.ts';
import { markRead } from '../../lib/domain/conversation/chat-store.ts';
import { type DeliveryPorts, deliver } from '../../lib/domain/session/deliver.ts';
import type { ConnectionId, SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import { type PushEvent, readNotice, readReceipt } from '../../lib/protocol/pushes.ts';

/** Up to when somebody says to have read what a peer wrote. */
export interface ReadPosition {
  readonly peer: UserId;
  /** Seconds since 1970; one in the future is cut to now, or it would hide messages that are still to come. */
  readonly time: number;
}

/**
 * Moves read positions forward, 1 write unit each, and tells the peers and the reader's other clients. A position that
 * was there already is told to nobody.
 * @param except the connection that reported
 * @param notice what the reader's other clients are told of the positions that are new
 */
export const moveReadPositions = async (
  ports: DeliveryPorts,
  app: SdkAppId,
  owner: UserId,
  positions: readonly ReadPosition[],
  except: ConnectionId | undefined,
  notice: (news: readonly ReadPosition[]) => PushEvent = readNotice,
): Promise<void> => {
  const now = Math.floor(ports.clock.now() / 1000);
  const cut = positions.map(({ peer, time }) => ({ peer, time: Math.min(time, now) }));
  const moved = await forEachOf(cut, ({ peer, time }) => markRead(ports.table, { app, owner, peer }, time));
  const news = cut.filter((_, i) => moved[i]);
  if (news.length === 0) return;
  const peers = news.filter(({ peer }) => peer !== owner);
  await Promise.all([
    deliver(ports, app, owner, [notice(news)], except),
    forEachOf(peers, ({ peer, time }) => deliver(ports, app, peer, [readReceipt(owner, time)])),
  ]);
};
