import * as fc from 'fast-check';
import type { Table } from '../../lib/kernel/ports.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { consumedBy } from '../support/consumed-units.ts';
import { startDatabase, type TestDatabase } from '../support/dynamodb.ts';
import {
  account,
  add,
  answer,
  between,
  block,
  careful,
  drop,
  expectSound,
  single,
  unblock,
  unfriend,
} from '../support/friend-world.ts';
import { dyingAt } from '../support/message-world.ts';

let database: TestDatabase;
let table: Table;
beforeAll(async () => {
  database = await startDatabase();
  table = database.table;
});
afterAll(() => database.stop());

const two = async () => [await account(table, 'ana'), await account(table, 'ben')] as const;
const twoCareful = async () => [await careful(table, 'ana'), await careful(table, 'ben')] as const;
const asked = async () => {
  const [ana, ben] = await twoCareful();
  await add(table, ana, ben);
  return [ana, ben] as const;
};

describe('a friendship', () => {
  it('stands in both lists, or in one', async () => {
    const [ana, ben] = await two();
    expect(await add(table, ana, ben)).toBeUndefined();
    expect(await between(table, ana, ben)).toEqual(['has', 'hadBy']);
    const eve = await account(table, 'eve');
    expect(await add(table, ana, eve, single)).toBeUndefined();
    expect(await between(table, ana, eve)).toEqual(['has']);
    expect(await between(table, eve, ana)).toEqual(['hadBy']);
    expect(await add(table, ana, eve, single)).toBe('AlreadyFriend');
    await expectSound(table, [ana, ben, eve]);
  });

  it('ends in one list or in both', async () => {
    const [ana, ben] = await two();
    await add(table, ana, ben);
    expect(await unfriend(table, ana, ben)).toBeUndefined();
    expect(await between(table, ana, ben)).toEqual(['hadBy']);
    expect(await unfriend(table, ana, ben)).toBe('NoFriendToDelete');
    await expectSound(table, [ana, ben]);
    expect(await add(table, ana, ben)).toBeUndefined();
    expect(await unfriend(table, ben, ana, true)).toBeUndefined();
    expect(await between(table, ana, ben)).toEqual([]);
    await expectSound(table, [ana, ben]);
  });

  it('needs no question to whom has the asker already', async () => {
    const [ana, ben] = await twoCareful();
    await add(table, ana, ben, { both: true, forced: true });
    await unfriend(table, ana, ben);
    expect(await add(table, ana, ben, single)).toBeUndefined();
    expect(await between(table, ana, ben)).toEqual(['has', 'hadBy']);
  });
});

describe('a request', () => {
  it('waits until it is answered', async () => {
    const [ana, ben] = await twoCareful();
    expect(await add(table, ana, ben)).toBe('FriendRequestWaits');
    expect(await add(table, ana, ben)).toBe('FriendRequestWaits');
    expect(await between(table, ana, ben)).toEqual(['asks']);
    await expectSound(table, [ana, ben]);
    expect(await answer(table, ben, ana, 'add')).toBeUndefined();
    expect(await between(table, ana, ben)).toEqual(['has', 'hadBy']);
    await expectSound(table, [ana, ben]);
  });

  it('that is agreed to puts a friend into the asker’s list only', async () => {
    const [ana, ben] = await asked();
    expect(await answer(table, ben, ana, 'agree')).toBeUndefined();
    expect(await between(table, ana, ben)).toEqual(['has']);
    await expectSound(table, [ana, ben]);
  });

  it('that is refused, or taken away by either, is gone for both', async () => {
    for (const end of [
      (ana: UserId, ben: UserId) => answer(table, ben, ana, 'refuse'),
      (ana: UserId, ben: UserId) => drop(table, ben, ana, 'received'),
      (ana: UserId, ben: UserId) => drop(table, ana, ben, 'sent'),
    ]) {
      const [ana, ben] = await asked();
      expect(await end(ana, ben)).toBeUndefined();
      expect(await between(table, ana, ben)).toEqual([]);
      await expectSound(table, [ana, ben]);
      expect(await end(ana, ben)).toBe('FriendRequestNotFound');
    }
  });

  it('is answered when the asked one asks back', async () => {
    const [ana, ben] = await asked();
    expect(await add(table, ben, ana)).toBeUndefined();
    expect(await between(table, ana, ben)).toEqual(['has', 'hadBy']);
    await expectSound(table, [ana, ben]);
  });
});

describe('at the same moment', () => {
  const rounds = 6;

  it('both add each other: one friendship', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const [ana, ben] = await two();
      const ends = await Promise.all([add(table, ana, ben), add(table, ben, ana)]);
      expect(ends.filter(end => end !== undefined)).toEqual(['AlreadyFriend']);
      expect(await between(table, ana, ben)).toEqual(['has', 'hadBy']);
      await expectSound(table, [ana, ben]);
    }
  });

  it('both ask each other: they are friends, and nothing waits', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const [ana, ben] = await twoCareful();
      const ends = await Promise.all([add(table, ana, ben), add(table, ben, ana)]);
      expect(ends.filter(end => end !== undefined)).toEqual(['FriendRequestWaits']);
      expect(await between(table, ana, ben)).toEqual(['has', 'hadBy']);
      await expectSound(table, [ana, ben]);
    }
  });

  it('two devices accept one request: one does, the other finds none', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const [ana, ben] = await asked();
      const ends = await Promise.all([answer(table, ben, ana, 'add'), answer(table, ben, ana, 'add')]);
      expect(ends.filter(end => end !== undefined)).toEqual(['FriendRequestNotFound']);
      await expectSound(table, [ana, ben]);
    }
  });

  it('one adds and the other blocks: blocked, and no friendship on either side', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const [ana, ben] = await two();
      const [, end] = await Promise.all([add(table, ana, ben), block(table, ben, ana)]);
      expect(end).toBeUndefined();
      expect(await between(table, ana, ben)).toEqual(['blockedBy']);
      await expectSound(table, [ana, ben]);
    }
  });

  it('one accepts and the other blocks: blocked, and no friendship on either side', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const [ana, ben] = await asked();
      const [, end] = await Promise.all([answer(table, ben, ana, 'add'), block(table, ana, ben)]);
      expect(end).toBeUndefined();
      expect(await between(table, ana, ben)).toEqual(['blocks']);
      await expectSound(table, [ana, ben]);
    }
  });

  it('one accepts and the other takes the request back: one of both', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const [ana, ben] = await asked();
      const [accepted, dropped] = await Promise.all([
        answer(table, ben, ana, 'add'),
        drop(table, ana, ben, 'sent'),
      ]);
      expect([accepted, dropped].filter(end => end === 'FriendRequestNotFound')).toHaveLength(1);
      expect(await between(table, ana, ben)).toEqual(accepted ? [] : ['has', 'hadBy']);
      await expectSound(table, [ana, ben]);
    }
  });

  it('one adds anew and the other deletes: each list says what its tie says', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const [ana, ben] = await two();
      await add(table, ana, ben);
      await unfriend(table, ana, ben);
      await Promise.all([add(table, ana, ben), unfriend(table, ben, ana, true)]);
      await expectSound(table, [ana, ben]);
    }
  });
});

describe('whatever three accounts do at once', () => {
  type Doing = (owner: UserId, peer: UserId) => Promise<unknown>;
  const doings: readonly Doing[] = [
    (owner, peer) => add(table, owner, peer),
    (owner, peer) => add(table, owner, peer, single),
    (owner, peer) => answer(table, owner, peer, 'add'),
    (owner, peer) => answer(table, owner, peer, 'agree'),
    (owner, peer) => answer(table, owner, peer, 'refuse'),
    (owner, peer) => drop(table, owner, peer, 'sent'),
    (owner, peer) => unfriend(table, owner, peer),
    (owner, peer) => unfriend(table, owner, peer, true),
    (owner, peer) => block(table, owner, peer),
    (owner, peer) => unblock(table, owner, peer),
  ];
  const move = fc.record({
    who: fc.integer({ min: 0, max: 2 }),
    whom: fc.integer({ min: 1, max: 2 }),
    what: fc.integer({ min: 0, max: doings.length - 1 }),
  });

  it('lists and counters say what the ties say', async () => {
    const moves = fc.array(fc.array(move, { minLength: 2, maxLength: 4 }), { minLength: 3, maxLength: 8 });
    const property = fc.asyncProperty(moves, async rounds => {
      const accounts = [
        await careful(table, 'ana'),
        await account(table, 'ben'),
        await careful(table, 'eve'),
      ];
      for (const round of rounds) {
        await Promise.all(
          round.map(({ who, whom, what }) => {
            const [owner, peer] = [accounts[who], accounts[(who + whom) % 3]] as [UserId, UserId];
            return (doings[what] as Doing)(owner, peer);
          }),
        );
        await expectSound(table, accounts);
      }
    });
    await fc.assert(property, { numRuns: 10 });
  });
});

describe('a function that dies', () => {
  const doings: Readonly<
    Record<
      string,
      readonly [() => Promise<readonly [UserId, UserId]>, (t: Table, a: UserId, b: UserId) => unknown]
    >
  > = {
    'while it adds': [two, (t, ana, ben) => add(t, ana, ben)],
    'while it asks': [twoCareful, (t, ana, ben) => add(t, ana, ben)],
    'while it accepts': [asked, (t, ana, ben) => answer(t, ben, ana, 'add')],
    'while it refuses': [asked, (t, ana, ben) => answer(t, ben, ana, 'refuse')],
    'while it takes a request back': [asked, (t, ana, ben) => drop(t, ana, ben, 'sent')],
    'while it deletes': [
      async () => {
        const [ana, ben] = await two();
        await add(table, ana, ben);
        return [ana, ben] as const;
      },
      (t, ana, ben) => unfriend(t, ana, ben, true),
    ],
    'while it blocks': [
      async () => {
        const [ana, ben] = await two();
        await add(table, ana, ben);
        return [ana, ben] as const;
      },
      (t, ana, ben) => block(t, ana, ben),
    ],
    'while it unblocks': [
      async () => {
        const [ana, ben] = await two();
        await block(table, ana, ben);
        return [ana, ben] as const;
      },
      (t, ana, ben) => unblock(t, ana, ben),
    ],
  };

  it.each(Object.keys(doings))('%s leaves nothing half-made, and the same call again does it', async name => {
    const [prepare, act] = doings[name] as (typeof doings)[string];
    const [ana, ben] = await prepare();
    await act(table, ana, ben);
    const wanted = await between(table, ana, ben);
    for (let call = 1; ; call += 1) {
      const [one, other] = await prepare();
      const dying = dyingAt(table, call);
      await Promise.resolve(act(dying.table, one, other)).catch(() => undefined);
      await expectSound(table, [one, other]);
      if (!dying.died()) break;
      await act(table, one, other);
      expect(await between(table, one, other)).toEqual(wanted);
      await expectSound(table, [one, other]);
    }
  });
});

describe('the cost', () => {
  it('of adding, asking, accepting and deleting', async () => {
    const [ana, ben] = await two();
    expect(await consumedBy(() => add(table, ana, ben))).toMatchObject({ calls: 4 });
    expect(await consumedBy(() => unfriend(table, ana, ben, true))).toMatchObject({ calls: 2 });
  });
});
