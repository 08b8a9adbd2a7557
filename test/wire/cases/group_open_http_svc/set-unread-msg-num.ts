import { hikers, inGroup, says } from '../../group-messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const setTo =
  (UnreadMsgNum: number, more: object = {}) =>
  (world: World) => ({
    GroupId: hikers(world),
    Member_Account: world.name('ben'),
    UnreadMsgNum,
    ...more,
  });

const talk =
  (type = 'Public') =>
  async (world: World) => {
    await inGroup(type)(world);
    for (const text of ['one', 'two', 'three']) await says(world, 'ana', text);
  };

const readBy = async (world: World): Promise<unknown> => {
  const reply = await world.admin('group_open_http_svc.get_specified_group_member_info', {
    GroupId: hikers(world),
    Member_List_Account: [world.name('ben')],
    MemberInfoFilter: ['MsgSeq'],
  });
  return (reply.MemberList as readonly { MsgSeq: number }[])[0]?.MsgSeq;
};

export const cases: readonly WireCase[] = [
  {
    title: 'puts the read position where so many messages follow',
    given: talk(),
    body: setTo(2),
    after: async world => expect(await readBy(world)).toBe(1),
  },
  {
    title: 'counts no more than there are',
    given: talk(),
    body: setTo(99),
    after: async world => expect(await readBy(world)).toBe(0),
  },
  {
    title: 'has everything read with 0',
    given: talk(),
    body: setTo(0),
    after: async world => expect(await readBy(world)).toBe(3),
  },
  {
    title: 'does nothing in a meeting, where nothing is counted',
    given: talk('Meeting'),
    body: setTo(2),
    after: async world => expect(await readBy(world)).toBe(0),
  },
  {
    title: 'refuses who is no member',
    given: inGroup(),
    body: world => setTo(1, { Member_Account: world.name('ghost') })(world),
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses a body without a number',
    given: inGroup(),
    body: world => ({ GroupId: hikers(world), Member_Account: world.name('ben') }),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses an id that no group can have',
    body: setTo(1, { GroupId: 'ñ' }),
    error: 'GroupIdNotValid',
  },
  { title: 'refuses a group that does not exist', body: setTo(1), error: 'GroupNotFound' },
];
