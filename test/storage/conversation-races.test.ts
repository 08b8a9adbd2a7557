import { markRead } from '../../lib/domain/conversation/chat-store.ts';
import { clearChat, deleteChat } from '../../lib/domain/conversation/deleted.ts';
import { setPinned } from '../../lib/domain/conversation/pins.ts';
import { setRemind } from '../../lib/domain/conversation/remind.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import { freshPicture } from '../support/device-model.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { everyMeeting } from '../support/interleave.ts';
import { draft, listOf, retentionDays, send, start, unreadBy } from '../support/message-world.ts';
import { at, clientsAgree, devicesAgree, type Scene, scene } from '../support/race-scene.ts';

/** Races of operations on one conversation, as `message-races.test.ts` has those on one message. */
const database = databaseOfTests();

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
      const all = await scene(database.table);
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
      const all = await scene(database.table);
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
      const all = await scene(database.table);
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
      const all = await scene(database.table);
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
      const all = await scene(database.table);
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
      const all = await scene(database.table);
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
      const all = await scene(database.table);
      return {
        one: sends(all, 5),
        other: table => all.client.connect(start + 5, table),
        check: () => clientsAgree(all),
      };
    });
  });
});
