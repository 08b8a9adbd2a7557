import { groupOf, lifeOf } from '../../lib/domain/group/group-store.ts';
import { joinedOf } from '../../lib/domain/group/joined-store.ts';
import { leadersOf } from '../../lib/domain/group/leaders.ts';
import { leaveAll } from '../../lib/domain/group/leave-all.ts';
import type { GroupId as Group, UserId } from '../../lib/protocol/ids.ts';
import type { GroupItem } from '../../lib/table/group-items.ts';
import { keys } from '../../lib/table/keys.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { GroupWorld, root } from '../support/group-world.ts';
import { dyingAt } from '../support/message-world.ts';

const database = databaseOfTests();

const GroupId = 'hikers';
const adding = (...names: readonly string[]) => ({
  GroupId,
  MemberList: names.map(name => ({ Member_Account: name })),
});
/** A Public group of `ana` with the administrators `ben` and `cho`. */
const hikers = async (settings = {}, more = {}): Promise<GroupWorld> => {
  const world = new GroupWorld(database.table, settings);
  await world.accounts('ana', 'ben', 'cho', 'dee', 'eve', root);
  await world.call(root, 'create_group', {
    Type: 'Public',
    Name: 'hikers',
    GroupId,
    Owner_Account: 'ana',
    MemberList: ['ben', 'cho'].map(Member_Account => ({ Member_Account, Role: 'Admin' })),
    ...more,
  });
  return world;
};
const rolesIn = async (world: GroupWorld, ...names: readonly string[]) => {
  const { UserIdList } = await world.call(root, 'get_role_in_group', { GroupId, User_Account: names });
  return (UserIdList as { Role: string }[]).map(({ Role }) => Role);
};

describe('a group of any size', () => {
  it('knows who leads it, whatever has become of them', async () => {
    const world = await hikers();
    const group = await groupOf(database.table, world.app, GroupId as Group);
    if (!group) throw new Error('there is no group');
    const leaders = async () =>
      [...(await leadersOf(database.table, group, lifeOf(world.app, group)))].sort();
    expect(await leaders()).toEqual(['ana', 'ben', 'cho']);
    const become = (Member_Account: string, Role: string) =>
      world.call('ana', 'modify_group_member_info', { GroupId, Member_Account, Role });
    await world.call(root, 'add_group_member', adding('dee'));
    await become('dee', 'Admin');
    await become('ben', 'Member');
    await world.call('cho', 'quit_group', { GroupId });
    expect(await leaders()).toEqual(['ana', 'dee']);
  });
});

describe('an account in as many groups as it may be in', () => {
  const settings = { groupsPerAccount: 1 };

  it('gets no group of its own', async () => {
    const world = await hikers(settings);
    const wanted = { Type: 'Public', Name: 'second', Owner_Account: 'ana' };
    expect(await world.codeOf(root, 'create_group', wanted)).toBe(10037);
    expect(await world.codeOf(root, 'import_group', wanted)).toBe(10037);
  });

  it('comes into no other, neither by itself nor by others', async () => {
    const world = await hikers(settings);
    await world.call(root, 'create_group', {
      Type: 'Public',
      Name: 'second',
      GroupId: 'second',
      Owner_Account: 'dee',
      ApplyJoinOption: 'FreeAccess',
    });
    const MemberList = [{ Member_Account: 'ana' }];
    expect(await world.codeOf(root, 'add_group_member', { GroupId: 'second', MemberList })).toBe(10037);
    expect(await world.codeOf('ana', 'apply_join_group', { GroupId: 'second' })).toBe(10037);
    const imported = await world.call(root, 'import_group_member', { GroupId: 'second', MemberList });
    expect(imported.MemberList).toEqual([{ Member_Account: 'ana', Result: 0 }]);
  });

  it('is not let in although it was agreed to, and waits on', async () => {
    const world = await hikers(settings);
    await world.call('dee', 'apply_join_group', { GroupId });
    await world.call(root, 'create_group', { Type: 'Public', Name: 'own', Owner_Account: 'dee' });
    const agree = { GroupId, Applicant_Account: 'dee', HandleMsg: 'Agree' };
    expect(await world.codeOf('ben', 'handle_apply_join_group', agree)).toBe(10037);
    expect(await world.call('ben', 'get_pendency', {})).toMatchObject({ UnreadCount: 1 });
  });
});

describe('deciding who comes in', () => {
  const decision = (HandleMsg: string) => ({ GroupId, Applicant_Account: 'dee', HandleMsg });

  it('by two at once is done by one of them', async () => {
    const world = await hikers();
    await world.call('dee', 'apply_join_group', { GroupId });
    const codes = await Promise.all([
      world.codeOf('ben', 'handle_apply_join_group', decision('Agree')),
      world.codeOf('cho', 'handle_apply_join_group', decision('Reject')),
    ]);
    expect([...codes].sort()).toEqual([0, 10024]);
    const [role] = await rolesIn(world, 'dee');
    expect(role).toBe(codes[0] === 0 ? 'Member' : 'NotMember');
  });

  it('is carried out by the next who agrees when a call died over it', async () => {
    const world = await hikers();
    await world.call('dee', 'apply_join_group', { GroupId });
    let at = 1;
    for (; ; at += 1) {
      const { table, died } = dyingAt(database.table, at);
      const dying = world.over(table);
      const ended = await dying.codeOf('ben', 'handle_apply_join_group', decision('Agree')).catch(() => -1);
      if (!died()) break;
      expect(ended).toBe(-1);
      expect([0, 10024]).toContain(await world.codeOf('cho', 'handle_apply_join_group', decision('Agree')));
      expect(await rolesIn(world, 'dee')).toEqual(['Member']);
      await world.call('dee', 'quit_group', { GroupId });
      await world.call('dee', 'apply_join_group', { GroupId });
    }
    expect(at).toBeGreaterThan(5);
  });
});

describe('a call that dies', () => {
  it('while it makes a group leaves a whole one, to which the others can be added', async () => {
    for (let at = 1; ; at += 1) {
      const world = new GroupWorld(database.table, {});
      await world.accounts('ana', 'ben', 'cho', root);
      const { table, died } = dyingAt(database.table, at);
      const wanted = { Type: 'Public', Name: 'hikers', GroupId, Owner_Account: 'ana' };
      const MemberList = [{ Member_Account: 'ben' }, { Member_Account: 'cho' }];
      await world
        .over(table)
        .codeOf(root, 'create_group', { ...wanted, MemberList })
        .catch(() => -1);
      if (!died()) break;
      const again = await world.codeOf(root, 'create_group', { ...wanted, MemberList });
      expect([0, 10025]).toContain(again);
      await world.call(root, 'add_group_member', adding('ben', 'cho'));
      expect(await rolesIn(world, 'ana', 'ben', 'cho')).toEqual(['Owner', 'Member', 'Member']);
      const { GroupInfo } = await world.call(root, 'get_group_info', { GroupIdList: [GroupId] });
      expect(GroupInfo).toMatchObject([{ MemberNum: 3 }]);
    }
  });

  it('while it dissolves a group leaves one that can be dissolved', async () => {
    for (let at = 1; ; at += 1) {
      const world = await hikers();
      const { table, died } = dyingAt(database.table, at);
      await world
        .over(table)
        .codeOf(root, 'destroy_group', { GroupId })
        .catch(() => -1);
      if (!died()) break;
      expect([0, 10010]).toContain(await world.codeOf(root, 'destroy_group', { GroupId }));
      const list = await world.call(root, 'get_joined_group_list', { Member_Account: 'ben' });
      expect(list.TotalCount).toBe(0);
    }
  });
});

describe('a deleted account', () => {
  it('is in no group any more, and its own have no owner', async () => {
    const world = await hikers();
    const gone = (name: string) => leaveAll(database.table, world.app, name as UserId, () => world.now, 10);
    expect(await gone('ana')).toBe(true);
    expect(await rolesIn(world, 'ana', 'ben')).toEqual(['NotMember', 'Admin']);
    const { GroupInfo } = await world.call(root, 'get_group_info', { GroupIdList: [GroupId] });
    expect(GroupInfo).toMatchObject([{ Owner_Account: '', MemberNum: 2 }]);
    await gone('ben');
    await gone('cho');
    const { GroupInfo: after } = await world.call(root, 'get_group_info', { GroupIdList: [GroupId] });
    expect(after).toMatchObject([{ ErrorCode: 10010 }]);
  });

  it('leaves many groups in turns', async () => {
    const world = await hikers();
    for (const id of ['one', 'two']) {
      await world.call(root, 'create_group', { Type: 'Public', Name: id, GroupId: id, Owner_Account: 'ana' });
    }
    const turn = () => leaveAll(database.table, world.app, 'ana' as UserId, () => world.now, 2);
    expect([await turn(), await turn()]).toEqual([false, true]);
    expect(await joinedOf(database.table, world.app, 'ana' as UserId)).toEqual([]);
  });
});

describe('the groups of an account', () => {
  it('do not show one that was dissolved, whose pointer is dropped', async () => {
    const world = await hikers();
    const group = await database.table.get<GroupItem>(keys.group(world.app, GroupId as Group));
    await world.call(root, 'destroy_group', { GroupId });
    const item = {
      ...keys.joined(world.app, 'ben' as UserId, GroupId as Group),
      ...{ v: 1, group: GroupId, born: group?.born, type: 'Public', shard: 0 },
    };
    await database.table.put({ item });
    const list = await world.call(root, 'get_joined_group_list', { Member_Account: 'ben' });
    expect(list).toEqual({ TotalCount: 0, GroupIdList: [] });
    expect(await joinedOf(database.table, world.app, 'ben' as UserId)).toEqual([]);
  });

  it('show a Work group to all of its members from its first message on', async () => {
    const world = await hikers({}, { Type: 'Work', MemberList: [{ Member_Account: 'ben' }] });
    const of = (Member_Account: string) =>
      world.call(root, 'get_joined_group_list', { Member_Account }).then(({ TotalCount }) => TotalCount);
    expect([await of('ana'), await of('ben')]).toEqual([1, 0]);
    const message = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hello' } }];
    await world.call('ana', 'send_group_msg', { GroupId, Random: 1, MsgBody: message });
    expect([await of('ana'), await of('ben')]).toEqual([1, 1]);
  });
});

describe('imported members', () => {
  it('have as many unread messages as they had, and see what was written before', async () => {
    const world = new GroupWorld(database.table, {});
    await world.accounts('ana', 'ben', root);
    const created = 1_600_000_000;
    const group = { Type: 'Public', Name: 'old', GroupId, Owner_Account: 'ana', CreateTime: created };
    await world.call(root, 'import_group', group);
    const message = (i: number) => ({
      From_Account: 'ana',
      SendTime: created + i,
      Random: i,
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: `message ${i}` } }],
    });
    await world.call(root, 'import_group_msg', { GroupId, MsgList: [1, 2, 3].map(message) });
    const MemberList = [{ Member_Account: 'ben', JoinTime: created + 1, UnreadMsgNum: 2 }];
    await world.call(root, 'import_group_member', { GroupId, MemberList });
    const { MemberList: shown } = await world.call(root, 'get_specified_group_member_info', {
      GroupId,
      Member_List_Account: ['ben'],
    });
    expect(shown).toMatchObject([{ MsgSeq: 1 }]);
    const { RspMsgList } = await world.call('ben', 'group_msg_get', { GroupId, ReqMsgNumber: 20 });
    expect(RspMsgList).toHaveLength(3);
  });
});

describe('members of a large group', () => {
  it('are shown in pages, each once, and counted', async () => {
    const world = await hikers();
    const names = Array.from({ length: 60 }, (_, i) => `member${String(i).padStart(2, '0')}`);
    await world.accounts(...names);
    await world.call(root, 'add_group_member', adding(...names));
    const seen: string[] = [];
    for (let Offset = 0; ; Offset += 25) {
      const page = await world.call(root, 'get_group_member_info', { GroupId, Limit: 25, Offset });
      const list = page.MemberList as { Member_Account: string }[];
      expect(page.MemberNum).toBe(63);
      if (list.length === 0) break;
      seen.push(...list.map(({ Member_Account }) => Member_Account));
    }
    expect(seen).toEqual(['ana', 'ben', 'cho', ...names]);
    const roles = { MemberRoleFilter: ['Owner', 'Admin'] };
    const leaders = await world.call(root, 'get_group_member_info', {
      GroupId,
      Limit: 2,
      Offset: 1,
      ...roles,
    });
    expect(leaders.MemberList).toMatchObject([{ Member_Account: 'ben' }, { Member_Account: 'cho' }]);
  });

  it('cost no more than what is shown, and one', async () => {
    const world = await hikers();
    const names = Array.from({ length: 60 }, (_, i) => `member${String(i).padStart(2, '0')}`);
    await world.accounts(...names);
    await world.call(root, 'add_group_member', adding(...names));
    const limits: (number | undefined)[] = [];
    const counting = new Proxy(database.table, {
      get: (target, name) => {
        const method = Reflect.get(target, name) as (...args: unknown[]) => unknown;
        return (...args: unknown[]) => {
          if (name === 'query') limits.push((args[0] as { limit?: number }).limit);
          return method.apply(target, args);
        };
      },
    });
    const body = { GroupId, Limit: 10, MemberInfoFilter: ['Role'] };
    const { MemberList } = await world.over(counting).call(root, 'get_group_member_info', body);
    expect(MemberList).toHaveLength(10);
    expect(limits).toEqual([11]);
  });
});
