import { leaseMilliseconds, returnMilliseconds } from '../../lib/domain/session/lease.ts';
import { presenceOf } from '../../lib/domain/session/presence.ts';
import type { ConnectionId, InstanceId } from '../../lib/protocol/ids.ts';
import type { SessionItem } from '../../lib/table/items.ts';

const now = 1_800_000_000_000;
const web = 7;
const android = 2;

const session = (platform: number, difference: Partial<SessionItem>): SessionItem => ({
  PK: 'p',
  SK: 's',
  v: 1,
  instance: 1 as InstanceId,
  platform,
  loggedInAt: now,
  leaseUntil: now + leaseMilliseconds,
  ...difference,
});
const there = (platform: number) => session(platform, { connection: 'c' as ConnectionId });
/** A client whose connection ended that many milliseconds ago. */
const left = (platform: number, ago: number) => session(platform, { leaseUntil: now - ago });
const status = (...sessions: readonly SessionItem[]) => presenceOf(sessions, now).presence;

test('nobody who never logged in is online', () => {
  expect(status()).toBe('Offline');
});

test('a connected client is online', () => {
  expect(status(there(web))).toBe('Online');
});

test('a client that has just lost its connection has time to come back', () => {
  expect(status(left(web, returnMilliseconds - 1))).toBe('Online');
});

test('a page that has not come back is offline, a phone is reached by push', () => {
  expect(status(left(web, returnMilliseconds))).toBe('Offline');
  expect(status(left(android, returnMilliseconds))).toBe('PushOnline');
});

test('a client whose lease ran out is not online, although nobody told of its end', () => {
  const silent = session(web, { connection: 'c' as ConnectionId, leaseUntil: now - returnMilliseconds });
  expect(status(silent)).toBe('Offline');
});

test('the best of several clients counts', () => {
  expect(status(left(android, 3_600_000), there(web))).toBe('Online');
  expect(status(left(web, 3_600_000), left(android, 3_600_000))).toBe('PushOnline');
});
