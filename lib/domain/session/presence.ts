import type { SessionItem } from '../../table/items.ts';
import { type Platform, platformOf } from './platforms.ts';
import { isConnected } from './session-store.ts';

/** Whether an account can be reached, and how (contract: conversations-and-login.md E1). */
export type Presence = 'Online' | 'PushOnline' | 'Offline';

/** What an account's clients amount to. */
export interface AccountPresence {
  readonly presence: Presence;
  /** The clients that are not offline, the best state of each platform. */
  readonly platforms: ReadonlyMap<Platform, Presence>;
}

/** Platforms whose system shows notices while the client itself is away. */
const reachedByPush: ReadonlySet<Platform> = new Set(['Android', 'iPhone', 'iPad', 'Mac']);

/** Whether one client can be reached. @param now milliseconds since 1970 */
export const presenceOfSession = (session: SessionItem, now: number): Presence => {
  // A client that comes back at once, as every client does after the gateway's two hours, was never away.
  if (isConnected(session, now) || (session.onlineUntil ?? 0) > now) return 'Online';
  return reachedByPush.has(platformOf(session.platform)) ? 'PushOnline' : 'Offline';
};

/**
 * Whether an account can be reached: the best state of its clients wins.
 * @param sessions those that still exist; a session that has run out (7 days) is Offline by not being among them
 * @param now milliseconds since 1970
 */
export const presenceOf = (sessions: readonly SessionItem[], now: number): AccountPresence => {
  const platforms = new Map<Platform, Presence>();
  for (const session of sessions) {
    const presence = presenceOfSession(session, now);
    const platform = platformOf(session.platform);
    if (presence === 'Online' || (presence === 'PushOnline' && !platforms.has(platform))) {
      platforms.set(platform, presence);
    }
  }
  const all = [...platforms.values()];
  return { presence: all.includes('Online') ? 'Online' : (all[0] ?? 'Offline'), platforms };
};
