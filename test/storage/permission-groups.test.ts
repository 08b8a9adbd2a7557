import type { FanOutJob, PermissionsJob } from '../../lib/domain/fan-out/jobs.ts';
import { sweep } from '../../lib/domain/group/dissolve.ts';
import { groupOf, lifeOf } from '../../lib/domain/group/group-store.ts';
import { leaveAll } from '../../lib/domain/group/leave-all.ts';
import { sweepPermissionGroup } from '../../lib/domain/permission/sweep.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import type { GroupId as Group, UserId } from '../../lib/protocol/ids.ts';
import type { MemberItem } from '../../lib/table/group-items.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import { keys } from '../../lib/table/keys.ts';
import type { PermissionGroupCountItem } from '../../lib/table/permission-items.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { type GroupWorld, root } from '../support/group-world.ts';
import { everyMeeting } from '../support/interleave.ts';
import { dyingAt } from '../support/message-world.ts';
import {
  clubOf,
  codesOf,
  countedCrew,
  crewOf,
  GroupId,
  give,
  joinedBy,
  listOf,
  named,
  PermissionGroupId,
  TopicId,
} from '../support/permission-world.ts';

const database = databaseOfTests();

const lifeIn = async ({ table, app }: GroupWorld): Promise<GroupLife> => {
  const group = await groupOf(table, app, GroupId as Group);
  if (!group) throw new Error('there is no community');
  return lifeOf(app, group);
};

/** Everything that is stored about permission groups of a community. */
const leftOf = async (table: Table, life: GroupLife): Promise<readonly string[]> => {
  const { items } = await table.query<{ SK: string }>({
    where: 'PK = :pk',
    values: { ':pk': keys.permissionGroupCount(life).PK },
    consistent: true,
  });
  return items.map(({ SK }) => SK);
};

const namesIn = async (world: GroupWorld, account: string): Promise<number> => {
  const member = await world.table.get<MemberItem>(keys.member(await lifeIn(world), account as UserId));
  return member?.permissionGroups?.size ?? 0;
};

/** The jobs that take up what deleted permission groups leave. */
const sweepOrdered = async (world: GroupWorld): Promise<void> => {
  const jobs = world.jobs.map(({ body }) => body as FanOutJob);
  for (const job of jobs.filter((one): one is PermissionsJob => one.job === 'permissions'))
    while (!(await sweepPermissionGroup(world.table, job.life, job.group, 100)));
};

const setMembers = async (world: GroupWorld, members: number): Promise<void> => {
  await world.table.update({
    key: keys.permissionGroup(await lifeIn(world), PermissionGroupId),
    set: 'SET #members = :members',
    names: { '#members': 'members' },
    values: { ':members': members },
  });
};

const adding = (...names: readonly string[]) => ({ ...named, MemberList: listOf(...names) });
const destroying = { GroupId, PermissionGroupIdList: [PermissionGroupId] };

describe('members of a permission group', () => {
  it('come in once, if they are members of the community and there is room', async () => {
    const world = await clubOf(database.table);
    const reply = await world.call(root, 'add_permission_group_member', adding('ben', 'cho', 'eve', 'dee'));
    expect(codesOf(reply, 'MemberList')).toEqual([10013, 0, 10004, 0]);
    expect([await crewOf(world), await countedCrew(world)]).toEqual([['ben', 'cho', 'dee'], 3]);
    expect(await joinedBy(world, 'cho')).toEqual([PermissionGroupId]);
    await setMembers(world, 1000);
    await world.call(root, 'delete_permission_group_member', adding('cho', 'dee', 'eve'));
    expect([await crewOf(world), await countedCrew(world)]).toEqual([['ben'], 998]);
    await setMembers(world, 999);
    const last = await world.call(root, 'add_permission_group_member', adding('cho', 'dee'));
    expect(codesOf(last, 'MemberList')).toEqual([0, 110012]);
  });

  it('are as many as may be, of two for the last place one', async () => {
    const world = await clubOf(database.table);
    await setMembers(world, 999);
    const replies = await Promise.all(
      ['cho', 'dee'].map(name => world.call(root, 'add_permission_group_member', adding(name))),
    );
    expect(replies.flatMap(reply => codesOf(reply, 'MemberList')).sort()).toEqual([0, 110012]);
    expect(await countedCrew(world)).toBe(1000);
  });

  it('are listed page by page', async () => {
    const world = await clubOf(database.table);
    await world.call(root, 'add_permission_group_member', adding('cho', 'dee'));
    const first = await world.call(root, 'get_permission_group_member_list', { ...named, Limit: 2 });
    const second = await world.call(root, 'get_permission_group_member_list', {
      ...named,
      Limit: 2,
      Next: first.Next,
    });
    expect([first.MemberList, second.MemberList]).toMatchObject([listOf('ben', 'cho'), listOf('dee')]);
    expect([first.Next, second.Next]).toEqual(['cho', '']);
  });

  it('go with their membership, whoever ends it', async () => {
    const world = await clubOf(database.table);
    await world.call(root, 'add_permission_group_member', adding('cho', 'dee'));
    await world.call('ben', 'quit_group', { GroupId });
    await world.call(root, 'delete_group_member', { GroupId, MemberToDel_Account: ['cho'] });
    await leaveAll(world.table, world.app, 'dee' as UserId, () => world.now, 10);
    expect([await crewOf(world), await countedCrew(world)]).toEqual([[], 0]);
    expect((await leftOf(world.table, await lifeIn(world))).filter(key => key.startsWith('MEMBER'))).toEqual(
      [],
    );
    await world.call(root, 'add_group_member', { GroupId, MemberList: listOf('cho') });
    expect(await joinedBy(world, 'cho')).toEqual([]);
  });
});

describe('permission groups', () => {
  it('are fifty at most, whoever makes them at once', async () => {
    const world = await clubOf(database.table);
    const count: PermissionGroupCountItem = {
      ...keys.permissionGroupCount(await lifeIn(world)),
      v: 1,
      groups: 46,
    };
    await world.table.put({ item: count });
    const making = { GroupId, PermissionGroupName: 'x' };
    const codes = await Promise.all(
      Array.from({ length: 6 }, () => world.codeOf(root, 'create_permission_group', making)),
    );
    expect(codes.sort()).toEqual([0, 0, 0, 0, 10037, 10037]);
  });

  it('are read page by page', async () => {
    const world = await clubOf(database.table);
    for (const id of ['a', 'b'])
      await world.call(root, 'create_permission_group', {
        GroupId,
        PermissionGroupId: `@PMG#_${id}`,
        PermissionGroupName: id,
      });
    const pages: unknown[] = [];
    let Next: unknown = '';
    do {
      const page = await world.call(root, 'get_permission_group', { GroupId, Limit: 2, Next });
      pages.push((page.PermissionGroupInfoList as readonly object[]).length);
      Next = page.Next;
    } while (Next !== '');
    expect(pages).toEqual([2, 1]);
  });

  it('leave nothing when they are deleted, and give nothing to who is in a later one of that id', async () => {
    const world = await clubOf(database.table);
    await give(world, { community: 1, topic: 1 });
    await world.call(root, 'destroy_permission_group', destroying);
    const rename = { GroupId, Name: 'klub' };
    expect(await world.codeOf('ben', 'modify_group_base_info', rename)).toBe(10007);
    world.now += 1000;
    await world.call(root, 'create_permission_group', {
      ...named,
      PermissionGroupName: 'Again',
      Permission: 1,
    });
    expect(await world.codeOf('ben', 'modify_group_base_info', rename)).toBe(10007);
    expect([await crewOf(world), await joinedBy(world, 'ben')]).toEqual([[], []]);
    await sweepOrdered(world);
    expect(await leftOf(world.table, await lifeIn(world))).toEqual(['COUNT', `GROUP#${PermissionGroupId}`]);
    expect(await namesIn(world, 'ben')).toBe(0);
  });

  it('are not swept up while they are there', async () => {
    const world = await clubOf(database.table);
    // The call dies before the deletion.
    const dying = world.over(dyingAt(world.table, 3).table);
    await expect(dying.call(root, 'destroy_permission_group', destroying)).rejects.toThrow('died');
    expect(dying.jobs).toHaveLength(1);
    world.jobs.push(...dying.jobs);
    await sweepOrdered(world);
    expect([await crewOf(world), await namesIn(world, 'ben')]).toEqual([['ben'], 1]);
  });

  it('go with their community', async () => {
    const world = await clubOf(database.table);
    await give(world, { topic: 1 });
    const life = await lifeIn(world);
    await world.call(root, 'destroy_group', { GroupId });
    while (!(await sweep(world.table, life, 2)));
    expect(await leftOf(world.table, life)).toEqual([]);
  });

  it('lose what they gave in a topic that is deleted, also when it is made again', async () => {
    const world = await clubOf(database.table);
    await give(world, { topic: 1 });
    await world.call(root, 'destroy_topic', { GroupId, TopicIdList: [TopicId] });
    const life = await lifeIn(world);
    expect((await leftOf(world.table, life)).some(key => key.startsWith('TOPIC'))).toBe(false);
    world.now += 1000;
    await world.call(root, 'create_topic', { GroupId, TopicName: 'News', TopicId });
    const { TopicPermissionResultList } = await world.call(root, 'get_topic_permission_group', named);
    expect(TopicPermissionResultList).toEqual([]);
    expect(await world.codeOf('ben', 'modify_topic', { GroupId, TopicId, TopicName: 'x' })).toBe(10007);
  });
});

describe('races', () => {
  /** What must hold whoever was faster: list, count and memberships agree. */
  const agrees = async (world: GroupWorld): Promise<void> => {
    const crew: readonly unknown[] = await crewOf(world).catch(() => []);
    expect((await countedCrew(world)) ?? 0).toBe(crew.length);
    for (const name of ['ben', 'cho']) {
      const joined: readonly unknown[] = await joinedBy(world, name).catch(() => []);
      expect([name, joined.length === 1]).toEqual([name, crew.includes(name)]);
    }
  };

  it('a permission group is deleted while a member comes into it', async () => {
    await everyMeeting(database.table, async () => {
      const world = await clubOf(database.table);
      return {
        one: table => world.over(table).call(root, 'add_permission_group_member', adding('cho')),
        other: table => world.over(table).call(root, 'destroy_permission_group', destroying),
        check: async () => {
          await agrees(world);
          expect(await countedCrew(world)).toBeUndefined();
        },
      };
    });
  });

  it('a member leaves the community while it is put into a permission group', async () => {
    await everyMeeting(database.table, async () => {
      const world = await clubOf(database.table);
      return {
        one: table => world.over(table).call(root, 'add_permission_group_member', adding('cho')),
        other: table => world.over(table).call('cho', 'quit_group', { GroupId }),
        check: async () => {
          await agrees(world);
          expect(await crewOf(world)).toEqual(['ben']);
        },
      };
    });
  });

  it('a member leaves the community while its permission group is deleted', async () => {
    await everyMeeting(database.table, async () => {
      const world = await clubOf(database.table);
      return {
        one: table => world.over(table).call('ben', 'quit_group', { GroupId }),
        other: table => world.over(table).call(root, 'destroy_permission_group', destroying),
        check: async () => {
          expect(await countedCrew(world)).toBeUndefined();
          const life = await lifeIn(world);
          expect(await world.table.get(keys.member(life, 'ben' as UserId))).toBeUndefined();
        },
      };
    });
  });

  it('two take the same member out', async () => {
    await everyMeeting(database.table, async () => {
      const world = await clubOf(database.table);
      const removing = (table: Table) =>
        world.over(table).call(root, 'delete_permission_group_member', adding('ben'));
      return {
        one: removing,
        other: removing,
        check: async () => {
          await agrees(world);
          expect(await countedCrew(world)).toBe(0);
        },
      };
    });
  });
});
