import { blockListOf } from '../../lib/domain/block/block-store.ts';
import {
  addBlocks,
  type Batch,
  blockedAtMost,
  type Changed,
  removeBlocks,
} from '../../lib/domain/block/change-blocks.ts';
import { tieOf } from '../../lib/domain/friend/tie.ts';
import { admissionOf } from '../../lib/domain/message/admission.ts';
import { ConditionFailed, type Table, TableBusy } from '../../lib/kernel/ports.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { BlockIndexItem } from '../../lib/table/block-items.ts';
import { keys } from '../../lib/table/keys.ts';
import { consumedBy } from '../support/consumed-units.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { everyMeeting } from '../support/interleave.ts';
import {
  app,
  draft,
  historyOf,
  listOf,
  send,
  someone,
  start,
  textOf,
  unreadBy,
} from '../support/message-world.ts';

const database = databaseOfTests();

const now = start * 1000;
const batch = (table: Table, more: Partial<Batch> = {}): Batch => ({
  table,
  announce: async () => undefined,
  isOver: () => false,
  ...more,
});
const list = (owner: UserId) => ({ app, owner });
const blocks = (table: Table, owner: UserId, ...peers: readonly UserId[]) =>
  addBlocks(batch(table), list(owner), peers, now);
const unblocks = (table: Table, owner: UserId, ...peers: readonly UserId[]) =>
  removeBlocks(batch(table), list(owner), peers, now);
const blockedBy = async (owner: UserId) =>
  (await blockListOf(database.table, list(owner))).blocks.map(({ blocked }) => blocked);
const peersNamed = (count: number) => Array.from({ length: count }, (_, i) => `peer${i}` as UserId);
const clientSends = async (table: Table, sender: UserId, receiver: UserId, text: string, seq: number) => {
  const { tie } = await admissionOf(table, app, { sender, receiver }, start);
  return send(table, draft(text, { sender, receiver, seq, unheard: tie.blockedBy }));
};

/** List, number and ties say the same. */
const agree = async (owner: UserId, peers: readonly UserId[]): Promise<readonly UserId[]> => {
  const { blocks: items, index } = await blockListOf(database.table, list(owner));
  const named = items.map(({ blocked }) => blocked);
  expect(index?.blocked ?? 0).toBe(named.length);
  for (const peer of peers) {
    expect((await tieOf(database.table, list(owner), peer)).blocks).toBe(named.includes(peer));
    const mirror = await database.table.get(keys.blocker(app, peer, owner));
    expect(mirror !== undefined).toBe(named.includes(peer));
  }
  return named;
};

describe('a block list', () => {
  it('takes a thousand in one batch, in order, and not one more', async () => {
    const me = someone('me');
    const all = peersNamed(blockedAtMost);
    // The function has 25 s for them.
    let done: readonly UserId[] = [];
    const { calls } = await consumedBy(async () => {
      ({ done } = await blocks(database.table, me, ...all));
    });
    expect(calls).toBeLessThanOrEqual(350);
    expect(done).toEqual(all);
    expect(await blockedBy(me)).toEqual(all);
    const more = await blocks(database.table, me, 'one more' as UserId, 'peer7' as UserId);
    expect([...more.refused]).toEqual([
      ['one more', 'BlockListFull'],
      ['peer7', 'AlreadyBlocked'],
    ]);
    const units = await consumedBy(() => blockListOf(database.table, list(me)));
    expect(units.read).toBeLessThanOrEqual(40);
  });

  it('keeps its limit when two devices block at once', async () => {
    await everyMeeting(database.table, async () => {
      const [me, ana, ben] = [someone('me'), someone('ana'), someone('ben')];
      const before: BlockIndexItem = {
        ...keys.blockIndex(app, me),
        v: 1,
        blocked: blockedAtMost - 1,
        sequence: blockedAtMost - 1,
      };
      await database.table.put({ item: before });
      return {
        one: table => blocks(table, me, ana),
        other: table => blocks(table, me, ben),
        check: async (one, other) => {
          const refusals = [one, other].map(end => ('value' in end ? (end.value as Changed) : undefined));
          const full = refusals.filter(end => [...(end?.refused.values() ?? [])].includes('BlockListFull'));
          expect(full).toHaveLength(1);
          expect(await blockedBy(me)).toHaveLength(1);
        },
      };
    });
  });

  it('has everybody whom two devices block at once, each once', async () => {
    await everyMeeting(database.table, async () => {
      const [me, ana, ben] = [someone('me'), someone('ana'), someone('ben')];
      return {
        one: table => blocks(table, me, ana, ben),
        other: table => blocks(table, me, ben),
        check: async () => {
          expect((await agree(me, [ana, ben])).toSorted()).toEqual([ana, ben].toSorted());
        },
      };
    });
  });

  it('agrees with itself when one device blocks whom the other unblocks', async () => {
    await everyMeeting(database.table, async () => {
      const [me, ana, ben] = [someone('me'), someone('ana'), someone('ben')];
      await blocks(database.table, me, ana);
      return {
        one: table => unblocks(table, me, ana),
        other: table => blocks(table, me, ana, ben),
        check: async () => expect(await agree(me, [ana, ben])).toContain(ben),
      };
    });
  });

  it('keeps both when two block each other at once', async () => {
    await everyMeeting(database.table, async () => {
      const [me, ana] = [someone('me'), someone('ana')];
      return {
        one: table => blocks(table, me, ana),
        other: table => blocks(table, ana, me),
        check: async () => {
          expect(await agree(me, [ana])).toEqual([ana]);
          expect(await agree(ana, [me])).toEqual([me]);
        },
      };
    });
  });

  it('says for whom there was no time, and does the rest when it is asked again', async () => {
    const me = someone('me');
    const all = peersNamed(10);
    let calls = 0;
    const isOver = () => {
      calls += 1;
      return calls > 3;
    };
    const { done, refused } = await addBlocks(batch(database.table, { isOver }), list(me), all, now);
    expect(done.length).toBeGreaterThan(0);
    expect(new Set(refused.values())).toEqual(new Set(['RelationTimeout']));
    const rest = await blocks(database.table, me, ...all);
    expect([...done, ...rest.done]).toEqual(all);
    expect(await agree(me, all)).toEqual(all);
  });

  it('goes on past one whom others keep changing, who alone is told so', async () => {
    const me = someone('me');
    const all = peersNamed(9);
    const hot = keys.tie(app, me, all[4] as UserId).PK;
    const disturbed = new Proxy(database.table, {
      get: (target, name) => {
        if (name !== 'transact') return Reflect.get(target, name).bind(target);
        return async (writes: Parameters<Table['transact']>[0]) => {
          if (JSON.stringify(writes).includes(hot)) throw new ConditionFailed();
          await target.transact(writes);
        };
      },
    });
    const { done, refused } = await blocks(disturbed, me, ...all);
    expect([...refused]).toEqual([[all[4], 'RelationConflict']]);
    expect([...done].sort()).toEqual(all.filter((_, i) => i !== 4));
    expect(await agree(me, all)).toEqual(done);
  });

  it('says for whom the table had no room any more, and does the rest when it is asked again', async () => {
    const me = someone('me');
    const all = peersNamed(10);
    let transactions = 0;
    const throttled = new Proxy(database.table, {
      get: (target, name) => {
        if (name !== 'transact') return Reflect.get(target, name).bind(target);
        return async (writes: Parameters<Table['transact']>[0]) => {
          transactions += 1;
          if (transactions > 2) throw new TableBusy();
          await target.transact(writes);
        };
      },
    });
    const { done, refused } = await addBlocks(batch(throttled), list(me), all, now);
    expect(done).toEqual(all.slice(0, 6));
    expect([...refused]).toEqual(all.slice(6).map(peer => [peer, 'RelationTimeout']));
    expect((await blocks(database.table, me, ...all)).done).toEqual(all.slice(6));
    expect(await agree(me, all)).toEqual(all);
  });

  it('announces before it writes, so that no webhook misses a block', async () => {
    const [me, ana] = [someone('me'), someone('ana')];
    const announce = async () => {
      throw new Error('died');
    };
    await expect(addBlocks(batch(database.table, { announce }), list(me), [ana], now)).rejects.toThrow(
      'died',
    );
    expect(await blockedBy(me)).toEqual([]);
  });
});

describe('a block while the blocked one sends', () => {
  it('keeps away what is sent when the block is acknowledged, and breaks nothing of what was under way', async () => {
    await everyMeeting(database.table, async () => {
      const [me, ana] = [someone('me'), someone('ana')];
      return {
        one: table => blocks(table, me, ana),
        other: table => clientSends(table, ana, me, 'under way', 1),
        check: async () => {
          await clientSends(database.table, ana, me, 'afterwards', 2);
          const seen = (await historyOf(database.table, me, ana)).map(textOf);
          expect([[], ['under way']]).toContainEqual(seen);
          expect((await historyOf(database.table, ana, me)).map(textOf)).toEqual(['under way', 'afterwards']);
          expect(await unreadBy(database.table, me)).toEqual(seen.length > 0 ? { [ana]: 1 } : {});
          expect((await listOf(database.table, me)).map(({ last }) => textOf(last))).toEqual(seen);
        },
      };
    });
  });

  it('leaves what was sent before it, and a repeat of that is told to nobody', async () => {
    const [me, ana] = [someone('me'), someone('ana')];
    const first = await clientSends(database.table, ana, me, 'before', 1);
    await blocks(database.table, me, ana);
    expect(await clientSends(database.table, ana, me, 'before', 1)).toEqual({
      message: first.message,
      repeat: true,
    });
    expect((await historyOf(database.table, me, ana)).map(textOf)).toEqual(['before']);
  });

  it('keeps a message away for good, also when it is repeated after the block has ended', async () => {
    const [me, ana] = [someone('me'), someone('ana')];
    await blocks(database.table, me, ana);
    await clientSends(database.table, ana, me, 'unheard', 1);
    await unblocks(database.table, me, ana);
    const { message } = await clientSends(database.table, ana, me, 'unheard', 1);
    expect(message.deletedByReceiver).toBe(true);
    expect(await historyOf(database.table, me, ana)).toEqual([]);
    expect(await listOf(database.table, me)).toEqual([]);
    expect(await unreadBy(database.table, me)).toEqual({});
  });
});
