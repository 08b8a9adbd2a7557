import { markRead } from '../../lib/domain/conversation/chat-store.ts';
import { historyPage } from '../../lib/domain/message/history.ts';
import { modifyMessage } from '../../lib/domain/message/modify.ts';
import { recallMessage } from '../../lib/domain/message/recall.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { everyMeeting } from '../support/interleave.ts';
import { app, historyOf, start, textOf, unreadBy } from '../support/message-world.ts';
import { at, clientsAgree, type Scene, scene } from '../support/race-scene.ts';

/**
 * Races by name: each of the two operations happens before every call of the table that the other makes. Races of pins beside the
 * limit of 50, of settings, labels and kicks are in the tests of those subjects.
 */
const database = databaseOfTests();

const recalls =
  ({ sides, ana }: Scene, second: number) =>
  (table: Table) =>
    recallMessage(table, { ...sides, recalledBy: ana }, at(second));
const body = (text: string) => [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text: text } }];
const modifies =
  ({ sides }: Scene, text: string, version?: number) =>
  (table: Table) =>
    modifyMessage(table, { ...sides, body: body(text), version }, at(5));

describe('a recall', () => {
  it('while the message is being read leaves nothing unread, and both are known', async () => {
    await everyMeeting(database.table, async () => {
      const all = await scene(database.table);
      return {
        one: recalls(all, 5),
        other: table => markRead(table, all.side, start),
        check: async (_, read) => {
          expect(read).toEqual({ value: true });
          expect(await unreadBy(database.table, all.me)).toEqual({});
          const [stored] = await historyOf(database.table, all.me, all.ana);
          expect(stored?.recalledBy).toBe(all.ana);
          await clientsAgree(all);
        },
      };
    });
  });

  it('while a page of history is read is on the page or comes with the next sync', async () => {
    await everyMeeting(database.table, async () => {
      const all = await scene(database.table);
      const request = { app, viewer: all.me, peer: all.ana, limit: 20, withRecalled: true };
      return {
        one: recalls(all, 5),
        other: table => historyPage(table, request, at(5)),
        check: async (_, page) => {
          expect(page).toMatchObject({ value: { messages: [{ seq: all.message.seq }] } });
          await clientsAgree(all);
        },
      };
    });
  });

  it('while a client syncs is in this sync or the next', async () => {
    await everyMeeting(database.table, async () => {
      const all = await scene(database.table);
      return {
        one: recalls(all, 5),
        other: table => all.client.connect(start + 5, table),
        check: () => clientsAgree(all),
      };
    });
  });

  it('asked for twice at once is done once', async () => {
    await everyMeeting(database.table, async () => {
      const all = await scene(database.table);
      return {
        one: recalls(all, 5),
        other: recalls(all, 6),
        check: async (...endings) => {
          const faults = endings.flatMap(ending => ('fault' in ending ? [ending.fault] : []));
          expect(faults).toEqual(['MessageAlreadyRecalled']);
          await clientsAgree(all);
        },
      };
    });
  });

  it('meets a modification: what was recalled is never modified', async () => {
    await everyMeeting(database.table, async () => {
      const all = await scene(database.table);
      return {
        one: recalls(all, 5),
        other: modifies(all, 'two'),
        check: async (recall, modification) => {
          expect(recall).toMatchObject({ value: { recalledBy: all.ana } });
          const [stored] = await historyOf(database.table, all.me, all.ana);
          expect(stored?.recalledBy).toBe(all.ana);
          expect(stored && textOf(stored)).toBe('fault' in modification ? 'one' : 'two');
          await clientsAgree(all);
        },
      };
    });
  });
});

describe('two modifications at once', () => {
  it('by clients: one is done, the other is shown what the message holds', async () => {
    await everyMeeting(database.table, async () => {
      const all = await scene(database.table);
      return {
        one: modifies(all, 'two', 0),
        other: modifies(all, 'three', 0),
        check: async (...endings) => {
          const [stored] = await historyOf(database.table, all.me, all.ana);
          expect(stored?.version).toBe(1);
          const done = endings.map(ending => 'value' in ending && (ending.value as { done: boolean }).done);
          expect(done.filter(Boolean)).toHaveLength(1);
          for (const ending of endings) {
            expect(ending).toMatchObject({ value: { message: { body: stored?.body, version: 1 } } });
          }
          await clientsAgree(all);
        },
      };
    });
  });

  it('by backends: the later one counts, or is told to try again', async () => {
    await everyMeeting(database.table, async () => {
      const all = await scene(database.table);
      return {
        one: modifies(all, 'two'),
        other: modifies(all, 'three'),
        check: async (...endings) => {
          const faults = endings.flatMap(ending => ('fault' in ending ? [ending.fault] : []));
          expect(faults.every(fault => fault === 'ModifiedAtOnce')).toBe(true);
          const [stored] = await historyOf(database.table, all.me, all.ana);
          expect(stored?.version).toBe(2 - faults.length);
        },
      };
    });
  });
});
