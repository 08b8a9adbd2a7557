import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAccount } from '../../lib/domain/account/account-store.ts';
import { forEachOf } from '../../lib/domain/bounded.ts';
import { addFriends, type Wish } from '../../lib/domain/friend/add-friends.ts';
import { deleteGroups, ensureGroups, renameGroup } from '../../lib/domain/friend/friend-groups.ts';
import { friendIndexOf } from '../../lib/domain/friend/friend-index.ts';
import { allFriends, type FriendPage, friendPage } from '../../lib/domain/friend/friend-store.ts';
import { moveMembers } from '../../lib/domain/friend/group-members.ts';
import { type Imported, importFriends } from '../../lib/domain/friend/import-friends.ts';
import { type FriendChange, updateFriends } from '../../lib/domain/friend/update-friends.ts';
import { ConditionFailed, type Table, TableBusy } from '../../lib/kernel/ports.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { FriendItem } from '../../lib/table/friend-items.ts';
import { keys } from '../../lib/table/keys.ts';
import { type ConsumedUnits, consumedBy } from '../support/consumed-units.ts';
import { startDatabase, type TestDatabase } from '../support/dynamodb.ts';
import { account, add, batchOn, careful, expectSound, ownerOf } from '../support/friend-world.ts';
import { app, someone, start } from '../support/message-world.ts';

let database: TestDatabase;
let table: Table;
beforeAll(async () => {
  database = await startDatabase();
  table = database.table;
});
afterAll(() => database.stop());

const names = (count: number): readonly UserId[] =>
  Array.from({ length: count }, (_, i) => `friend-${i}` as UserId);

const exist = (accounts: readonly UserId[]) =>
  forEachOf(accounts, id => createAccount(table, app, id, start * 1000));

const rows = (owner: UserId, friends: readonly UserId[]) =>
  forEachOf(friends, friend => {
    const item: FriendItem = {
      ...keys.friend(app, owner, friend),
      v: 1,
      friend,
      addedAt: start,
      source: 'AddSource_Type_Web',
      remark: 'somebody from work',
      groups: new Set([1, 2]),
      custom: { club: 'rowing' },
    };
    return table.put({ item });
  });

const full = async (friends: readonly UserId[]): Promise<UserId> => {
  const owner = await account(table, 'full');
  await rows(owner, friends);
  const index = { ...keys.friendIndex(app, owner), v: 1, friends: friends.length };
  await table.put({ item: index });
  return owner;
};

describe('a list of 3000 friends', () => {
  let owner: UserId;
  const friends = names(3000);
  beforeAll(async () => {
    owner = await full(friends);
  });

  it('is read page by page, each friend once, for the units that docs/cost.md says', async () => {
    const seen: UserId[] = [];
    const units: ConsumedUnits[] = [];
    let from: number | undefined = 0;
    while (from !== undefined) {
      let page: FriendPage = { friends: [] };
      const place: number = from;
      units.push(
        await consumedBy(async () => {
          page = await friendPage(table, ownerOf(owner), place);
        }),
      );
      seen.push(...page.friends.map(({ friend }) => friend));
      from = page.next;
    }
    expect([...seen].sort()).toEqual([...friends].sort());
    const most = Math.max(...units.map(({ read }) => read));
    // 1 MB are 256 read units.
    expect(most).toBeLessThan(256);
    expect(units.map(({ calls }) => calls)).toEqual(units.map(() => 1));
    const read = units.reduce((sum, unit) => sum + unit.read, 0);
    const page = readFileSync(join(__dirname, '..', '..', 'docs', 'cost.md'), 'utf8');
    expect(page).toContain(`| all of 3,000 friends | ${units.length} | ${read} |`);
  });

  it('takes no more, on either side', async () => {
    const ana = await account(table, 'ana');
    expect(await add(table, owner, ana)).toBe('TooManyFriends');
    expect(await add(table, ana, owner)).toBe('PeerHasTooManyFriends');
    expect(await add(table, ana, owner, { both: false, forced: false })).toBeUndefined();
  });
});

describe('a batch', () => {
  const friend = (peer: UserId, groups: readonly string[] = []): Imported => ({
    peer,
    source: 'AddSource_Type_Test',
    addedAt: start,
    groups,
    custom: {},
  });
  const importing = (batch: ReturnType<typeof batchOn>, owner: UserId, peers: readonly UserId[]) =>
    importFriends(batch, ownerOf(owner), new Map(peers.map(peer => [peer, friend(peer, ['all'])])));

  it('of 60 is done three at a time, in one list and one group, with exact counters', async () => {
    const owner = await account(table, 'me');
    const peers = Array.from({ length: 60 }, (_, i) => someone(`batch${i}`));
    await exist(peers);
    const units = await consumedBy(() => importing(batchOn(table), owner, peers));
    expect(units.calls).toBe(3 + 20);
    const { friends, index } = await allFriends(table, ownerOf(owner));
    expect(friends).toHaveLength(60);
    expect(index).toMatchObject({ friends: 60, groups: [{ id: 1, name: 'all' }], lastGroup: 1 });
  });

  it('that has no more time says who is left, and goes on when it is sent again', async () => {
    const owner = await account(table, 'me');
    const peers = Array.from({ length: 12 }, (_, i) => someone(`late${i}`));
    await exist(peers);
    let checks = 0;
    const hasty = { ...batchOn(table), isOver: () => ++checks > 3 };
    const { done, answers } = await importing(hasty, owner, peers);
    expect(done.length).toBeGreaterThan(0);
    expect(done.length + answers.size).toBe(12);
    expect([...new Set(answers.values())]).toEqual(['RelationTimeout']);
    const rest = await importing(batchOn(table), owner, peers);
    expect(rest.done.length + done.length).toBe(12);
    expect((await friendIndexOf(table, ownerOf(owner)))?.friends).toBe(12);
  });

  it('that the table does not take says who is left', async () => {
    const owner = await account(table, 'me');
    const peers = Array.from({ length: 9 }, (_, i) => someone(`busy${i}`));
    await exist(peers);
    let transactions = 0;
    const busy = new Proxy(table, {
      get: (target, name) => {
        const operation: unknown = Reflect.get(target, name);
        if (typeof operation !== 'function') return operation;
        return (...args: readonly unknown[]) => {
          transactions += Number(name === 'transact');
          if (name === 'transact' && transactions > 1) return Promise.reject(new TableBusy());
          return operation.apply(target, args);
        };
      },
    });
    const { done, answers } = await importing(batchOn(busy), owner, peers);
    expect([done.length, answers.size]).toEqual([3, 6]);
    expect([...new Set(answers.values())]).toEqual(['RelationTimeout']);
  });

  it('goes on past one whom others keep changing, who alone is told so', async () => {
    const owner = await account(table, 'me');
    const peers = Array.from({ length: 9 }, (_, i) => someone(`calm${i}`));
    await exist(peers);
    const hot = keys.tie(app, owner, peers[4] as UserId).PK;
    const disturbed = new Proxy(table, {
      get: (target, name) => {
        const operation: unknown = Reflect.get(target, name);
        if (typeof operation !== 'function') return operation;
        return (...args: readonly unknown[]) => {
          if (name === 'transact' && JSON.stringify(args).includes(hot)) {
            return Promise.reject(new ConditionFailed());
          }
          return operation.apply(target, args);
        };
      },
    });
    const { done, answers } = await importing(batchOn(disturbed), owner, peers);
    expect([...answers]).toEqual([[peers[4], 'RelationConflict']]);
    expect([...done].sort()).toEqual(peers.filter((_, i) => i !== 4).sort());
    expect((await friendIndexOf(table, ownerOf(owner)))?.friends).toBe(8);
  });

  it('meets another device with the same friends: each is added once', async () => {
    const owner = await account(table, 'me');
    const peers = Array.from({ length: 10 }, (_, i) => someone(`both${i}`));
    await exist(peers);
    const wishes = new Map(peers.map(peer => [peer, { peer, source: 'AddSource_Type_Test' } as Wish]));
    const mode = { both: true, forced: false };
    const ends = await Promise.all([
      addFriends(batchOn(table), ownerOf(owner), wishes, mode),
      addFriends(batchOn(table), ownerOf(owner), new Map([...wishes].reverse()), mode),
    ]);
    expect(ends.flatMap(({ done }) => done).sort()).toEqual([...peers].sort());
    await expectSound(table, [owner, ...peers]);
  });

  it('fills requests up to 100 and no further, whoever asks at once', async () => {
    const popular = await careful(table, 'popular');
    const fans = Array.from({ length: 104 }, (_, i) => someone(`fan${i}`));
    await exist(fans);
    const ends = await forEachOf(fans, fan => add(table, fan, popular));
    expect(ends.filter(end => end === 'TooManyFriendRequests')).toHaveLength(4);
    expect((await friendIndexOf(table, ownerOf(popular)))?.received).toBe(100);
  });
});

describe('groups of friends', () => {
  it('are all there when two devices make some at once', async () => {
    const owner = ownerOf(await account(table, 'me'));
    await Promise.all([ensureGroups(table, owner, ['a', 'b']), ensureGroups(table, owner, ['b', 'c'])]);
    const { groups = [] } = (await friendIndexOf(table, owner)) ?? {};
    expect(groups.map(({ name }) => name).sort()).toEqual(['a', 'b', 'c']);
    expect(new Set(groups.map(({ id }) => id)).size).toBe(3);
  });

  it('cost one read and one write unit to rename and to delete, whoever is in them', async () => {
    const owner = ownerOf(await account(table, 'me'));
    await ensureGroups(table, owner, ['a', 'b']);
    const one = { read: 1, write: 1, calls: 2 };
    expect(await consumedBy(() => renameGroup(table, owner, 'a', 'c'))).toEqual(one);
    expect(await consumedBy(() => deleteGroups(table, owner, ['c']))).toEqual(one);
    await ensureGroups(table, owner, ['d']);
    expect((await friendIndexOf(table, owner))?.groups).toEqual([
      { id: 2, name: 'b' },
      { id: 3, name: 'd' },
    ]);
  });

  it('keep what two devices move at once', async () => {
    const me = await account(table, 'me');
    const ana = await account(table, 'ana');
    await add(table, me, ana);
    const owner = ownerOf(me);
    await ensureGroups(table, owner, ['a', 'b', 'c']);
    const join = (...ids: readonly number[]) =>
      moveMembers(batchOn(table), owner, new Set(ids), new Map([[ana, 'join' as const]]));
    await Promise.all([join(1), join(2), join(3)]);
    const change: FriendChange = { remark: 'Ann' };
    await updateFriends(batchOn(table), owner, new Map([[ana, change]]));
    const [friend] = (await allFriends(table, owner)).friends;
    expect(friend).toMatchObject({ remark: 'Ann', groups: new Set([1, 2, 3]) });
  });
});
