import { databaseOfTests } from '../support/dynamodb.ts';
import { type GroupWorld, root } from '../support/group-world.ts';
import {
  clubOf,
  codesOf,
  GroupId,
  give,
  listOf,
  PermissionGroupId,
  TopicId,
} from '../support/permission-world.ts';

const database = databaseOfTests();

describe('nobody gives a right that it has not', () => {
  const crowned = async (): Promise<GroupWorld> => {
    const world = await clubOf(database.table);
    await give(world, { community: 0b1101, topic: 1 << 3 });
    return world;
  };

  it.each([
    [
      'make a permission group',
      'create_permission_group',
      { PermissionGroupName: 'x', Permission: 0b0101 },
      0,
    ],
    ['one with more', 'create_permission_group', { PermissionGroupName: 'x', Permission: 0b0010 }, 10007],
    ['change one', 'modify_permission_group', { PermissionGroupId, Permission: 0b0001 }, 0],
    ['give it more', 'modify_permission_group', { PermissionGroupId, Permission: 0b1111 }, 10007],
    ['what every member may', 'modify_group_base_info', { DefaultPermissions: 0b1000 }, 0],
    ['more than that', 'modify_group_base_info', { DefaultPermissions: 1 << 9 }, 10007],
    [
      'rights in a topic',
      'set_topic_permission_group',
      { PermissionGroupId, TopicPermissionList: [{ TopicId, Permission: 0b1010 }] },
      0,
    ],
    [
      'more in a topic',
      'set_topic_permission_group',
      { PermissionGroupId, TopicPermissionList: [{ TopicId, Permission: 0b1100 }] },
      10007,
    ],
    ['members', 'add_permission_group_member', { PermissionGroupId, MemberList: listOf('cho') }, 0],
  ])('%s', async (_, name, body, code) => {
    const world = await crowned();
    expect(await world.codeOf('ben', name, { GroupId, ...body })).toBe(code);
    expect(await world.codeOf('ana', name, { GroupId, ...body })).toBe(0);
  });

  it('nor puts anybody into a group that gives more, in the community or in a topic', async () => {
    const world = await crowned();
    const other = { GroupId, PermissionGroupId: '@PMG#_other' };
    const adding = { ...other, MemberList: listOf('ben') };
    await world.call(root, 'create_permission_group', { ...other, PermissionGroupName: 'o', Permission: 2 });
    expect(await world.codeOf('ben', 'add_permission_group_member', adding)).toBe(10007);
    await world.call(root, 'modify_permission_group', { ...other, Permission: 1 });
    const TopicPermissionList = [{ TopicId, Permission: 1 << 5 }];
    await world.call(root, 'add_topic_permission_group', { ...other, TopicPermissionList });
    expect(await world.codeOf('ben', 'add_permission_group_member', adding)).toBe(10007);
    await world.call(root, 'delete_topic_permission_group', { ...other, TopicIdList: [TopicId] });
    const reply = await world.call('ben', 'add_permission_group_member', adding);
    expect(codesOf(reply, 'MemberList')).toEqual([0]);
  });

  it('nor in a topic that it makes or changes', async () => {
    const world = await clubOf(database.table);
    await give(world, { community: 1 << 4, topic: 1 << 3 });
    const making = (DefaultPermissions: number) => ({ GroupId, TopicName: 'x', DefaultPermissions });
    expect(await world.codeOf('ben', 'create_topic', making(1))).toBe(0);
    expect(await world.codeOf('ben', 'create_topic', making(8))).toBe(10007);
    const changing = (DefaultPermissions: number) => ({ GroupId, TopicId, DefaultPermissions });
    expect(await world.codeOf('ben', 'modify_topic', changing(8))).toBe(0);
    expect(await world.codeOf('ben', 'modify_topic', changing(16))).toBe(10007);
  });
});
