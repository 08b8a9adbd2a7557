import { createGroup, type NewGroup } from '../../lib/domain/group/create-group.ts';
import { dissolve, sweep } from '../../lib/domain/group/dissolve.ts';
import { groupCountOf } from '../../lib/domain/group/group-count.ts';
import { groupOf, lifeOf } from '../../lib/domain/group/group-store.ts';
import { handOver } from '../../lib/domain/group/hand-over.ts';
import { join } from '../../lib/domain/group/join.ts';
import { leave } from '../../lib/domain/group/leave.ts';
import { memberCountOf, memberOf } from '../../lib/domain/group/member-store.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import { defaultSettings } from '../../lib/protocol/application-settings.ts';
import type { GroupId, SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import type { GroupItem } from '../../lib/table/group-items.ts';
import { keys } from '../../lib/table/keys.ts';
import { databaseOfTests, type TestDatabase } from '../support/dynamodb.ts';

const now = 1_800_000_000_000;
const user = (name: string) => name as UserId;
const crowd = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => ({ account: user(`member${i + from}`) }));

const database = databaseOfTests();
let apps = 1_400_000_100;

/** An application that no other test uses, with a group. */
const world = async (more: Partial<NewGroup> = {}) => {
  apps += 1;
  const app = apps as SdkAppId;
  const { table } = database;
  const make = (wanted: Partial<NewGroup> = {}, settings = defaultSettings) =>
    createGroup(
      table,
      { app, type: 'Public', name: 'hikers', owner: user('ana'), maker: user('ana'), ...wanted },
      settings,
      now,
    );
  const group = await make(more);
  const life = lifeOf(app, group);
  const comes = (names: readonly string[], limit = group.maxMembers) =>
    join(
      table,
      group,
      life,
      names.map(name => ({ account: user(name) })),
      { limit, shardSize: 1000, now },
    );
  return { app, table, make, group, life, comes };
};

const roleOf = async (of: { table: TestDatabase['table']; life: ReturnType<typeof lifeOf> }, name: string) =>
  (await memberOf(of.table, of.life, user(name)))?.role;

describe('a new group', () => {
  it('has its owner, its count and a place in the list at once', async () => {
    const { app, table, group, life } = await world();
    expect(await groupOf(table, app, group.group)).toMatchObject({ owner: 'ana', infoSeq: 1, born: now });
    expect(await memberCountOf(table, life)).toBe(1);
    expect(await memberOf(table, life, user('ana'))).toMatchObject({ role: 'Owner', shard: 0, joinSeq: 0 });
    expect(await groupCountOf(table, app, now)).toMatchObject({
      total: 1,
      grownToday: 1,
      byType: { Public: 1 },
    });
  });

  it('gets an id of its own, or the one that is wanted, once', async () => {
    const { make } = await world();
    expect((await make()).group).toMatch(/^@TGS#2[A-Z2-7]{15}$/);
    expect((await make({ type: 'Community' })).group).toMatch(/^@TGS#_@TGS#c[A-Z2-7]{15}$/);
    await make({ group: 'hikers-01' as GroupId });
    await expect(make({ group: 'hikers-01' as GroupId })).rejects.toThrow(new Fault('GroupIdTakenByCaller'));
    await expect(make({ group: 'hikers-01' as GroupId, maker: user('ben') })).rejects.toThrow(
      new Fault('GroupIdTaken'),
    );
  });

  it('is one of fifty that are made at once, and all are counted', async () => {
    const { app, table, make } = await world();
    await Promise.all(Array.from({ length: 49 }, () => make()));
    expect((await groupCountOf(table, app, now)).total).toBe(50);
  });

  it('is refused when there are as many as there may be', async () => {
    const { make } = await world({ type: 'AVChatRoom' });
    const settings = { ...defaultSettings, groupsInAll: 2, liveRoomsInAll: 1 };
    await expect(make({ type: 'AVChatRoom' }, settings)).rejects.toThrow(new Fault('TooManyLiveRooms'));
    await make({}, settings);
    await expect(make({}, settings)).rejects.toThrow(new Fault('TooManyGroups'));
    await expect(make({}, { ...settings, groupsInAll: 0, newGroupsPerDay: 2 })).rejects.toThrow(
      new Fault('GroupsTooFast'),
    );
  });

  it('of a live room keeps no members', async () => {
    const { table, life } = await world({ type: 'AVChatRoom' });
    expect(await memberOf(table, life, user('ana'))).toBeUndefined();
  });
});

describe('joining', () => {
  it('of two at once for the last place lets one in', async () => {
    const { table, life, comes } = await world({ maxMembers: 3 });
    await comes(['ben']);
    const both = await Promise.all([comes(['cho']), comes(['dee'])]);
    const results = both.flatMap(({ results }) => [...results.values()]);
    expect(results.sort()).toEqual(['full', 'joined']);
    expect(await memberCountOf(table, life)).toBe(3);
  });

  it('of the same account by two at once makes it a member once', async () => {
    const { table, life, comes } = await world();
    const both = await Promise.all([comes(['ben']), comes(['ben'])]);
    expect(both.flatMap(({ results }) => [...results.values()]).sort()).toEqual(['already', 'joined']);
    expect(await memberCountOf(table, life)).toBe(2);
  });

  it('of many fills the group to its last place, and shards follow', async () => {
    const { table, group, life } = await world();
    const { results, count } = await join(table, group, life, crowd(1_100), {
      limit: 1_010,
      shardSize: 1000,
      now,
    });
    expect(count).toBe(1_010);
    const by = (wanted: string) => [...results.values()].filter(result => result === wanted).length;
    expect([by('joined'), by('full')]).toEqual([1_009, 91]);
    expect(await memberOf(table, life, user('member1005'))).toMatchObject({ shard: 1 });
    expect(await table.get(keys.groupState(life))).toMatchObject({ shards: 2 });
  });

  it('while the group is being dissolved leaves nobody in it', async () => {
    for (let i = 0; i < 10; i += 1) {
      const { app, table, group, life, comes } = await world();
      const [, joined] = await Promise.allSettled([dissolve(table, group, life, now), comes(['ben'])]);
      if (joined.status === 'rejected') expect(joined.reason).toEqual(new Fault('GroupNotFound'));
      await sweep(table, life, 100);
      expect(await memberOf(table, life, user('ben'))).toBeUndefined();
      expect(await table.get(keys.joined(app, user('ben'), group.group))).toBeUndefined();
    }
  });
});

describe('leaving', () => {
  it('takes the pointer and the count along, and passes over who is no member', async () => {
    const { app, table, group, life, comes } = await world();
    await comes(['ben', 'cho']);
    const left = await leave(table, life, [user('ben'), user('zed')], () => true);
    expect(left).toMatchObject({ count: 2, members: [{ account: 'ben' }] });
    expect(await table.get(keys.joined(app, user('ben'), group.group))).toBeUndefined();
  });

  it('of the owner leaves a group without one', async () => {
    const { app, table, group, life, comes } = await world({ type: 'Private' });
    await comes(['ben']);
    await leave(table, life, [user('ana')], () => true);
    expect((await groupOf(table, app, group.group))?.owner).toBeUndefined();
  });
});

describe('handing a group over', () => {
  it('by two at once is done by one of them', async () => {
    const { app, table, group, life, comes } = await world();
    await comes(['ben', 'cho']);
    const to = (name: string) => handOver(table, group, life, user(name), now / 1000);
    const ended = await Promise.allSettled([to('ben'), to('cho')]);
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { owner } = (await groupOf(table, app, group.group)) as GroupItem;
    const roles = await Promise.all(['ana', 'ben', 'cho'].map(name => roleOf({ table, life }, name)));
    expect(roles.filter(role => role === 'Owner')).toHaveLength(1);
    expect(await roleOf({ table, life }, String(owner))).toBe('Owner');
  });

  it('is refused to who is no member', async () => {
    const { table, group, life } = await world();
    const given = handOver(table, group, life, user('zed'), now / 1000);
    await expect(given).rejects.toThrow('no member');
    expect(await roleOf({ table, life }, 'ana')).toBe('Owner');
  });

  it('gives an owner to a group without one', async () => {
    const { app, table, group, life, comes } = await world({ owner: undefined });
    await comes(['ben']);
    await handOver(table, group, life, user('ben'), now / 1000);
    expect((await groupOf(table, app, group.group))?.owner).toBe('ben');
  });
});

describe('dissolving', () => {
  it('is over for good, and what is left is swept up', async () => {
    const { app, table, group, life, comes } = await world();
    await comes(['ben', 'cho']);
    expect(await dissolve(table, group, life, now)).toEqual({ shards: 1 });
    expect(await dissolve(table, group, life, now)).toBeUndefined();
    expect(await groupOf(table, app, group.group)).toBeUndefined();
    expect((await groupCountOf(table, app, now)).total).toBe(0);
    expect(await sweep(table, life, 1000)).toBe(true);
    expect(await memberOf(table, life, user('ben'))).toBeUndefined();
  });

  it('of a large group is swept up in turns', async () => {
    const { table, group, life } = await world();
    await join(table, group, life, crowd(150), { limit: 2000, shardSize: 1000, now });
    await dissolve(table, group, life, now);
    expect(await sweep(table, life, 100)).toBe(false);
    expect(await sweep(table, life, 100)).toBe(true);
    expect(await memberOf(table, life, user('member149'))).toBeUndefined();
  });

  it('lets the id be given again, to a group that knows nothing of the first', async () => {
    const id = 'again' as GroupId;
    const { app, table, group, life, make, comes } = await world({ group: id });
    await comes(['ben']);
    await dissolve(table, group, life, now);
    const next = await createGroup(
      table,
      { app, type: 'Public', name: 'second', group: id, owner: user('ben'), maker: user('ben') },
      defaultSettings,
      now + 5,
    );
    expect(next.born).toBe(now + 5);
    await sweep(table, life, 1000);
    expect(await table.get(keys.joined(app, user('ben'), id))).toMatchObject({ born: now + 5 });
    expect(await memberOf(table, lifeOf(app, next), user('ana'))).toBeUndefined();
    await expect(make({ group: id })).rejects.toThrow(new Fault('GroupIdTaken'));
  });
});
