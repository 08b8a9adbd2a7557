import { consumedBy } from '../support/consumed-units.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { type GroupWorld, root } from '../support/group-world.ts';
import {
  clubOf,
  GroupId,
  give,
  listOf,
  named,
  PermissionGroupId,
  TopicId,
} from '../support/permission-world.ts';

const database = databaseOfTests();

const text = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hello' } }];
let random = 0;
const saying = (more: object = {}) => {
  random += 1;
  return { GroupId, TopicId, Random: random, MsgBody: text, ...more };
};

/** Whether somebody is let do something, of which every repetition is harmless. */
type Try = (world: GroupWorld, by: string) => Promise<boolean>;

/** A command that answers 0, or another of the codes that say it was allowed, and 10007 otherwise. */
const command =
  (name: string, body: object | (() => object), allowed: readonly number[] = []): Try =>
  async (world, by) => {
    const code = await world.codeOf(by, name, {
      GroupId,
      ...(typeof body === 'function' ? (body as () => object)() : body),
    });
    if (![0, 10007, ...allowed].includes(code)) throw new Error(`${name} answered ${code}`);
    return code !== 10007;
  };

const seesPast: Try = async (world, by) => {
  const { RspMsgList } = await world.call(by, 'group_msg_get', { GroupId, TopicId, ReqMsgNumber: 20 });
  return (RspMsgList as readonly { From_Account: string }[]).some(
    ({ From_Account }) => From_Account === 'ana',
  );
};

const seesInList: Try = async (world, by) => {
  const wanted = { GroupId, From_Account: by, MemberInfoFilter: ['NoUnreadSeqList'] };
  const { TopicAndSelfInfo } = await world.call(by, 'get_topic', wanted);
  return JSON.stringify(TopicAndSelfInfo).includes('hello');
};

const recalls: Try = async (world, by) => {
  const reply = await world.call(by, 'group_msg_recall', { GroupId, TopicId, MsgSeqList: [{ MsgSeq: 1 }] });
  return (reply.RecallRetList as readonly { RetCode: number }[]).every(({ RetCode }) => RetCode === 0);
};

/** What is tried, the bit of the community that allows it, and the one of the topic (contract: groups.md 13). */
const rows: Readonly<Record<string, readonly [Try, number, number?]>> = {
  'change the profile': [command('modify_group_base_info', { Name: 'klub' }), 0],
  'remove members': [command('delete_group_member', { MemberToDel_Account: ['eve'] }), 1],
  'decide who comes in': [
    command('handle_apply_join_group', { Applicant_Account: 'eve', HandleMsg: 'Agree' }, [10024]),
    1,
  ],
  'change the name cards of members': [
    command('modify_group_member_info', { Member_Account: 'cho', NameCard: 'Cho' }),
    1,
  ],
  'manage permission groups': [
    command('modify_permission_group', { PermissionGroupId, CustomString: 'c' }),
    2,
  ],
  'manage their members': [
    command('delete_permission_group_member', { PermissionGroupId, MemberList: listOf('cho') }),
    3,
  ],
  'make topics': [command('create_topic', { TopicName: 'More' }), 4],
  'manage a topic': [command('modify_topic', { TopicId, TopicName: 'Olds' }), 4, 0],
  'pin messages': [command('pin_message', { TopicId, MsgSeq: 99 }, [10030]), 4, 0],
  'manage rights in a topic': [
    command('set_topic_permission_group', {
      PermissionGroupId,
      TopicPermissionList: [{ TopicId, Permission: 0 }],
    }),
    2,
    1,
  ],
  'mute in the community': [command('forbid_send_msg', { Members_Account: ['cho'], MuteTime: 0 }), 5],
  'mute in a topic': [command('forbid_send_msg', { TopicId, Members_Account: ['cho'], MuteTime: 0 }), 5, 2],
  'send to a topic': [command('send_group_msg', saying), 6, 3],
  'recall messages of others': [recalls, 9, 5],
  'see what was before': [seesPast, 8, 4],
  'see it in the list of topics': [seesInList, 8, 4],
};

describe.each(Object.entries(rows))('who may %s', (_, [attempt, inCommunity, inTopic]) => {
  it('is who has the right, by role an administrator or not', async () => {
    const world = await clubOf(database.table);
    await world.call('ana', 'send_group_msg', saying());
    // Ben and Dee come again, later than that.
    await world.call(root, 'delete_group_member', { GroupId, MemberToDel_Account: ['ben', 'dee'] });
    world.now += 10_000;
    await world.call(root, 'add_group_member', { GroupId, MemberList: listOf('ben', 'dee') });
    await world.call(root, 'modify_group_member_info', { GroupId, Member_Account: 'ben', Role: 'Admin' });
    await world.call(root, 'add_permission_group_member', { ...named, MemberList: listOf('ben') });
    expect([await attempt(world, 'ana'), await attempt(world, 'ben')]).toEqual([true, false]);
    for (let bit = 0; bit < 11; bit += 1) {
      await give(world, { community: 1 << bit });
      expect(['community', bit, await attempt(world, 'ben')]).toEqual([
        'community',
        bit,
        bit === inCommunity,
      ]);
    }
    for (let bit = 0; bit < 7; bit += 1) {
      await give(world, { topic: 1 << bit });
      expect(['topic', bit, await attempt(world, 'ben')]).toEqual(['topic', bit, bit === inTopic]);
    }
    await world.call(root, 'modify_group_base_info', { GroupId, DefaultPermissions: 1 << inCommunity });
    expect(await attempt(world, 'dee')).toBe(true);
    await world.call(root, 'modify_group_base_info', { GroupId, DefaultPermissions: 0 });
    expect(await attempt(world, 'dee')).toBe(false);
    if (inTopic === undefined) return;
    await world.call(root, 'modify_topic', { GroupId, TopicId, DefaultPermissions: 1 << inTopic });
    expect(await attempt(world, 'dee')).toBe(true);
  });
});

const naming = () => saying({ GroupAtInfo: [{ GroupAtAllFlag: 1 }] });

describe('naming everyone', () => {
  it.each([
    [{ community: 1 << 6 }, false],
    [{ community: 1 << 7 }, false],
    [{ community: (1 << 6) | (1 << 7) }, true],
    [{ community: 1 << 6, topic: 1 << 6 }, true],
    [{ topic: (1 << 3) | (1 << 6) }, true],
  ])('takes the right to send too: %j', async (masks, expected) => {
    const world = await clubOf(database.table);
    await give(world, masks);
    expect(await command('send_group_msg', naming)(world, 'ben')).toBe(expected);
  });
});

describe('rights by permission groups', () => {
  it('bind clients and not backends, which speak in the name of anybody', async () => {
    const world = await clubOf(database.table);
    expect(await world.codeOf('cho', 'send_group_msg', saying())).toBe(10007);
    expect(await world.codeOf(root, 'send_group_msg', saying({ From_Account: 'cho' }))).toBe(0);
  });

  it('let speak while everyone is silent whoever may mute, and not an administrator by role', async () => {
    const world = await clubOf(database.table);
    await give(world, { community: 1 << 6 });
    await world.call(root, 'modify_group_base_info', { GroupId, MuteAllMember: 'On' });
    expect(await world.codeOf('ben', 'send_group_msg', saying())).toBe(10017);
    await give(world, { community: 1 << 6, topic: 1 << 2 });
    expect(await world.codeOf('ben', 'send_group_msg', saying())).toBe(0);
  });

  it('reach neither the owner nor who has the same one', async () => {
    const world = await clubOf(database.table);
    await give(world, { community: (1 << 1) | (1 << 5) });
    await world.call(root, 'add_permission_group_member', { ...named, MemberList: listOf('cho') });
    for (const name of ['ana', 'cho']) {
      const mute = { GroupId, Members_Account: [name], MuteTime: 60 };
      expect(await world.codeOf('ben', 'forbid_send_msg', mute)).toBe(10007);
      const removal = { GroupId, MemberToDel_Account: [name] };
      expect(await world.codeOf('ben', 'delete_group_member', removal)).toBe(10007);
      const card = { GroupId, Member_Account: name, NameCard: 'x' };
      expect(await world.codeOf('ben', 'modify_group_member_info', card)).toBe(10007);
    }
    expect(await world.codeOf('ben', 'delete_group_member', { GroupId, MemberToDel_Account: ['dee'] })).toBe(
      0,
    );
  });

  it('are added up over all permission groups of a member', async () => {
    const world = await clubOf(database.table);
    const second = { GroupId, PermissionGroupId: '@PMG#_two' };
    await world.call(root, 'create_permission_group', {
      ...second,
      PermissionGroupName: 'Two',
      Permission: 1 << 7,
    });
    await world.call(root, 'add_permission_group_member', { ...second, MemberList: listOf('ben') });
    await give(world, { topic: 1 << 3 });
    expect(await command('send_group_msg', naming)(world, 'ben')).toBe(true);
  });

  it('count for nothing while they are off, when administrators are administrators', async () => {
    const world = await clubOf(database.table, {});
    await give(world, { community: 2047 });
    await world.call(root, 'add_permission_group_member', { ...named, MemberList: listOf('cho') });
    const rename = command('modify_group_base_info', { Name: 'klub' });
    expect([await rename(world, 'ben'), await rename(world, 'cho')]).toEqual([true, false]);
    await world.call('ana', 'modify_group_base_info', { GroupId, EnablePermissionGroup: 1 });
    await world.call(root, 'delete_permission_group_member', { ...named, MemberList: listOf('ben') });
    expect([await rename(world, 'ben'), await rename(world, 'cho')]).toEqual([false, true]);
    await world.call('ana', 'modify_group_base_info', { GroupId, EnablePermissionGroup: 0 });
    expect([await rename(world, 'ben'), await rename(world, 'cho')]).toEqual([true, false]);
  });

  it('are switched by the owner alone, and leave members what they might before', async () => {
    const world = await clubOf(database.table, {});
    const on = { GroupId, EnablePermissionGroup: 1 };
    expect(await world.codeOf('ben', 'modify_group_base_info', on)).toBe(10007);
    expect(await world.codeOf('ana', 'modify_group_base_info', on)).toBe(0);
    const { GroupInfo } = await world.call(root, 'get_group_info', { GroupIdList: [GroupId] });
    expect(GroupInfo).toMatchObject([{ EnablePermissionGroup: 1, DefaultPermissions: 0b111000000 }]);
    expect(await command('send_group_msg', naming)(world, 'cho')).toBe(true);
  });

  it('tell who decides that somebody waits', async () => {
    const world = await clubOf(database.table);
    await give(world, { community: 1 << 1 });
    await world.call(root, 'modify_group_base_info', { GroupId, InviteJoinOption: 'NeedPermission' });
    await world.call('cho', 'add_group_member', { GroupId, MemberList: listOf('eve') });
    const waiting = { GroupId, Applicant_Account: 'cho', Invited_Account: 'eve', HandleMsg: 'Agree' };
    expect(await world.codeOf('dee', 'handle_invite_join_permission_group', waiting)).toBe(10007);
    expect(await world.codeOf('ben', 'handle_invite_join_permission_group', waiting)).toBe(0);
  });
});

describe('the units of a message, read and written', () => {
  /** Of the second message, when caches are warm and the time of the last one is noted. */
  const unitsOf = async (world: GroupWorld, more: object = {}) => {
    await world.call('ben', 'send_group_msg', saying(more));
    const { read, write } = await consumedBy(() => world.call('ben', 'send_group_msg', saying(more)));
    return { read, write };
  };
  const inCommunity = { TopicId: undefined };

  it('are those of any group where permission groups are off', async () => {
    const world = await clubOf(database.table, {});
    expect(await unitsOf(world, inCommunity)).toEqual({ read: 2, write: 3 });
    // Muted in the topic or in the community: half a unit more.
    expect(await unitsOf(world)).toEqual({ read: 2.5, write: 3 });
  });

  it('are the same for the owner, and for who is in no permission group', async () => {
    const world = await clubOf(database.table, { EnablePermissionGroup: 1, DefaultPermissions: 1 << 6 });
    await world.call(root, 'delete_permission_group_member', { ...named, MemberList: listOf('ben') });
    expect(await unitsOf(world, inCommunity)).toEqual({ read: 2, write: 3 });
  });

  it('are half a unit more for each permission group of the sender, and a whole one in a topic', async () => {
    const world = await clubOf(database.table);
    await give(world, { community: 1 << 6 });
    expect(await unitsOf(world, inCommunity)).toEqual({ read: 2.5, write: 3 });
    expect(await unitsOf(world)).toEqual({ read: 3.5, write: 3 });
  });
});
