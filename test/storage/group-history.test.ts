import { type LogPage, logPage } from '../../lib/domain/group-log/log-history.ts';
import { markGroupRead, setGroupRead } from '../../lib/domain/group-log/read-position.ts';
import { recallMessages, takeAwayBySender } from '../../lib/domain/group-log/recall.ts';
import { stateOf } from '../../lib/domain/group-log/state.ts';
import { positionFor, unreadOf } from '../../lib/domain/group-log/unread.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { MemberItem } from '../../lib/table/group-items.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import { keys } from '../../lib/table/keys.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { groupDraft, groupTextOf, keptSeconds, newLife, sendToGroup } from '../support/group-log-world.ts';
import { start } from '../support/message-world.ts';

const database = databaseOfTests();

const [ana, ben, cho] = ['ana', 'ben', 'cho'] as UserId[] as [UserId, UserId, UserId];
const now = start * 1000;
let random = 0;

const say = (life: GroupLife, text: string, more: Parameters<typeof groupDraft>[1] = {}, second = start) => {
  random += 1;
  return sendToGroup(database.table, life, groupDraft(text, { random, ...more }), second);
};

const page = (
  life: GroupLife,
  highest: number,
  limit: number,
  more: { viewer?: UserId; lowest?: number; bytes?: number } = {},
  at = now,
): Promise<LogPage> =>
  logPage(database.table, life, { highest, limit, lowest: 1, bytes: 90_000, ...more }, at);

const shown = ({ entries }: LogPage) =>
  entries.map(({ seq, message }) => [seq, message ? groupTextOf(message) : undefined]);

const join = async (life: GroupLife, account: UserId): Promise<void> => {
  const member: MemberItem = {
    ...keys.member(life, account),
    v: 1,
    account,
    role: 'Member',
    joinedAt: start,
    shard: 0,
    flag: 'AcceptAndNotify',
    readSeq: 0,
    readUncounted: 0,
    joinSeq: 0,
  };
  await database.table.put({ item: member });
};

const unread = async (life: GroupLife, account: UserId): Promise<number> => {
  const member = await database.table.get<MemberItem>(keys.member(life, account), { consistent: true });
  const state = await stateOf(database.table, life);
  if (!member || !state) throw new Error('neither member nor state');
  return unreadOf(database.table, life, member, state, now);
};

describe('the history of a group', () => {
  it('comes in pages, the newest first, each number once', async () => {
    const life = await newLife(database.table);
    for (const n of [1, 2, 3, 4, 5]) await say(life, `m${n}`);
    const first = await page(life, 5, 2);
    expect(shown(first)).toEqual([
      [5, 'm5'],
      [4, 'm4'],
    ]);
    expect(first).toMatchObject({ end: 'whole', next: 3 });
    const second = await page(life, 3, 2);
    expect(shown(second)).toEqual([
      [3, 'm3'],
      [2, 'm2'],
    ]);
    expect(await page(life, second.next, 2)).toMatchObject({ end: 'whole', next: 0 });
    expect(await page(life, 0, 2)).toEqual({ entries: [], end: 'whole', next: 0 });
  });

  it('goes over the bound of a partition', async () => {
    const life = await newLife(database.table);
    await database.table.update({
      key: keys.groupState(life),
      set: 'SET #next = :next',
      names: { '#next': 'next' },
      values: { ':next': 99_997 },
    });
    for (const n of [1, 2, 3, 4, 5, 6]) await say(life, `m${n}`);
    const whole = await page(life, 100_002, 20);
    expect(whole.entries.map(({ seq }) => seq)).toEqual([100_002, 100_001, 100_000, 99_999, 99_998, 99_997]);
    expect(whole.end).toBe('expired');
    const first = await page(life, 100_002, 4);
    expect(first).toMatchObject({ end: 'whole', next: 99_998 });
    expect(shown(await page(life, first.next, 4))).toEqual([
      [99_998, 'm2'],
      [99_997, 'm1'],
    ]);
  });

  it('holds the place of what is not there, gone, or for others', async () => {
    const life = await newLife(database.table);
    await say(life, 'm1');
    await say(life, 'for ben', { to: [ben] });
    await say(life, 'gone', { sender: cho });
    await say(life, 'lost');
    await database.table.delete({ key: keys.groupMessage(life, 4) });
    await say(life, 'm5');
    await takeAwayBySender(database.table, life, cho, 5, now);
    expect(shown(await page(life, 5, 5, { viewer: cho }))).toEqual([
      [5, 'm5'],
      [4, undefined],
      [3, undefined],
      [2, undefined],
      [1, 'm1'],
    ]);
    for (const viewer of [ana, ben, undefined])
      expect(shown(await page(life, 2, 1, viewer && { viewer }))).toEqual([[2, 'for ben']]);
  });

  it('ends where nothing older is kept, and where its viewer came', async () => {
    const life = await newLife(database.table);
    await say(life, 'old');
    await say(life, 'new', {}, start + 100);
    const later = (start + keptSeconds + 50) * 1000;
    expect(await page(life, 2, 5, {}, later)).toMatchObject({
      entries: [{ seq: 2 }],
      end: 'expired',
      next: 0,
    });
    const newcomer = await page(life, 2, 5, { lowest: 2 });
    expect(newcomer).toMatchObject({ entries: [{ seq: 2 }], end: 'whole', next: 0 });
  });

  it('is cut where it would be too long, after one message at least', async () => {
    const life = await newLife(database.table);
    for (const n of [1, 2, 3]) await say(life, `${n}`.repeat(1000));
    expect(await page(life, 3, 3, { bytes: 2500 })).toMatchObject({
      entries: [{ seq: 3 }, { seq: 2 }],
      end: 'cut',
      next: 1,
    });
    expect(await page(life, 3, 3, { bytes: 10 })).toMatchObject({ entries: [{ seq: 3 }], next: 2 });
  });
});

describe('what a member has not read', () => {
  it('is what others have said since, without what does not count', async () => {
    const life = await newLife(database.table);
    await join(life, ben);
    await say(life, '1');
    await say(life, '2', { noUnread: true });
    await say(life, '3', { to: [cho] });
    await say(life, 'mine', { sender: ben });
    await say(life, '5');
    expect(await unread(life, ben)).toBe(2);
    const recalling = { recalledBy: ana, reason: '', anyMessage: false, windowSeconds: 120 };
    await recallMessages(database.table, life, [5], recalling, now);
    expect(await unread(life, ben)).toBe(1);
    expect(await markGroupRead(database.table, life, ben, 3, now)).toBe(3);
    expect(await unread(life, ben)).toBe(0);
    await say(life, '6');
    expect(await unread(life, ben)).toBe(1);
  });

  it('is counted by difference when it is much', async () => {
    const life = await newLife(database.table);
    await join(life, ben);
    await Promise.all(
      Array.from({ length: 120 }, (_, i) =>
        say(life, 'x', { sender: `s${i}` as UserId, noUnread: i % 10 === 0 }),
      ),
    );
    expect(await unread(life, ben)).toBe(108);
    await markGroupRead(database.table, life, ben, 10, now);
    const left = await unread(life, ben);
    await markGroupRead(database.table, life, ben, 30, now);
    expect(left).toBeGreaterThan(await unread(life, ben));
    await markGroupRead(database.table, life, ben, 120, now);
    expect(await unread(life, ben)).toBe(0);
  });

  it('only shrinks by read reports, also over numbers that are not there', async () => {
    const life = await newLife(database.table);
    await join(life, ben);
    for (const n of [1, 2, 3]) await say(life, `${n}`);
    await database.table.delete({ key: keys.groupMessage(life, 2) });
    expect(await markGroupRead(database.table, life, ben, 2, now)).toBe(2);
    expect(await markGroupRead(database.table, life, ben, 1, now)).toBeUndefined();
    expect(await unread(life, ben)).toBe(1);
    expect(await markGroupRead(database.table, life, ben, 99, now)).toBe(3);
    expect(await unread(life, ben)).toBe(0);
    expect(await markGroupRead(database.table, life, cho, 3, now)).toBeUndefined();
  });

  it.each([0, 1, 3, 4, 99])('can be set: to %i, and no further than there are messages', async wanted => {
    const life = await newLife(database.table);
    await join(life, ben);
    for (const n of [1, 2, 3]) await say(life, `${n}`);
    await say(life, 'mine', { sender: ben });
    await say(life, '5');
    const state = await stateOf(database.table, life);
    if (!state) throw new Error('no state');
    await setGroupRead(
      database.table,
      life,
      ben,
      await positionFor(database.table, life, ben, state, wanted, now),
    );
    expect(await unread(life, ben)).toBe(Math.min(wanted, 4));
  });

  it('can be set to much', async () => {
    const life = await newLife(database.table);
    await join(life, ben);
    await Promise.all(
      Array.from({ length: 150 }, (_, i) => say(life, 'x', { sender: `s${i}` as UserId, noUnread: i < 60 })),
    );
    const state = await stateOf(database.table, life);
    if (!state) throw new Error('no state');
    for (const wanted of [140, 30]) {
      const position = await positionFor(database.table, life, ben, state, wanted, now);
      await setGroupRead(database.table, life, ben, position);
      expect(await unread(life, ben)).toBe(wanted);
    }
  });
});
