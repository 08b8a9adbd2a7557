import { syncAll } from '../support/client-model.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import {
  draft,
  dyingAt,
  historyOf,
  listOf,
  send,
  someone,
  start,
  textOf,
  unreadBy,
} from '../support/message-world.ts';

const database = databaseOfTests();

const pair = () => ({ sender: someone('ana'), receiver: someone('ben') });
const textsOf = async (...[viewer, peer]: [ReturnType<typeof someone>, ReturnType<typeof someone>]) =>
  (await historyOf(database.table, viewer, peer)).map(textOf);

describe('sending a message', () => {
  it('shows it to both sides', async () => {
    const { sender, receiver } = pair();
    await send(database.table, draft('hello', { sender, receiver }));
    expect(await textsOf(sender, receiver)).toEqual(['hello']);
    expect(await textsOf(receiver, sender)).toEqual(['hello']);
    expect((await listOf(database.table, sender)).map(chat => chat.peer)).toEqual([receiver]);
    expect((await listOf(database.table, receiver)).map(chat => chat.last.seq)).toEqual([7]);
  });

  it('stores a repeat once and answers it with the first time', async () => {
    const { sender, receiver } = pair();
    const message = draft('once', { sender, receiver });
    const [one, two] = await Promise.all([send(database.table, message), send(database.table, message)]);
    const three = await send(database.table, message, start + 86_399);
    expect([one.repeat, two.repeat].sort()).toEqual([false, true]);
    expect(three).toEqual({ message: one.message, repeat: true });
    expect(await textsOf(receiver, sender)).toEqual(['once']);
    expect(await unreadBy(database.table, receiver)).toEqual({ [sender]: 1 });
  });

  it('shows the first time in the list after a repeat', async () => {
    const { sender, receiver } = pair();
    const message = draft('once', { sender, receiver });
    await send(database.table, message);
    await send(database.table, draft('newer', { sender, receiver, seq: 8 }), start + 5);
    await send(database.table, message, start + 10);
    expect((await listOf(database.table, receiver)).map(chat => textOf(chat.last))).toEqual(['newer']);
  });

  it('takes messages with equal numbers and other content for different ones', async () => {
    const { sender, receiver } = pair();
    await send(database.table, draft('one', { sender, receiver }));
    await send(database.table, draft('two', { sender, receiver }));
    await send(database.table, draft('one', { sender: receiver, receiver: sender }));
    expect((await textsOf(receiver, sender)).sort()).toEqual(['one', 'one', 'two']);
  });

  it('takes an unnumbered message for a repeat for 120 seconds, and not longer', async () => {
    const { sender, receiver } = pair();
    const message = draft('tick', { sender, receiver, seq: undefined });
    const times = [0, 119, 120, 130, 239, 241, 500, 619, 621];
    const repeats: boolean[] = [];
    for (const time of times) repeats.push((await send(database.table, message, start + time)).repeat);
    expect(repeats).toEqual([false, true, false, true, true, false, false, true, false]);
    expect(await textsOf(receiver, sender)).toHaveLength(4 + 1);
  });

  it('keeps a message that is only for the receiver out of the sender’s history and list', async () => {
    const { sender, receiver } = pair();
    await send(database.table, draft('secret', { sender, receiver, receiverOnly: true }));
    expect(await textsOf(sender, receiver)).toEqual([]);
    expect(await textsOf(receiver, sender)).toEqual(['secret']);
    expect(await listOf(database.table, sender)).toEqual([]);
  });

  it('works with oneself', async () => {
    const me = someone('me');
    await send(database.table, draft('note', { sender: me, receiver: me }));
    expect(await textsOf(me, me)).toEqual(['note']);
    expect((await listOf(database.table, me)).map(chat => chat.peer)).toEqual([me]);
    expect(await unreadBy(database.table, me)).toEqual({});
  });
});

describe('a sender that dies half-way and sends again', () => {
  it.each([0, 1, 29, 31, 3600])('leaves one message, listed, unread and synced, after %i s', async pause => {
    for (let call = 1; ; call += 1) {
      const { sender, receiver } = pair();
      const message = draft('hello', { sender, receiver });
      const dying = dyingAt(database.table, call);
      await send(dying.table, message).catch(() => undefined);
      if (!dying.died()) break;
      const between = await syncAll(database.table, receiver, undefined, start + pause);
      await send(database.table, message, start + pause);
      expect(await textsOf(receiver, sender)).toEqual(['hello']);
      expect(await unreadBy(database.table, receiver)).toEqual({ [sender]: 1 });
      for (const [one, other] of [
        [sender, receiver],
        [receiver, sender],
      ] as const) {
        const list = await listOf(database.table, one);
        expect(list.map(chat => [chat.peer, textOf(chat.last)])).toEqual([[other, 'hello']]);
      }
      const synced = await syncAll(database.table, receiver, between.cookie, start + pause + 10);
      expect(new Set(synced.messages.map(textOf))).toEqual(new Set(['hello']));
    }
  });
});
