import { listedChats } from '../../lib/domain/conversation/chat-list.ts';
import { chatOf, markRead } from '../../lib/domain/conversation/chat-store.ts';
import { clearChat, deleteChat } from '../../lib/domain/conversation/deleted.ts';
import { pinsAtMost, setPinned } from '../../lib/domain/conversation/pins.ts';
import { setRemind } from '../../lib/domain/conversation/remind.ts';
import { historyPage } from '../../lib/domain/message/history.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { syncAll } from '../support/client-model.ts';
import { consumedBy } from '../support/consumed-units.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import {
  app,
  draft,
  listOf,
  retentionDays,
  send,
  someone,
  start,
  textOf,
  unreadBy,
} from '../support/message-world.ts';

const database = databaseOfTests();

let numbers = 0;
const says = (sender: UserId, receiver: UserId, text: string, second = start, seq = 0) => {
  numbers += 1;
  return send(
    database.table,
    draft(text, { sender, receiver, seq: seq || numbers, random: numbers }),
    second,
  );
};
const side = (owner: UserId, peer: UserId) => ({ app, owner, peer });
const deletes = (owner: UserId, peer: UserId, second: number, clear = true) =>
  deleteChat(database.table, side(owner, peer), clear, second * 1000);
const lasts = async (account: UserId) =>
  (await listOf(database.table, account)).map(({ last }) => textOf(last));
const history = async (viewer: UserId, peer: UserId) => {
  const chat = await chatOf(database.table, side(viewer, peer), start * 1000);
  const cuts = chat?.cleared && [chat.cleared];
  const request = { app, viewer, peer, limit: 100, withRecalled: true, cuts };
  return (await historyPage(database.table, request, start * 1000)).messages.map(textOf);
};
const pair = () => [someone('me'), someone('ana')] as const;

describe('a deleted conversation', () => {
  it('is gone for one side, with its history, and comes back with a new message alone', async () => {
    const [me, ana] = pair();
    await says(ana, me, 'one');
    expect(await deletes(me, ana, start + 5)).toBe(true);
    expect([await lasts(me), await history(me, ana), await unreadBy(database.table, me)]).toEqual([
      [],
      [],
      {},
    ]);
    expect([await lasts(ana), await history(ana, me)]).toEqual([['one'], ['one']]);
    await says(ana, me, 'two', start + 9);
    expect([await lasts(me), await history(me, ana)]).toEqual([['two'], ['two']]);
    expect(await unreadBy(database.table, me)).toEqual({ [ana]: 1 });
    expect(await history(ana, me)).toEqual(['one', 'two']);
  });

  it('keeps its history when that was not asked for', async () => {
    const [me, ana] = pair();
    await says(ana, me, 'one');
    await deletes(me, ana, start + 5, false);
    expect([await lasts(me), await history(me, ana), await unreadBy(database.table, me)]).toEqual([
      [],
      ['one'],
      {},
    ]);
    await says(ana, me, 'two', start + 9);
    expect([await lasts(me), await history(me, ana)]).toEqual([['two'], ['one', 'two']]);
    expect(await unreadBy(database.table, me)).toEqual({ [ana]: 1 });
  });

  it('comes back with a message of the same second, whatever its number', async () => {
    const [me, ana] = pair();
    await says(ana, me, 'high', start, 900);
    await deletes(me, ana, start);
    await says(ana, me, 'low', start, 3);
    expect([await lasts(me), await history(me, ana)]).toEqual([['low'], ['low']]);
    expect(await unreadBy(database.table, me)).toEqual({ [ana]: 1 });
  });

  it('does not come back with the repeat of an old message', async () => {
    const [me, ana] = pair();
    const message = draft('one', { sender: ana, receiver: me });
    await send(database.table, message);
    await deletes(me, ana, start + 5, false);
    await send(database.table, message, start + 40);
    expect([await lasts(me), await unreadBy(database.table, me)]).toEqual([[], {}]);
  });

  it('takes everything along, however much was said in the last seconds', async () => {
    const [me, ana] = pair();
    await Promise.all(
      Array.from({ length: 40 }, (_, i) => (i % 2 ? says(ana, me, `${i}`) : says(me, ana, `${i}`))),
    );
    await deletes(me, ana, start);
    expect([await lasts(me), await history(me, ana)]).toEqual([[], []]);
    expect((await history(ana, me)).length).toBe(40);
  });

  it('is told to a client that was away, as long as it is deleted', async () => {
    const [me, ana] = pair();
    const { cookie } = await syncAll(database.table, me, undefined, start);
    await says(ana, me, 'one', start + 100);
    await deletes(me, ana, start + 200, false);
    const away = await syncAll(database.table, me, cookie, start + 300);
    expect([away.messages, away.deleted]).toEqual([[], [ana]]);
    await says(ana, me, 'two', start + 400);
    const later = await syncAll(database.table, me, cookie, start + 500);
    expect([later.messages.map(textOf), later.deleted]).toEqual([['two'], []]);
    expect((await syncAll(database.table, me, undefined, start + 500)).deleted).toEqual([]);
  });

  it('costs one read and one write unit, also where there is none', async () => {
    const [me, ana] = pair();
    expect(await deletes(me, ana, start)).toBe(false);
    await says(ana, me, 'one');
    const units = await consumedBy(() => deletes(me, ana, start + 5));
    expect(units).toEqual({ read: 1, write: 1, calls: 2 });
    await says(ana, me, 'two', start + 9);
    expect(await consumedBy(() => says(me, ana, 'three', start + 10))).toMatchObject({ write: 4 });
  });
});

describe('an emptied conversation', () => {
  it('stays in the list without a message, at its time', async () => {
    const [me, ana] = pair();
    await says(ana, me, 'one');
    await clearChat(database.table, side(me, ana), (start + 5) * 1000);
    const owner = { app, account: me, limit: 100, retentionDays };
    expect(await listedChats(database.table, owner, (start + 6) * 1000)).toMatchObject([
      { peer: ana, time: start, pinned: false },
    ]);
    expect([await lasts(me), await history(me, ana), await unreadBy(database.table, me)]).toEqual([
      [],
      [],
      {},
    ]);
    expect(await listedChats(database.table, owner, (start + 7 * 86_400) * 1000)).toEqual([]);
  });

  it('stays deleted if it was', async () => {
    const [me, ana] = pair();
    await says(ana, me, 'one');
    await deletes(me, ana, start + 5, false);
    await clearChat(database.table, side(me, ana), (start + 6) * 1000);
    const owner = { app, account: me, limit: 100, retentionDays };
    expect(await listedChats(database.table, owner, (start + 7) * 1000)).toEqual([]);
    expect(await history(me, ana)).toEqual([]);
  });
});

describe('pins', () => {
  const pin = (me: UserId, peers: readonly UserId[], pinned = true) =>
    setPinned(database.table, { app, owner: me }, peers, pinned, (start + 50) * 1000);
  const pinned = async (me: UserId) =>
    (await listOf(database.table, me)).map(chat => [chat.peer, chat.pinned]);

  it('come first in the list, and in a short list before newer conversations', async () => {
    const [me, ana] = pair();
    const ben = someone('ben');
    await says(ana, me, 'old');
    await says(ben, me, 'new', start + 5);
    await pin(me, [ana]);
    expect(await pinned(me)).toEqual([
      [ana, true],
      [ben, false],
    ]);
    const owner = { app, account: me, limit: 1, retentionDays };
    expect(await listedChats(database.table, owner, start * 1000)).toMatchObject([{ peer: ana }]);
    await pin(me, [ana, ben], false);
    expect(await pinned(me)).toEqual([
      [ben, false],
      [ana, false],
    ]);
  });

  it('are 50 at most, also when two devices pin at once', async () => {
    const me = someone('me');
    const peers = Array.from({ length: pinsAtMost + 1 }, () => someone('peer'));
    await Promise.all(peers.map(peer => says(peer, me, 'x')));
    await pin(me, peers.slice(0, pinsAtMost - 1));
    const ends = await Promise.allSettled(peers.slice(pinsAtMost - 1).map(peer => pin(me, [peer])));
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await pinned(me)).filter(([, top]) => top).length).toBe(pinsAtMost);
    await expect(pin(me, peers)).rejects.toThrow('more than 50');
  });

  it('end with the conversation, and do not come back with it', async () => {
    const [me, ana] = pair();
    await says(ana, me, 'one');
    await pin(me, [ana]);
    await deletes(me, ana, start + 60);
    await expect(pin(me, [ana])).rejects.toThrow('no such conversation');
    await says(ana, me, 'two', start + 70);
    expect(await pinned(me)).toEqual([[ana, false]]);
  });

  it('meet a deletion by another device: the conversation is deleted, and is not pinned when it comes back', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [me, ana] = pair();
      await says(ana, me, 'one');
      await Promise.allSettled([pin(me, [ana]), deletes(me, ana, start + 5)]);
      expect(await pinned(me)).toEqual([]);
      await says(ana, me, 'two', start + 70);
      expect(await pinned(me)).toEqual([[ana, false]]);
    }
  });
});

describe('a conversation in silence', () => {
  const reminds = (me: UserId, ana: UserId, value: 0 | 1 | 2, second: number) =>
    setRemind(database.table, side(me, ana), value, second * 1000, retentionDays);

  it('is neither counted nor told, and what came in it stays uncounted', async () => {
    const [me, ana] = pair();
    const { cookie } = await syncAll(database.table, me, undefined, start);
    await reminds(me, ana, 1, start);
    await says(ana, me, 'one', start + 100);
    await says(me, ana, 'mine', start + 101);
    expect((await syncAll(database.table, me, cookie, start + 110)).messages.map(textOf)).toEqual(['mine']);
    expect(await unreadBy(database.table, me)).toEqual({});
    await reminds(me, ana, 0, start + 200);
    await says(ana, me, 'two', start + 300);
    expect(await unreadBy(database.table, me)).toEqual({ [ana]: 1 });
    expect(await history(me, ana)).toEqual(['one', 'mine', 'two']);
  });

  it('counts and tells what came before it', async () => {
    const [me, ana] = pair();
    const { cookie } = await syncAll(database.table, me, undefined, start);
    await says(ana, me, 'before', start + 100);
    await reminds(me, ana, 1, start + 200);
    await says(ana, me, 'in silence', start + 300);
    expect(await unreadBy(database.table, me)).toEqual({ [ana]: 1 });
    expect((await syncAll(database.table, me, cookie, start + 310)).messages.map(textOf)).toEqual(['before']);
    await reminds(me, ana, 2, start + 400);
    await says(ana, me, 'after', start + 500);
    expect(await unreadBy(database.table, me)).toEqual({ [ana]: 2 });
    const { messages } = await syncAll(database.table, me, cookie, start + 510);
    expect(messages.map(textOf)).toEqual(['before', 'after']);
  });

  it('hides nothing that it ever hid when it begins again', async () => {
    const [me, ana] = pair();
    await reminds(me, ana, 1, start);
    await says(ana, me, 'in silence', start + 100);
    await reminds(me, ana, 0, start + 200);
    await reminds(me, ana, 1, start + 300);
    expect(await unreadBy(database.table, me)).toEqual({});
    await reminds(me, ana, 0, start + 400);
    await markRead(database.table, side(me, ana), start + 420);
    await says(ana, me, 'aloud', start + 450);
    await reminds(me, ana, 1, start + 500);
    await says(ana, me, 'in silence again', start + 550);
    expect(await unreadBy(database.table, me)).toEqual({ [ana]: 1 });
  });

  it('keeps its setting longer than its messages, and no longer than that once it is taken back', async () => {
    const [me, ana] = pair();
    const late = start + 30 * 86_400;
    await reminds(me, ana, 2, start);
    await says(ana, me, 'one');
    expect((await chatOf(database.table, side(me, ana), late * 1000))?.remind).toBe(2);
    expect(await listOf(database.table, me, late)).toEqual([]);
    expect(await reminds(me, ana, 2, late)).toBe(false);
    expect(await reminds(me, ana, 0, start + 60)).toBe(true);
    expect(await chatOf(database.table, side(me, ana), late * 1000)).toBeUndefined();
  });
});
