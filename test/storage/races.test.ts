import { markRead } from '../../lib/domain/conversation/chat-store.ts';
import { clearChat, deleteChat } from '../../lib/domain/conversation/deleted.ts';
import { setPinned } from '../../lib/domain/conversation/pins.ts';
import { setRemind } from '../../lib/domain/conversation/remind.ts';
import { historyPage } from '../../lib/domain/message/history.ts';
import { modifyMessage } from '../../lib/domain/message/modify.ts';
import { recallMessage } from '../../lib/domain/message/recall.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import { ClientModel, shownHistory } from '../support/client-model.ts';
import { Device, freshPicture } from '../support/device-model.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { everyMeeting } from '../support/interleave.ts';
import {
  app,
  draft,
  historyOf,
  listOf,
  retentionDays,
  send,
  someone,
  start,
  textOf,
  unreadBy,
} from '../support/message-world.ts';

/**
 * Races by name: each of the two operations happens before every call of the table that the other makes. Races of pins beside the
 * limit of 50, of settings, labels and kicks are in the tests of those subjects.
 */
const database = databaseOfTests();

const at = (seconds: number) => (start + seconds) * 1000;

/** `ana` has written to `me`, whose client is away and has seen nothing. */
const scene = async () => {
  const [me, ana] = [someone('me'), someone('ana')];
  const client = new ClientModel(database.table, me);
  const devices = [1, 2].map(() => new Device(database.table, me));
  for (const one of [client, ...devices]) {
    await one.connect(start - 300);
    one.online = false;
  }
  const { message } = await send(database.table, draft('one', { sender: ana, receiver: me }));
  const sides = { app, sender: ana, receiver: me, key: message };
  const side = { app, owner: me, peer: ana };
  return { me, ana, client, devices, message, sides, side };
};
type Scene = Awaited<ReturnType<typeof scene>>;

const recalls =
  ({ sides, ana }: Scene, second: number) =>
  (table: Table) =>
    recallMessage(table, { ...sides, recalledBy: ana }, at(second));
const body = (text: string) => [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text: text } }];
const modifies =
  ({ sides }: Scene, text: string, version?: number) =>
  (table: Table) =>
    modifyMessage(table, { ...sides, body: body(text), version }, at(5));

/** Both devices end up with what a fresh login sees. */
const devicesAgree = async ({ me, devices }: Scene): Promise<void> => {
  const fresh = await freshPicture(database.table, me, start + 400);
  for (const device of devices) {
    await device.connect(start + 400);
    expect(device.picture()).toEqual(fresh);
  }
};

/** Every client ends up with what is stored, however it got there. */
const clientsAgree = async (all: Scene): Promise<void> => {
  const { me, ana, client } = all;
  await client.connect(start + 400);
  expect(client.shown()).toEqual(shownHistory(await historyOf(database.table, me, ana)));
  await devicesAgree(all);
};

describe('a recall', () => {
  it('while the message is being read leaves nothing unread, and both are known', async () => {
    await everyMeeting(database.table, async () => {
      const all = await scene();
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
      const all = await scene();
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
      const all = await scene();
      return {
        one: recalls(all, 5),
        other: table => all.client.connect(start + 5, table),
        check: () => clientsAgree(all),
      };
    });
  });

  it('asked for twice at once is done once', async () => {
    await everyMeeting(database.table, async () => {
      const all = await scene();
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
      const all = await scene();
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
      const all = await scene();
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
      const all = await scene();
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

describe('two devices that change one conversation at once', () => {
  const deletes =
    ({ side }: Scene, second = 50) =>
    (table: Table) =>
      deleteChat(table, side, true, at(second));
  const pins =
    ({ side, ana }: Scene) =>
    (table: Table) =>
      setPinned(table, side, [ana], true, at(50));
  const pictureOf = (all: Scene) => freshPicture(database.table, all.me, start + 60);
  const comesBack = async (all: Scene): Promise<void> => {
    await send(database.table, draft('new', { sender: all.ana, receiver: all.me, seq: 9 }), start + 90);
    expect(await pictureOf(all)).toMatchObject({ [all.ana]: [expect.any(String), false, 1] });
    await devicesAgree(all);
  };

  it('deleting and pinning: it is deleted, and not pinned when it comes back', async () => {
    await everyMeeting(database.table, async () => {
      const all = await scene();
      return {
        one: deletes(all),
        other: pins(all),
        check: async (deletion, pin) => {
          expect(deletion).toEqual({ value: true });
          expect([{ value: undefined }, { fault: 'ConversationNotFound' }]).toContainEqual(pin);
          expect(await pictureOf(all)).toEqual({});
          await comesBack(all);
        },
      };
    });
  });

  it('deleting and emptying: it is deleted, and its history is gone', async () => {
    await everyMeeting(database.table, async () => {
      const all = await scene();
      return {
        one: table => deleteChat(table, all.side, false, at(50)),
        other: table => clearChat(table, all.side, at(50)),
        check: async () => {
          expect(await pictureOf(all)).toEqual({});
          await comesBack(all);
        },
      };
    });
  });

  it('deleting twice: it is deleted once', async () => {
    await everyMeeting(database.table, async () => {
      const all = await scene();
      return {
        one: deletes(all, 50),
        other: deletes(all, 51),
        check: async () => {
          expect(await pictureOf(all)).toEqual({});
          await comesBack(all);
        },
      };
    });
  });

  it('setting do-not-disturb twice: one of the two counts', async () => {
    await everyMeeting(database.table, async () => {
      const all = await scene();
      const sets = (remind: 1 | 2) => (table: Table) =>
        setRemind(table, all.side, remind, at(50), retentionDays);
      return {
        one: sets(1),
        other: sets(2),
        check: async (...endings) => {
          expect(endings).toEqual([{ value: true }, { value: true }]);
          const [chat] = await listOf(database.table, all.me);
          expect([1, 2]).toContain(chat?.chat.remind);
        },
      };
    });
  });
});

describe('a message that comes', () => {
  const sends =
    ({ ana, me }: Scene, second: number) =>
    (table: Table) =>
      send(table, draft('new', { sender: ana, receiver: me, seq: 9 }), start + second);

  it('while the conversation is deleted is in it and gone, or brings it back', async () => {
    await everyMeeting(database.table, async () => {
      const all = await scene();
      return {
        one: sends(all, 50),
        other: table => deleteChat(table, all.side, true, at(50)),
        check: async () => {
          const picture = await freshPicture(database.table, all.me, start + 60);
          const place = `${start + 50}`;
          const back = { [all.ana]: [expect.stringContaining(place), false, 1] };
          expect([{}, back]).toContainEqual(picture);
          await devicesAgree(all);
        },
      };
    });
  });

  it('while older ones are read stays unread', async () => {
    await everyMeeting(database.table, async () => {
      const all = await scene();
      return {
        one: sends(all, 50),
        other: table => markRead(table, all.side, start + 49),
        check: async () => {
          expect(await unreadBy(database.table, all.me)).toEqual({ [all.ana]: 1 });
          await clientsAgree(all);
        },
      };
    });
  });

  it('while a client syncs is in this sync or the next', async () => {
    await everyMeeting(database.table, async () => {
      const all = await scene();
      return {
        one: sends(all, 5),
        other: table => all.client.connect(start + 5, table),
        check: () => clientsAgree(all),
      };
    });
  });
});
