import { markRead } from '../../lib/domain/conversation/chat-store.ts';
import { historyPage } from '../../lib/domain/message/history.ts';
import { recallMessage } from '../../lib/domain/message/recall.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { syncPage } from '../support/client-model.ts';
import { type ConsumedUnits, consumedBy } from '../support/consumed-units.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { app, draft, listOf, send, someone, start } from '../support/message-world.ts';

const database = databaseOfTests();

const text = 'x'.repeat(300);
const pair = () => ({ sender: someone('ana'), receiver: someone('ben') });
const fill = async (me: UserId, conversations: number): Promise<void> => {
  for (let i = 0; i < conversations; i += 1)
    await send(database.table, draft(text, { sender: someone('peer'), receiver: me }), start + i);
};

/** What docs/delivery.md and lib/table/README.md say, held. */
describe('the cost of', () => {
  const held = (name: string, work: () => Promise<unknown>, expected: Partial<ConsumedUnits>) =>
    consumedBy(work).then(units => expect({ [name]: units }).toMatchObject({ [name]: expected }));

  it('a send is 4 write units, and 3 read units more when it is a repeat', async () => {
    const message = draft(text, pair());
    await held('send', () => send(database.table, message), { read: 0, write: 4, calls: 3 });
    await held('repeat', () => send(database.table, message), { read: 3 });
  });

  it('a recall is 1 read unit and 10 write units', async () => {
    const { sender, receiver } = pair();
    await send(database.table, draft(text, { sender, receiver }));
    const wanted = { app, sender, receiver, key: { seq: 7, random: 9, time: start }, recalledBy: sender };
    await held('recall', () => recallMessage(database.table, wanted, (start + 5) * 1000), {
      read: 1,
      write: 10,
    });
  });

  it('a read report is 1 write unit', async () => {
    const { sender, receiver } = pair();
    await send(database.table, draft(text, { sender, receiver }));
    const side = { app, owner: receiver, peer: sender };
    await held('read report', () => markRead(database.table, side, start), { read: 0, write: 1, calls: 1 });
  });

  it('a page of 15 messages of 300 bytes is 3 read units', async () => {
    const { sender, receiver } = pair();
    for (let seq = 0; seq < 20; seq += 1) await send(database.table, draft(text, { sender, receiver, seq }));
    const request = { app, viewer: receiver, peer: sender, limit: 15, withRecalled: true };
    await held('page', () => historyPage(database.table, request, start * 1000), { read: 3, calls: 1 });
  });

  it('a list of 20 conversations is 1 read unit and half a unit for each', async () => {
    const me = someone('me');
    await fill(me, 20);
    await held('list', () => listOf(database.table, me), { read: 1 + 20 * 0.5, calls: 2 });
  });

  it('a sync is the conversations, and a query for each that changed or has something unread', async () => {
    const me = someone('me');
    await fill(me, 20);
    const at = start + 1000;
    const first = () => syncPage(database.table, me, undefined, at);
    await held('first sync', first, { read: 1 + 20, calls: 1 + 20 });
    const cookie = { v: 1, since: start + 900 } as const;
    const chats = await listOf(database.table, me);
    for (const { peer } of chats) await markRead(database.table, { app, owner: me, peer }, start + 900);
    const quiet = () => syncPage(database.table, me, cookie, at);
    await held('quiet sync', quiet, { read: 1, calls: 1 });
  });
});
