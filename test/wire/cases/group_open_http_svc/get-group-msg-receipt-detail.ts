import { hikers, inGroup, says } from '../../group-messages.ts';
import { clientOf, logsIn } from '../../messages.ts';
import type { Unreachable, WireCase, World } from '../../wire-case.ts';

const of =
  (MsgSeq: number, more: object = {}) =>
  (world: World) => ({ GroupId: hikers(world), MsgSeq, Filter: 0, Cursor: '', Count: 50, ...more });

const readByBenAndCho = async (world: World) => {
  await inGroup('Public', 'cho', 'dee', 'eve')(world);
  await says(world, 'ana', 'one', { NeedReadReceipt: 1 });
  for (const short of ['ben', 'cho']) {
    await logsIn(world, short);
    const body = { GroupId: hikers(world), MsgSeqList: [{ MsgSeq: 1 }] };
    await clientOf(world, short).request('group_open_http_svc.group_msg_receipt', body);
  }
};

export const cases: readonly WireCase[] = [
  {
    title: 'lists who has read',
    given: readByBenAndCho,
    body: of(1),
    reply: {
      MsgSeq: 1,
      IsFinish: 1,
      ReadList: [{ Read_Account: 'ben' }, { Read_Account: 'cho' }],
    },
    volatile: ['Cursor'],
  },
  {
    title: 'lists who has not read, page by page',
    given: readByBenAndCho,
    body: of(1, { Filter: 1, Count: 1 }),
    reply: (world, reply) => {
      expect(reply).toMatchObject({ IsFinish: 0, UnreadList: [{ Unread_Account: world.name('dee') }] });
    },
    volatile: ['Cursor'],
    after: async (world, { Cursor }) => {
      const next = of(1, { Filter: 1, Count: 1, Cursor })(world);
      const reply = await world.admin('group_open_http_svc.get_group_msg_receipt_detail', next);
      expect(reply).toMatchObject({ IsFinish: 1, UnreadList: [{ Unread_Account: world.name('eve') }] });
    },
  },
  {
    title: 'takes the names of members that published clients use',
    given: readByBenAndCho,
    body: world => ({ GroupId: hikers(world), MsgSeq: 1, Flag: 1, Cursor: '', Num: 15 }),
    reply: { UnreadList: [{ Unread_Account: 'dee' }, { Unread_Account: 'eve' }] },
    volatile: ['Cursor'],
  },
  {
    title: 'refuses a message that asked for no receipt',
    given: async world => {
      await inGroup()(world);
      await says(world, 'ana', 'one');
    },
    body: of(1),
    error: 'GroupMessageWithoutReceipt',
  },
  {
    title: 'refuses who is no member',
    as: 'me',
    only: { door: 'socket', reason: 'over REST every caller is an administrator' },
    given: inGroup(),
    body: of(1),
    error: 'GroupNotPermitted',
  },
  { title: 'refuses a live room', given: inGroup('AVChatRoom'), body: of(1), error: 'GroupNotPermitted' },
  {
    title: 'refuses more than 200 in one answer',
    given: inGroup(),
    body: of(1, { Count: 201 }),
    error: 'GroupParameterNotValid',
  },
  { title: 'refuses an id that no group can have', body: of(1, { GroupId: 'ñ' }), error: 'GroupIdNotValid' },
  { title: 'refuses a group that does not exist', body: of(1), error: 'GroupNotFound' },
];

export const unreachable: Unreachable = {
  GroupTooLargeForReceipts: 'needs more than 200 members; held by test/storage/group-changes.test.ts',
};
