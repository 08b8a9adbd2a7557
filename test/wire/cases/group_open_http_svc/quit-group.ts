import { about, call, group, groupId, groupRefusals, rolesIn, tipAt } from '../../groups.ts';
import { accounts, actsForItsCaller, logsIn } from '../../messages.ts';
import { aboutRoom, enters, onlineIn, room } from '../../rooms.ts';
import type { WireCase } from '../../wire-case.ts';

const asMe = { as: 'me', only: actsForItsCaller } as const;

export const cases: readonly WireCase[] = [
  ...['Private', 'Public', 'ChatRoom', 'Community'].map(
    (type): WireCase => ({
      ...asMe,
      title: `leaves a group of the type ${type}`,
      given: group({ type, me: 'Member' }),
      body: about(type),
      after: async world => expect(await rolesIn(world, type, 'me')).toEqual(['NotMember']),
    }),
  ),
  {
    ...asMe,
    title: 'leaves a live room with every client, and the room is told',
    given: async world => {
      await room()(world);
      await enters(world, 'ben');
      // Its phone; the page that leaves takes it along.
      const phone = await world.connect();
      const account = world.name('me');
      const identity = { sdkAppId: world.sdkAppId, account, userSig: world.userSig(account) };
      await phone.login({ ...identity, platform: 2 });
      const reply = await phone.request('group_open_http_svc.apply_join_group', aboutRoom()(world));
      expect(reply.ErrorCode).toBe(0);
    },
    body: aboutRoom(),
    after: async world => {
      expect(await tipAt(world.kept('ben'), 2)).toMatchObject({ List_Account: [world.name('me')] });
      expect(await onlineIn(world)).toBe(1);
    },
  },
  {
    ...asMe,
    title: 'does not leave a live room that it is not in',
    given: room(),
    body: aboutRoom(),
    error: 'GroupNotPermitted',
  },
  {
    ...asMe,
    title: 'keeps the owner of a live room',
    given: room('Owner'),
    body: aboutRoom(),
    error: 'OwnerMayNotLeave',
  },
  {
    ...asMe,
    title: 'tells the group',
    given: async world => {
      await logsIn(world, 'cho');
      await group({ me: 'Member' })(world);
    },
    body: about('Public'),
    after: async world =>
      expect(await tipAt(world.kept('cho'), 2)).toMatchObject({
        List_Account: [world.name('me')],
        MemberNum: 3,
      }),
  },
  {
    ...asMe,
    title: 'leaves a Work group without an owner',
    given: group({ type: 'Private', me: 'Owner' }),
    body: about('Private'),
    after: async world => {
      const { GroupInfo } = await call(world, 'get_group_info', { GroupIdList: [groupId(world)] });
      expect(GroupInfo).toMatchObject([{ ErrorCode: 0, Owner_Account: '', MemberNum: 3 }]);
    },
  },
  {
    ...asMe,
    title: 'takes a Work group along when nobody is left',
    given: async world => {
      await accounts('ana')(world);
      await call(world, 'create_group', {
        Type: 'Work',
        Name: 'hikers',
        GroupId: groupId(world),
        Owner_Account: world.name('me'),
      });
    },
    body: about('Private'),
    after: async world => {
      const { GroupInfo } = await call(world, 'get_group_info', { GroupIdList: [groupId(world)] });
      expect(GroupInfo).toMatchObject([{ ErrorCode: 10010 }]);
    },
  },
  ...['Public', 'ChatRoom', 'Community'].map(
    (type): WireCase => ({
      ...asMe,
      title: `is refused to the owner of a group of the type ${type}`,
      given: group({ type, me: 'Owner' }),
      body: about(type),
      error: 'OwnerMayNotLeave',
    }),
  ),
  {
    ...asMe,
    title: 'is refused to who is no member',
    given: group(),
    body: about('Public'),
    error: 'GroupNotPermitted',
  },
  ...groupRefusals(about('Public')),
];
