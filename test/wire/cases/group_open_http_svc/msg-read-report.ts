import { groupNotice, hikers, inGroup, says } from '../../group-messages.ts';
import { clientOf } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const upTo =
  (MsgReadedSeq: number, more: object = {}) =>
  (world: World) => ({ GroupId: hikers(world), MsgReadedSeq, ...more });

const asMe = { as: 'me', only: { door: 'socket', reason: 'it acts for its caller' } } as const;

const talk = async (world: World) => {
  await inGroup('Public', 'me')(world);
  for (const text of ['one', 'two', 'three']) await says(world, 'ana', text);
};

const readBy = async (world: World, short: string): Promise<unknown> => {
  const reply = await world.admin('group_open_http_svc.get_specified_group_member_info', {
    GroupId: hikers(world),
    Member_List_Account: [world.name(short)],
    MemberInfoFilter: ['MsgSeq'],
  });
  return (reply.MemberList as readonly { MsgSeq: number }[])[0]?.MsgSeq;
};

export const cases: readonly WireCase[] = [
  {
    ...asMe,
    title: 'moves the read position forward and tells the other clients of the reader',
    settings: { webInstances: 2 },
    given: async world => {
      world.keep('other', await world.login(world.name('me')));
      await talk(world);
    },
    body: upTo(2),
    after: async world => {
      expect(await readBy(world, 'me')).toBe(2);
      expect(await groupNotice(clientOf(world, 'other'), 'GroupReadInfoArray')).toMatchObject({
        GroupReadInfoArray: [{ GroupId: hikers(world), LastReadMsgSeq: 2 }],
      });
    },
  },
  {
    ...asMe,
    title: 'goes no further than there are messages',
    given: talk,
    body: upTo(99),
    after: async world => expect(await readBy(world, 'me')).toBe(3),
  },
  { title: 'does nothing for an administrator that is no member', given: talk, body: upTo(1) },
  { ...asMe, title: 'refuses who is no member', given: inGroup(), body: upTo(1), error: 'GroupNotPermitted' },
  {
    title: 'refuses a body without a number',
    given: inGroup(),
    body: world => ({ GroupId: hikers(world) }),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses an id that no group can have',
    body: upTo(1, { GroupId: 'ñ' }),
    error: 'GroupIdNotValid',
  },
  { title: 'refuses a group that does not exist', body: upTo(1), error: 'GroupNotFound' },
  {
    title: 'refuses a topic',
    settings: { communities: false },
    given: inGroup(),
    body: upTo(1, { TopicId: 't' }),
    error: 'CommunityOff',
  },
];
