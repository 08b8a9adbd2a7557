import * as fc from 'fast-check';
import type { Key } from '../../lib/kernel/ports.ts';
import type { ConnectionId, InstanceId, SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import { connectionOf, keys } from '../../lib/table/keys.ts';
import { holds } from '../support/property.ts';

/** Names that would collide if keys were glued together without care. */
const account = fc.oneof(
  fc.constantFrom('a', 'b', 'a#b', '#', '1#a', 'USER#a', 'ACCOUNT', 'C2C#a', '2', '9'),
  fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom('a', '#', '1', 'C', '0') }),
  fc.string({ minLength: 1, maxLength: 32, unit: 'grapheme' }),
) as fc.Arbitrary<string> as fc.Arbitrary<UserId>;
const app = fc.integer({ min: 1, max: 30 }) as fc.Arbitrary<number> as fc.Arbitrary<SdkAppId>;
const number = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 0xffff_ffff }));
const instance = number as fc.Arbitrary<number> as fc.Arbitrary<InstanceId>;
const connection = fc.base64String() as fc.Arbitrary<string> as fc.Arbitrary<ConnectionId>;
const command = fc.constantFrom('openim.sendmsg', 'openim.getmsg', 'a.b');
const checksum = fc.stringMatching(/^[0-9a-f]{8}$/);

/** A key, and the question it answers: two different questions must never have one key. */
interface Named {
  readonly question: string;
  readonly key: Key;
}
const named = (kind: string, parts: readonly unknown[], key: Key): Named => ({
  question: JSON.stringify([kind, ...parts]),
  key,
});

const anyKey: fc.Arbitrary<Named> = fc.oneof(
  app.map(a => named('application', [a], keys.application(a))),
  fc.tuple(app, command, number).map(parts => named('calls', parts, keys.callCount(...parts))),
  fc.tuple(app, account).map(parts => named('account', parts, keys.account(...parts))),
  fc.tuple(app, account, instance).map(parts => named('session', parts, keys.session(...parts))),
  connection.map(c => named('connection', [c], keys.connection(c))),
  fc.tuple(app, account, account).map(parts => named('chat', parts, keys.chat(...parts))),
  fc.tuple(app, account, account).map(parts => named('block', parts, keys.block(...parts))),
  fc.tuple(app, account).map(parts => named('block index', parts, keys.blockIndex(...parts))),
  fc.tuple(app, account, account).map(parts => named('blocker', parts, keys.blocker(...parts))),
  fc.tuple(app, account, account).map(parts => named('friend', parts, keys.friend(...parts))),
  fc.tuple(app, account).map(parts => named('friend index', parts, keys.friendIndex(...parts))),
  fc.tuple(app, account, account).map(parts => named('admirer', parts, keys.admirer(...parts))),
  fc
    .tuple(app, account, account, fc.constantFrom('RECEIVED' as const, 'SENT' as const))
    .map(parts => named('friend request', parts, keys.friendRequest(...parts))),
  fc
    .tuple(app, account, account)
    .map(([a, one, other]) => named('tie', [a, ...[one, other].sort()], keys.tie(a, one, other))),
  fc
    .tuple(app, account, account, number)
    .map(([a, sender, receiver, seq]) =>
      named(
        'extensions',
        [a, sender, receiver, seq],
        keys.extensions(
          a,
          keys.message(a, sender, receiver, { seq, random: 1, checksum: '00000000', generation: 0 }),
        ),
      ),
    ),
  fc.tuple(app, fc.base64String()).map(parts => named('merged', parts, keys.mergedList(...parts))),
  fc
    .tuple(app, account, account, number, number, checksum, fc.integer({ min: 0, max: 3 }))
    .map(([a, sender, receiver, seq, random, sum, generation]) =>
      named(
        'message',
        // To oneself there is one direction only; else sender and receiver both count.
        [a, sender, receiver, seq, random, sum, generation],
        keys.message(a, sender, receiver, { seq, random, checksum: sum, generation }),
      ),
    ),
);

test('two different things never have one key', () => {
  holds(
    fc.property(anyKey, anyKey, (one, other) => {
      const same = one.key.PK === other.key.PK && one.key.SK === other.key.SK;
      expect(same).toBe(one.question === other.question);
    }),
    { numRuns: 5_000 },
  );
});

test('a pair has one partition, whoever looks, and no other pair has it', () => {
  const ordered = (one: UserId, other: UserId): string => JSON.stringify([one, other].sort());
  holds(
    fc.property(app, account, account, account, account, (id, a, b, c, d) => {
      expect(keys.pair(id, a, b)).toBe(keys.pair(id, b, a));
      expect(keys.pair(id, a, b) === keys.pair(id, c, d)).toBe(ordered(a, b) === ordered(c, d));
    }),
    { numRuns: 2_000 },
  );
});

test('nothing of one application is in a partition of another', () => {
  holds(
    fc.property(app, app, account, account, (one, other, a, b) => {
      fc.pre(one !== other);
      const partitions = (id: SdkAppId) => [
        keys.account(id, a).PK,
        keys.pair(id, a, b),
        keys.application(id).PK,
      ];
      for (const partition of partitions(one)) expect(partitions(other)).not.toContain(partition);
    }),
  );
});

test('the account and all its sessions, and nothing else of the user, begin with the account’s prefix', () => {
  holds(
    fc.property(app, account, instance, account, (id, owner, client, peer) => {
      expect(keys.account(id, owner).SK.startsWith(keys.accountPrefix)).toBe(true);
      expect(keys.session(id, owner, client).SK.startsWith(keys.sessionPrefix)).toBe(true);
      expect(keys.sessionPrefix.startsWith(keys.accountPrefix)).toBe(true);
      expect(keys.account(id, owner).SK.startsWith(keys.sessionPrefix)).toBe(false);
      expect(keys.chat(id, owner, peer).SK.startsWith(keys.accountPrefix)).toBe(false);
    }),
  );
});

test('messages sort by time, then by the sender’s number', () => {
  const point = fc.tuple(fc.integer({ min: 0, max: 4_000_000_000 }), number, number);
  holds(
    fc.property(point, point, (one, other) => {
      const byNumbers = one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
      const [a, b] = [keys.messageTime(...one), keys.messageTime(...other)];
      expect(Math.sign(a < b ? -1 : Number(a > b))).toBe(Math.sign(byNumbers));
    }),
  );
});

test('a connection’s record says which connection it is about', () => {
  holds(fc.property(connection, id => expect(connectionOf(keys.connection(id))).toBe(id)));
});
