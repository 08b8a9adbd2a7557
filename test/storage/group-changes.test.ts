import { clearUnread, importMessage } from '../../lib/domain/group-log/import-messages.ts';
import { messageOf, messagesOf } from '../../lib/domain/group-log/log-store.ts';
import { modifiable, modifyGroupMessage } from '../../lib/domain/group-log/modify-message.ts';
import { setGroupRead } from '../../lib/domain/group-log/read-position.ts';
import { recallMessages } from '../../lib/domain/group-log/recall.ts';
import {
  checkReceipts,
  nonReadersOf,
  noteReceipts,
  readCounts,
  readersOf,
} from '../../lib/domain/group-log/receipts.ts';
import { stateOf } from '../../lib/domain/group-log/state.ts';
import { positionFor, unreadOf } from '../../lib/domain/group-log/unread.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { GroupItem, MemberItem } from '../../lib/table/group-items.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import type { GroupMessageItem } from '../../lib/table/group-log-items.ts';
import { keys } from '../../lib/table/keys.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import {
  groupDraft,
  groupTextOf,
  keptSeconds,
  logOf,
  newLife,
  sendToGroup,
} from '../support/group-log-world.ts';
import { everyMeeting } from '../support/interleave.ts';
import { start } from '../support/message-world.ts';

const database = databaseOfTests();

const [ana, ben, cho] = ['ana', 'ben', 'cho'] as UserId[] as [UserId, UserId, UserId];
const now = start * 1000;
const keeping = { now, seconds: keptSeconds };

const join = (life: GroupLife, account: UserId): Promise<void> => {
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
  return database.table.put({ item: member });
};

const unread = async (life: GroupLife, account: UserId): Promise<number> => {
  const member = await database.table.get<MemberItem>(keys.member(life, account), { consistent: true });
  const state = await stateOf(database.table, life);
  if (!member || !state) throw new Error('neither member nor state');
  return unreadOf(database.table, life, member, state, now);
};

const said = async (life: GroupLife, more: Parameters<typeof groupDraft>[1] = {}) => {
  const { message } = await sendToGroup(database.table, life, groupDraft('hello', more));
  if (!message) throw new Error('the message was dropped');
  return message;
};

describe('a message that several modify at the same moment', () => {
  const at = (life: GroupLife, message: GroupMessageItem, body: string, version?: number) =>
    modifyGroupMessage(database.table, life, message, { body, version }, now);

  it('holds what one of them wrote; the others learn of it', async () => {
    const life = await newLife(database.table);
    const message = await said(life);
    const bodies = ['"one"', '"two"', '"three"'];
    const results = await Promise.all(bodies.map(body => at(life, message, body, 0)));
    expect(results.filter(({ done }) => done)).toHaveLength(1);
    const stored = await messageOf(database.table, life, message.seq, now);
    expect(stored).toMatchObject({ version: 1 });
    for (const result of results) expect(result.message.body).toBe(stored?.body);
  });

  it('refuses who names no version and comes too late, and takes a repeat for done', async () => {
    const life = await newLife(database.table);
    const message = await said(life);
    expect(await at(life, message, '"one"', 0)).toMatchObject({ done: true });
    await expect(at(life, message, '"two"')).rejects.toMatchObject({ key: 'ModifiedAtOnce' });
    const changed = (await messageOf(database.table, life, message.seq, now)) ?? message;
    expect(await at(life, changed, '"one"', 0)).toMatchObject({ done: true });
    expect(await at(life, changed, '"two"', 0)).toMatchObject({ done: false, message: { body: '"one"' } });
  });
});

describe('a recall', () => {
  it('while the message is being modified: what was recalled is never modified', async () => {
    await everyMeeting(database.table, async () => {
      const life = await newLife(database.table);
      const { seq } = await said(life);
      const recalling = { recalledBy: ana, reason: '', anyMessage: false, windowSeconds: 120 };
      return {
        one: table => recallMessages(table, life, [seq], recalling, now),
        other: async table => {
          const message = await modifiable(table, life, seq, now);
          return modifyGroupMessage(table, life, message, { body: '"two"', version: undefined }, now);
        },
        check: async (recall, modification) => {
          expect(recall).toMatchObject({ value: [{ seq, message: { recalledBy: ana } }] });
          const stored = await messageOf(database.table, life, seq, now);
          expect(stored?.recalledBy).toBe(ana);
          if ('fault' in modification) {
            expect(['ModifiedMessageNotFound', 'ModifiedAtOnce']).toContain(modification.fault);
          }
          expect(stored?.body === '"two"').toBe('value' in modification);
        },
      };
    });
  });
});

describe('receipts', () => {
  const public_ = { type: 'Public' } as GroupItem;

  it('cost one write for a hundred numbers, and count once', async () => {
    const life = await newLife(database.table);
    for (const account of [ana, ben, cho]) await join(life, account);
    for (let i = 0; i < 4; i += 1) await said(life, { random: i, needReceipt: i !== 2 });
    const confirmed = await noteReceipts(database.table, life, ben, [1, 2, 3, 9], now);
    expect(confirmed.map(({ seq }) => seq)).toEqual([1, 2]);
    await noteReceipts(database.table, life, ben, [1], now);
    await noteReceipts(database.table, life, cho, [2], now);
    await noteReceipts(database.table, life, ana, [1], now);
    const asked = await messagesOf(database.table, life, [1, 2, 4], now);
    const counts = await readCounts(database.table, life, asked, 3, now);
    expect(counts.map(({ message, read, unread: left }) => [message.seq, read, left])).toEqual([
      [1, 1, 1],
      [2, 2, 0],
      [4, 0, 2],
    ]);
    expect(await readersOf(database.table, life, 2, now)).toEqual([ben, cho]);
    const [first] = asked;
    if (!first) throw new Error('no message');
    expect(await nonReadersOf(database.table, life, first, now)).toEqual([cho]);
  });

  it('are for those only to whom a message was directed', async () => {
    const life = await newLife(database.table);
    for (const account of [ana, ben, cho]) await join(life, account);
    const message = await said(life, { needReceipt: true, to: [ben] });
    expect(await noteReceipts(database.table, life, cho, [1], now)).toEqual([]);
    expect(await readCounts(database.table, life, [message], 3, now)).toMatchObject([{ read: 0, unread: 1 }]);
    expect(await nonReadersOf(database.table, life, message, now)).toEqual([ben]);
  });

  it('are refused in groups of more than 200 members', async () => {
    const life = await newLife(database.table);
    const count = (members: number) =>
      database.table.put({ item: { ...keys.memberCount(life), v: 1, members } as never });
    await count(200);
    expect(await checkReceipts(database.table, public_, life)).toBe(200);
    await count(201);
    await expect(checkReceipts(database.table, public_, life)).rejects.toMatchObject({
      key: 'GroupTooLargeForReceipts',
    });
  });
});

describe('an import', () => {
  const bring = (life: GroupLife, text: string, time: number, random?: number) =>
    importMessage(database.table, life, { ...groupDraft(text), random }, time, start - 1000, keeping);

  it('stores each message once, silently, in the order of time', async () => {
    const life = await newLife(database.table);
    const [one, again] = [await bring(life, 'one', start - 500, 1), await bring(life, 'one', start - 500, 1)];
    expect(again).toEqual(one);
    expect(await bring(life, 'early', start - 501, 2)).toBeUndefined();
    expect(await bring(life, 'before', start - 1001, 3)).toBeUndefined();
    expect(await bring(life, 'future', start + 1, 4)).toBeUndefined();
    await bring(life, 'bare', start - 400);
    await bring(life, 'bare', start - 400);
    await bring(life, 'bare', start - 300);
    const log = await logOf(database.table, life);
    expect(log.map(groupTextOf)).toEqual(['one', 'bare', 'bare']);
    expect(log.every(({ silent }) => silent)).toBe(true);
    expect(log.map(({ time }) => time)).toEqual([start - 500, start - 400, start - 300]);
  });

  it('has everybody read everything, until somebody says otherwise', async () => {
    const life = await newLife(database.table);
    for (const account of [ben, cho]) await join(life, account);
    for (const n of [1, 2, 3]) await bring(life, `${n}`, start - 100 + n, n);
    await clearUnread(database.table, life);
    expect([await unread(life, ben), await unread(life, cho)]).toEqual([0, 0]);
    const state = await stateOf(database.table, life);
    if (!state) throw new Error('no state');
    await setGroupRead(
      database.table,
      life,
      cho,
      await positionFor(database.table, life, cho, state, 2, now),
    );
    await said(life, { random: 99 });
    expect([await unread(life, ben), await unread(life, cho)]).toEqual([1, 3]);
  });
});
