import type { Table } from '../../lib/kernel/ports.ts';
import { startDatabase, type TestDatabase } from '../support/dynamodb.ts';
import { GroupWorld, root } from '../support/group-world.ts';
import { everyMeeting } from '../support/interleave.ts';
import { dyingAt } from '../support/message-world.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const GroupId = 'hikers';

/** A group of ana's with the member ben, who may invite; invited accounts are asked. */
const groupWorld = async (): Promise<GroupWorld> => {
  const world = new GroupWorld(database.table, { inviteConsent: ['Public'] });
  await world.accounts('ana', 'ben', 'cho', root);
  await world.call(root, 'create_group', {
    Type: 'Public',
    Name: 'Hikers',
    GroupId,
    Owner_Account: 'ana',
    InviteJoinOption: 'FreeAccess',
    MemberList: [{ Member_Account: 'ben' }],
  });
  return world;
};

/** A call by somebody, over the table that a race gives it. */
const by =
  (world: GroupWorld, account: string, command: string, body: object = {}) =>
  (table: Table) =>
    world.over(table).call(account, command, { GroupId, ...body });

/** Repeats a call that died at each of its calls of the table, and at last does not. */
const diesEverywhere = async (
  begin: () => Promise<GroupWorld>,
  call: (world: GroupWorld) => (table: Table) => Promise<unknown>,
  check: (world: GroupWorld) => Promise<unknown>,
): Promise<void> => {
  let deaths = 0;
  for (let at = 1; ; at += 1) {
    const world = await begin();
    const dying = dyingAt(database.table, at);
    await call(world)(dying.table).catch(() => undefined);
    if (!dying.died()) break;
    deaths += 1;
    await call(world)(database.table);
    await check(world);
  }
  expect(deaths).toBeGreaterThan(2);
};

describe('pins', () => {
  const said = async (texts: number): Promise<GroupWorld> => {
    const world = await groupWorld();
    for (let Random = 1; Random <= texts; Random += 1) {
      const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: `text ${Random}` } }];
      await world.call(root, 'send_group_msg', { GroupId, From_Account: 'ana', Random, MsgBody });
    }
    return world;
  };
  const pinned = async (world: GroupWorld): Promise<readonly number[]> => {
    const { PinnedMsgList } = await world.call(root, 'get_pinned_messages', { GroupId });
    return (PinnedMsgList as readonly { MsgSeq: number }[]).map(({ MsgSeq }) => MsgSeq);
  };
  const recall = { MsgSeqList: [{ MsgSeq: 1 }] };

  it('are gone however a pin and a recall meet, and their place is free', () =>
    everyMeeting(database.table, async () => {
      const world = await said(1);
      return {
        one: by(world, 'ana', 'pin_message', { MsgSeq: 1 }),
        other: by(world, 'ana', 'group_msg_recall', recall),
        check: async () => expect(await pinned(world)).toEqual([]),
      };
    }));

  it('are ten, however two who pin the tenth meet', () =>
    everyMeeting(database.table, async () => {
      const world = await said(11);
      for (let MsgSeq = 1; MsgSeq <= 9; MsgSeq += 1)
        await world.call('ana', 'pin_message', { GroupId, MsgSeq });
      return {
        one: by(world, 'ana', 'pin_message', { MsgSeq: 10 }),
        other: by(world, 'ana', 'pin_message', { MsgSeq: 11 }),
        check: async (one, other) => {
          expect(await pinned(world)).toHaveLength(10);
          expect([one, other]).toContainEqual({ fault: 'TooManyPinnedMessages' });
        },
      };
    }));

  it('are none, however a pin and its end meet, or both', () =>
    everyMeeting(database.table, async () => {
      const world = await said(2);
      await world.call('ana', 'pin_message', { GroupId, MsgSeq: 1 });
      return {
        one: by(world, 'ana', 'unpin_message', { MsgSeq: 1 }),
        other: by(world, 'ana', 'pin_message', { MsgSeq: 2 }),
        check: async () => expect(await pinned(world)).toEqual([2]),
      };
    }));

  it('are not seen any more when a recall died, and not counted', () =>
    diesEverywhere(
      async () => {
        const world = await said(1);
        await world.call('ana', 'pin_message', { GroupId, MsgSeq: 1 });
        return world;
      },
      world => by(world, 'ana', 'group_msg_recall', recall),
      async world => expect(await pinned(world)).toEqual([]),
    ));

  it('end with their messages', async () => {
    const world = await said(1);
    await world.call('ana', 'pin_message', { GroupId, MsgSeq: 1 });
    world.now += 8 * 86_400_000;
    expect(await pinned(world)).toEqual([]);
  });
});

describe('invitations', () => {
  const invited = async (): Promise<GroupWorld> => {
    const world = await groupWorld();
    await world.call('ben', 'add_group_member', { GroupId, MemberList: [{ Member_Account: 'cho' }] });
    return world;
  };
  const says = (world: GroupWorld, HandleMsg: 'Agree' | 'Reject') =>
    by(world, 'cho', 'handle_invite_join_group', { HandleMsg, Inviter_Account: 'ben' });
  const role = async (world: GroupWorld): Promise<unknown> => {
    const { UserIdList } = await world.call(root, 'get_role_in_group', { GroupId, User_Account: ['cho'] });
    return (UserIdList as readonly { Role: string }[])[0]?.Role;
  };
  const members = async (world: GroupWorld): Promise<unknown> => {
    const { MemberNum } = await world.call(root, 'get_group_member_info', { GroupId });
    return MemberNum;
  };
  const handled = { fault: 'GroupRequestHandled' };

  it('are answered once, however yes and no meet', () =>
    everyMeeting(database.table, async () => {
      const world = await invited();
      return {
        one: says(world, 'Agree'),
        other: says(world, 'Reject'),
        check: async (one, other) => {
          expect([one, other].filter(ending => 'fault' in ending)).toEqual([handled]);
          expect(await role(world)).toBe('fault' in one ? 'NotMember' : 'Member');
        },
      };
    }));

  it('bring somebody in once, however two agreements meet', () =>
    everyMeeting(database.table, async () => {
      const world = await invited();
      return {
        one: says(world, 'Agree'),
        other: says(world, 'Agree'),
        check: async () => {
          expect(await role(world)).toBe('Member');
          expect(await members(world)).toBe(3);
        },
      };
    }));

  it('bring nobody into a group that is dissolved at the same moment', () =>
    everyMeeting(database.table, async () => {
      const world = await invited();
      return {
        one: says(world, 'Agree'),
        other: by(world, 'ana', 'destroy_group'),
        check: async () => {
          expect(
            await world.over(database.table).codeOf(root, 'get_role_in_group', {
              GroupId,
              User_Account: ['cho'],
            }),
          ).toBe(10010);
          const { PendencyList } = await world.call('cho', 'get_pendency', {});
          expect(PendencyList).toEqual([]);
        },
      };
    }));

  it('are carried out by the next call when one died', () =>
    diesEverywhere(
      invited,
      world => async table => {
        const code = await world.over(table).codeOf('cho', 'handle_invite_join_group', {
          GroupId,
          HandleMsg: 'Agree',
        });
        // It had come in, and died while it forgot the invitation.
        expect([0, 10024]).toContain(code);
      },
      async world => expect(await role(world)).toBe('Member'),
    ));

  it('are over after a week', async () => {
    const world = await invited();
    world.now += 8 * 86_400_000;
    expect(await world.codeOf('cho', 'handle_invite_join_group', { GroupId, HandleMsg: 'Agree' })).toBe(
      10024,
    );
  });

  it('go with the group', async () => {
    const world = await invited();
    const pending = async () => (await world.call('cho', 'get_pendency', {})).UnreadCount;
    expect(await pending()).toBe(1);
    await world.call('ana', 'destroy_group', { GroupId });
    expect(await pending()).toBe(0);
  });
});
