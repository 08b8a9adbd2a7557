import { closeState, reserve, reserveAt, stateOf, stateOfMany } from '../../lib/domain/group-log/state.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { keys } from '../../lib/table/keys.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { groupDraft, groupTextOf, logOf, newLife, sendToGroup } from '../support/group-log-world.ts';
import { dyingAt, start } from '../support/message-world.ts';

const database = databaseOfTests();

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
const sender = (number: number) => `sender${number}` as UserId;
const wanted = { priority: 2, counts: true } as const;

describe('numbers of a group', () => {
  it('are 1 to n without hole or repeat when 50 send at once', async () => {
    const life = await newLife(database.table);
    const stored = await Promise.all(
      numbers(50).map(n => sendToGroup(database.table, life, groupDraft(`${n}`, { sender: sender(n) }))),
    );
    const seqs = stored.map(({ message }) => message?.seq ?? 0);
    expect(seqs.sort((one, other) => one - other)).toEqual(numbers(50));
    const log = await logOf(database.table, life);
    expect(log.map(({ seq }) => seq)).toEqual(numbers(50));
    expect(new Set(log.map(groupTextOf)).size).toBe(50);
    expect(await stateOf(database.table, life)).toMatchObject({
      next: 51,
      uncounted: 0,
      upTo2: 50,
      upTo4: 50,
    });
  });

  it('come with times that never go back, whatever the clocks say', async () => {
    const life = await newLife(database.table);
    const times = [10, 3, 11, 0, 12, 5];
    await Promise.all(
      times.map((time, i) =>
        sendToGroup(database.table, life, groupDraft('tick', { sender: sender(i) }), start + time),
      ),
    );
    const log = await logOf(database.table, life);
    expect(log).toHaveLength(times.length);
    const stored = log.map(({ time }) => time);
    expect(stored).toEqual([...stored].sort((one, other) => one - other));
  });

  it('say how many numbers before them do not count as unread', async () => {
    const life = await newLife(database.table);
    const silent = [false, true, false, true, true, false];
    for (const [i, noUnread] of silent.entries()) {
      await sendToGroup(database.table, life, groupDraft('x', { random: i, noUnread }));
    }
    const log = await logOf(database.table, life);
    expect(log.map(({ uncountedBefore }) => uncountedBefore)).toEqual([0, 0, 1, 1, 2, 3]);
    expect(await stateOf(database.table, life)).toMatchObject({ uncounted: 3 });
  });

  it('are not given to less important messages when the window is full', async () => {
    const life = await newLife(database.table);
    await database.table.update({
      key: keys.groupState(life),
      set: 'SET windowUntil = :until, limit1 = :four, limit2 = :two, limit3 = :two, limit4 = :two',
      values: { ':until': (start + 1) * 1000, ':four': 4, ':two': 2 },
    });
    const priorities = [2, 3, 2, 1, 4, 1, 1] as const;
    const seqs: (number | undefined)[] = [];
    for (const [i, priority] of priorities.entries()) {
      const { message } = await sendToGroup(database.table, life, groupDraft('x', { random: i, priority }));
      seqs.push(message?.seq);
    }
    expect(seqs).toEqual([1, 2, 3, 4, undefined, 5, 6]);
    expect(await stateOf(database.table, life)).toMatchObject({ dropped4: 1, upTo1: 3, upTo2: 5, upTo4: 6 });
    const after = await reserve(database.table, life, { priority: 4, counts: true }, (start + 1) * 1000);
    expect(after).toMatchObject({ seq: 7 });
  });

  it('are taken in the order of time by what is imported', async () => {
    const life = await newLife(database.table);
    expect(await reserveAt(database.table, life, wanted, 100)).toMatchObject({ seq: 1, time: 100 });
    expect(await reserveAt(database.table, life, wanted, 99)).toBeUndefined();
    expect(await reserveAt(database.table, life, wanted, 100)).toMatchObject({ seq: 2, time: 100 });
  });
});

describe('a repeat', () => {
  it('is answered with the first number and time for 5 minutes, and is a new message then', async () => {
    const life = await newLife(database.table);
    const draft = groupDraft('once');
    const first = await sendToGroup(database.table, life, draft);
    const again = await sendToGroup(database.table, life, draft, start + 299);
    const later = await sendToGroup(database.table, life, draft, start + 300);
    expect([first.repeat, again.repeat, later.repeat]).toEqual([false, true, false]);
    expect(again.message).toEqual(first.message);
    expect(later.message?.seq).toBe(2);
  });

  it('at the same moment leaves one message', async () => {
    const life = await newLife(database.table);
    const draft = groupDraft('once');
    const stored = await Promise.all(numbers(5).map(() => sendToGroup(database.table, life, draft)));
    expect(stored.filter(({ repeat }) => !repeat)).toHaveLength(1);
    expect(new Set(stored.map(({ message }) => message?.seq)).size).toBe(1);
    expect(await logOf(database.table, life)).toHaveLength(1);
  });

  it('does not undo what happened to the message', async () => {
    const life = await newLife(database.table);
    await sendToGroup(database.table, life, groupDraft('once'));
    await database.table.update({
      key: keys.groupMessage(life, 1),
      set: 'SET recalledBy = :ana',
      values: { ':ana': 'ana' },
    });
    expect((await sendToGroup(database.table, life, groupDraft('once'))).message?.recalledBy).toBe('ana');
  });
});

describe('a sender that dies between any two calls and sends again', () => {
  it('leaves one message, and no number twice', async () => {
    for (let call = 1; ; call += 1) {
      const life = await newLife(database.table);
      await sendToGroup(database.table, life, groupDraft('before', { random: 1 }));
      const dying = dyingAt(database.table, call);
      await sendToGroup(dying.table, life, groupDraft('hello')).catch(() => undefined);
      if (!dying.died()) break;
      await sendToGroup(database.table, life, groupDraft('after', { random: 2 }));
      const { message } = await sendToGroup(database.table, life, groupDraft('hello'), start + 20);
      const log = await logOf(database.table, life);
      expect(log.map(groupTextOf).sort()).toEqual(['after', 'before', 'hello']);
      expect(new Set(log.map(({ seq }) => seq)).size).toBe(3);
      expect(log.find(({ seq }) => seq === message?.seq)).toEqual(message);
      const state = await stateOf(database.table, life);
      expect(state?.next).toBeLessThanOrEqual(5);
    }
  });
});

describe('a group that is dissolved', () => {
  it('takes no message any more, also from who is sending at that moment', async () => {
    const life = await newLife(database.table);
    const sends = numbers(20).map(n =>
      sendToGroup(database.table, life, groupDraft(`${n}`, { sender: sender(n) })).catch(error => error),
    );
    const closed = await closeState(database.table, life);
    const ends = await Promise.all(sends);
    const refused = ends.filter(end => end instanceof Fault);
    expect(refused.every(fault => fault.key === 'GroupNotFound')).toBe(true);
    expect(closed?.next).toBe(20 - refused.length + 1);
    expect(await stateOf(database.table, life)).toBeUndefined();
    expect(await closeState(database.table, life)).toBeUndefined();
    await expect(sendToGroup(database.table, life, groupDraft('late'))).rejects.toMatchObject({
      key: 'GroupNotFound',
    });
  });

  it('is missing among the states of many', async () => {
    const one = await newLife(database.table);
    const other = await newLife(database.table);
    await closeState(database.table, one);
    expect(await stateOfMany(database.table, [one, other])).toEqual([
      undefined,
      expect.objectContaining({ next: 1 }),
    ]);
  });
});
