import {
  type Closing,
  hasLeft,
  leaseMilliseconds,
  returnMilliseconds,
} from '../../lib/domain/session/lease.ts';
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
/** A client whose connection ended that many milliseconds ago, on purpose or not. */
const left = (platform: number, ago: number, onPurpose = false) =>
  session(platform, {
    leaseUntil: now - ago,
    onlineUntil: now - ago + (onPurpose ? 0 : returnMilliseconds),
  });
/** A client of which nothing was heard for so long. */
const silent = (platform: number, ago: number) =>
  session(platform, { connection: 'c' as ConnectionId, leaseUntil: now - ago + leaseMilliseconds });
const status = (...sessions: readonly SessionItem[]) => presenceOf(sessions, now).presence;

test('nobody who never logged in is online', () => {
  expect(status()).toBe('Offline');
});

test('a connected client is online', () => {
  expect(status(there(web))).toBe('Online');
});

/** Every grace of contract conversations-and-login.md E1: what is seen so many seconds after it happened. */
test.each<[string, (platform: number, ago: number) => SessionItem, number, string, string]>([
  ['has closed its connection', (platform, ago) => left(platform, ago, true), 0, 'Offline', 'PushOnline'],
  ['has lost its connection', left, 59, 'Online', 'Online'],
  ['has lost its connection', left, 60, 'Offline', 'PushOnline'],
  ['is silent', silent, 399, 'Online', 'Online'],
  ['is silent', silent, 400, 'Offline', 'PushOnline'],
  ['is silent', silent, 3_600, 'Offline', 'PushOnline'],
])('of who %s, a page and a phone are seen as %s and %s', (_, how, seconds, page, phone) => {
  expect(status(how(web, seconds * 1000))).toBe(page);
  expect(status(how(android, seconds * 1000))).toBe(phone);
});

test.each([
  [1, 'Offline'],
  [2, 'PushOnline'],
  [3, 'PushOnline'],
  [4, 'PushOnline'],
  [5, 'PushOnline'],
  [7, 'Offline'],
  [99, 'Offline'],
])('a client of platform %i that is away is %s', (platform, expected) => {
  expect(status(left(platform, 3_600_000))).toBe(expected);
});

test.each<[string, Closing, boolean]>([
  ['a page that was left', { code: 1001, milliseconds: 5_000 }, true],
  ['a connection that was closed', { code: 1000, milliseconds: 5_000 }, true],
  ['a connection that was closed without a code', { code: 1005, milliseconds: 5_000 }, true],
  ['a published client that was destroyed', { code: 4000, milliseconds: 5_000 }, true],
  ['a published client that tries another connection', { code: 4001, milliseconds: 5_000 }, false],
  ['a network that was lost', { code: 1006, milliseconds: 5_000 }, false],
  ['a frame that was too long', { code: 1009, milliseconds: 5_000 }, false],
  ['the gateway after two hours', { code: 1001, milliseconds: 7_200_000 }, false],
])('of %s, %j means that the client is gone: %s', (_, closing, gone) => {
  expect(hasLeft(closing)).toBe(gone);
});

test('the best of several clients counts', () => {
  expect(status(left(android, 3_600_000), there(web))).toBe('Online');
  expect(status(left(web, 3_600_000), left(android, 3_600_000))).toBe('PushOnline');
});
