import { hikers, inGroup, says } from '../../group-messages.ts';
import { clientOf, logsIn } from '../../messages.ts';
import type { Unreachable, WireCase, World } from '../../wire-case.ts';

const of =
  (seqs: readonly number[], more: object = {}) =>
  (world: World) => ({ GroupId: hikers(world), MsgSeqList: seqs.map(MsgSeq => ({ MsgSeq })), ...more });

export const cases: readonly WireCase[] = [
  {
    title: 'counts who has read and who has not',
    given: async world => {
      await inGroup('Public', 'cho', 'dee')(world);
      await logsIn(world, 'ben');
      await says(world, 'ana', 'one', { NeedReadReceipt: 1 });
      await says(world, 'ana', 'two', { NeedReadReceipt: 1, To_Account: [world.name('ben')] });
      await says(world, 'ana', 'three');
      await clientOf(world, 'ben').request('group_open_http_svc.group_msg_receipt', of([1, 2, 3])(world));
    },
    body: of([1, 2, 3, 99]),
    reply: {
      GroupMsgReceiptList: [
        { Code: 0, MsgSeq: 1, ReadNum: 1, UnreadNum: 2 },
        { Code: 0, MsgSeq: 2, ReadNum: 1, UnreadNum: 0 },
        { Code: 10062, MsgSeq: 3, ReadNum: 0, UnreadNum: 0 },
        { Code: 10062, MsgSeq: 99, ReadNum: 0, UnreadNum: 0 },
      ],
    },
  },
  {
    title: 'refuses who is no member',
    as: 'me',
    only: { door: 'socket', reason: 'over REST every caller is an administrator' },
    given: inGroup(),
    body: of([1]),
    error: 'GroupNotPermitted',
  },
  { title: 'refuses a live room', given: inGroup('AVChatRoom'), body: of([1]), error: 'GroupNotPermitted' },
  {
    title: 'refuses a body without messages',
    given: inGroup(),
    body: of([]),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses an id that no group can have',
    body: of([1], { GroupId: 'ñ' }),
    error: 'GroupIdNotValid',
  },
  { title: 'refuses a group that does not exist', body: of([1]), error: 'GroupNotFound' },
];

export const unreachable: Unreachable = {
  GroupTooLargeForReceipts: 'needs more than 200 members; held by test/storage/group-changes.test.ts',
};
