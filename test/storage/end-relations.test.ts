import { endRelations } from '../../lib/domain/account/end-relations.ts';
import { blockListOf } from '../../lib/domain/block/block-store.ts';
import { friendIndexOf } from '../../lib/domain/friend/friend-index.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { keys } from '../../lib/table/keys.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import {
  account,
  add,
  batchOn,
  between,
  block,
  careful,
  expectSound,
  ownerOf,
  single,
} from '../support/friend-world.ts';
import { app, dyingAt } from '../support/message-world.ts';

const database = databaseOfTests();

/** An account with everything that may hold between two, and each of the others. */
const entangled = async () => {
  const { table } = database;
  const me = await careful(table, 'me');
  const names = ['friend', 'mine', 'blocked', 'blocker', 'asker'];
  const others = await Promise.all(names.map(name => account(table, name)));
  const asked = await careful(table, 'asked');
  const [friend, mine, blocked, blocker, asker] = others as [UserId, UserId, UserId, UserId, UserId];
  await add(table, me, friend);
  await add(table, me, mine, single);
  await add(table, asker, me);
  await add(table, me, asked);
  await block(table, me, blocked);
  await block(table, blocker, me);
  return { me, others: [...others, asked], blocker };
};

/** Someone whom many have in their list without being in its own. */
const admired = async (count: number) => {
  const me = await account(database.table, 'me');
  const admirers = await Promise.all(Array.from({ length: count }, () => account(database.table, 'admirer')));
  for (const admirer of admirers) await add(database.table, admirer, me, single);
  return { me, admirers };
};

const leftOf = async (owner: UserId) => {
  const values = { ':pk': keys.account(app, owner).PK };
  const { items } = await database.table.query<{ SK: string }>({
    where: 'PK = :pk',
    values,
    consistent: true,
  });
  return items.map(({ SK }) => SK);
};
const ends = (table: Table, me: UserId, isOver = () => false) =>
  endRelations({ ...batchOn(table), isOver }, ownerOf(me));

describe('the end of all relations of an account', () => {
  it('leaves nothing of them on either side, and the counters right', async () => {
    const { me, others, blocker } = await entangled();
    await expectSound(database.table, [me, ...others]);
    expect(await ends(database.table, me)).toBe(true);
    expect(await leftOf(me)).toEqual(['ACCOUNT']);
    await expectSound(database.table, others);
    for (const other of others) {
      expect(await between(database.table, me, other)).toEqual([]);
      expect((await leftOf(other)).filter(key => key.endsWith(me))).toEqual([]);
      expect((await friendIndexOf(database.table, ownerOf(other)))?.friends ?? 0).toBe(0);
    }
    expect((await blockListOf(database.table, ownerOf(blocker))).index?.blocked).toBe(0);
  });

  it('is completed by a retry, whichever call it died at', async () => {
    for (let call = 1, died = true; died; call += 7) {
      const { me, others } = await entangled();
      const mortal = dyingAt(database.table, call);
      await ends(mortal.table, me).catch(() => undefined);
      died = mortal.died();
      await expectSound(database.table, [me, ...others]);
      expect(await ends(database.table, me)).toBe(true);
      expect(await leftOf(me)).toEqual(['ACCOUNT']);
      await expectSound(database.table, others);
    }
  });

  it('stops when there is no more time, and goes on when it is asked again', async () => {
    const { me, admirers } = await admired(30);
    let looks = 0;
    const isOver = () => {
      looks += 1;
      return looks > 20;
    };
    expect(await ends(database.table, me, isOver)).toBe(false);
    await expectSound(database.table, [me, ...admirers.slice(0, 3)]);
    expect(await ends(database.table, me)).toBe(true);
    expect(await leftOf(me)).toEqual(['ACCOUNT']);
    for (const admirer of admirers) expect(await between(database.table, admirer, me)).toEqual([]);
  });
});
