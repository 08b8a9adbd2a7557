import { tellAccounts, tellGroup } from '../../lib/domain/fan-out/ring.ts';
import { closeState } from '../../lib/domain/group-log/state.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { FanOutWorld } from '../support/fan-out-world.ts';

const database = databaseOfTests();
let world: FanOutWorld;
let life: GroupLife;

beforeEach(async () => {
  world = new FanOutWorld(database.table);
  await world.begin();
  life = await world.createHikers();
});

describe('what has no number', () => {
  const event = { Event: 6, GroupTips: [] } as const;
  const tipsAt = (connection: string) =>
    world.frames.filter(frame => frame.connection === connection && frame.events.some(one => one.Event === 6))
      .length;

  test('is told to everyone, to those named, or to everyone else', async () => {
    await tellGroup(world, life, [event]);
    await world.work();
    expect([tipsAt("ana's page"), tipsAt("ben's page"), tipsAt("cho's page")]).toEqual([1, 1, 1]);
    await tellGroup(world, life, [event], { to: ['ben' as UserId] });
    await world.work();
    expect([tipsAt("ana's page"), tipsAt("ben's page"), tipsAt("cho's page")]).toEqual([1, 2, 1]);
    await tellGroup(world, life, [event], { except: ['ben' as UserId] });
    await world.work();
    expect([tipsAt("ana's page"), tipsAt("ben's page"), tipsAt("cho's page")]).toEqual([2, 2, 2]);
  });

  test('is told to all shards of a group that was dissolved meanwhile', async () => {
    await world.logIn('zoe', "zoe's page");
    await world.join(life, 'zoe', 'AcceptAndNotify', 2);
    const { shards } = await world.state(life);
    await closeState(database.table, life);
    await tellGroup(world, life, [event], { shards });
    await world.work();
    expect([tipsAt("ben's page"), tipsAt("zoe's page")]).toEqual([1, 1]);
  });

  test('is told to many accounts through the queue, at once to a few', async () => {
    await tellAccounts(world, world.app, ['ana', 'ben'] as UserId[], [event]);
    expect([tipsAt("ana's page"), tipsAt("ben's page")]).toEqual([1, 1]);
    const many = Array.from({ length: 250 }, (_, i) => `nobody${i}` as UserId);
    await tellAccounts(world, world.app, [...many, 'cho' as UserId], [event]);
    expect(world.jobs).toHaveLength(3);
    await world.work();
    expect(tipsAt("cho's page")).toBe(1);
  });
});
