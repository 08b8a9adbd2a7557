import type { UserId } from '../../lib/protocol/ids.ts';
import { keys } from '../../lib/table/keys.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { GroupWorld, root } from '../support/group-world.ts';

const database = databaseOfTests();

/** The columns of the tables below (contract: groups.md 7). */
const types = ['Work', 'Public', 'Meeting', 'AVChatRoom', 'Community'] as const;
type Type = (typeof types)[number];
const callers = ['app', 'owner', 'admin', 'member', 'stranger'] as const;

const GroupId = '@TGS#_hikers';
const idOf = (type: Type): string => (type === 'Community' ? GroupId : 'hikers');

/** A group with one of each, whose names are what they are; `other` is another member, and `guest` waits to be let in. */
const groupOf = async (type: Type): Promise<GroupWorld> => {
  const world = new GroupWorld(database.table);
  await world.accounts('owner', 'admin', 'member', 'other', 'stranger', 'guest', root);
  const MemberList = [
    { Member_Account: 'admin', ...(type !== 'Work' && { Role: 'Admin' }) },
    { Member_Account: 'member' },
    { Member_Account: 'other' },
  ];
  await world.call(root, 'create_group', {
    Type: type,
    Name: 'hikers',
    GroupId: idOf(type),
    Owner_Account: 'owner',
    ...(type !== 'AVChatRoom' && { MemberList }),
  });
  if (type === 'AVChatRoom') await nameAdmin(world);
  return world;
};

/** A live room has its administrators in its profile. */
const nameAdmin = async ({ table, app }: GroupWorld): Promise<void> => {
  await table.update({
    key: keys.group(app, 'hikers' as never),
    set: 'SET admins = :admins',
    values: { ':admins': ['admin' as UserId] },
  });
};

/** An operation: the command that does it, and who may, by type. */
interface Row {
  readonly command: string;
  readonly body: object;
  /** By type, in the order of the columns. */
  readonly may: readonly [string, string, string, string, string];
  /** Answers that say it was allowed, beside success. */
  readonly allowed?: readonly number[];
}

const leaders = 'app owner admin';
const inside = 'app owner admin member';
/** In a Work group `admin` is an ordinary member. */
const rows: Readonly<Record<string, Row>> = {
  'change the profile': {
    command: 'modify_group_base_info',
    body: { Name: 'climbers' },
    may: [inside, leaders, 'app owner', 'app owner', leaders],
  },
  'see the members': {
    command: 'get_group_member_info',
    body: {},
    may: [inside, inside, inside, '', inside],
  },
  dissolve: {
    command: 'destroy_group',
    body: {},
    may: ['app', 'app owner', 'app owner', 'app owner', 'app owner'],
  },
  'decide who comes in': {
    command: 'handle_apply_join_group',
    body: { Applicant_Account: 'guest', HandleMsg: 'Agree' },
    may: ['', leaders, leaders, '', leaders],
    allowed: [10024],
  },
  'put others in, without being asked to ask': {
    command: 'add_group_member',
    body: { MemberList: [{ Member_Account: 'guest' }] },
    may: [inside, 'app', 'app', '', inside],
  },
  'name administrators': {
    command: 'modify_group_member_info',
    body: { Member_Account: 'other', Role: 'Admin' },
    may: ['', 'app owner', 'app owner', '', 'app owner'],
  },
  'remove an ordinary member': {
    command: 'delete_group_member',
    body: { MemberToDel_Account: ['other'] },
    may: ['app owner', leaders, leaders, '', leaders],
  },
  'mute an ordinary member': {
    command: 'forbid_send_msg',
    body: { Members_Account: ['other'], MuteTime: 60 },
    may: ['', leaders, leaders, leaders, leaders],
  },
  'pin a message': {
    command: 'pin_message',
    body: { MsgSeq: 900 },
    may: [inside, leaders, leaders, '', leaders],
    allowed: [10030],
  },
  'hand over': {
    command: 'change_group_owner',
    body: { NewOwner_Account: 'other' },
    may: ['app owner', 'app owner', 'app owner', '', 'app owner'],
  },
};

const refusals = [10007, 10004];

describe.each(Object.entries(rows))('who may %s', (_, { command, body, may, allowed = [] }) => {
  it.each(types)('in %s', async type => {
    const expected = may[types.indexOf(type)]?.split(' ') ?? [];
    for (const caller of callers) {
      const world = await groupOf(type);
      const code = await world.codeOf(caller === 'app' ? root : caller, command, {
        GroupId: idOf(type),
        ...body,
      });
      const outcome = [0, ...allowed].includes(code) ? 'may' : 'may not';
      expect([caller, outcome]).toEqual([caller, expected.includes(caller) ? 'may' : 'may not']);
      if (outcome === 'may not') expect(refusals).toContain(code);
    }
  });
});

describe('coming and going', () => {
  const coming = {
    Work: 10007,
    Public: 'WaitAdminApproval',
    Meeting: 'JoinedSuccess',
    Community: 'JoinedSuccess',
  } as const;
  it.each(Object.entries(coming))('who asks to come into %s', async (type, expected) => {
    const world = await groupOf(type as Type);
    const body = { GroupId: idOf(type as Type) };
    if (typeof expected === 'number') {
      expect(await world.codeOf('guest', 'apply_join_group', body)).toBe(expected);
    } else {
      expect(await world.call('guest', 'apply_join_group', body)).toMatchObject({ JoinedStatus: expected });
    }
  });

  const leaving = { Work: [0, 0], Public: [10009, 0], Meeting: [10009, 0], Community: [10009, 0] } as const;
  it.each(Object.entries(leaving))('who leaves %s: owner, member', async (type, expected) => {
    for (const [i, caller] of ['owner', 'member'].entries()) {
      const world = await groupOf(type as Type);
      expect(await world.codeOf(caller, 'quit_group', { GroupId: idOf(type as Type) })).toBe(expected[i]);
    }
  });
});
