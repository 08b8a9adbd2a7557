import { groupNotice, hikers, inGroup, says } from '../../group-messages.ts';
import { clientOf, logsIn } from '../../messages.ts';
import type { Unreachable, WireCase, World } from '../../wire-case.ts';

const of =
  (seqs: readonly number[], more: object = {}) =>
  (world: World) => ({ GroupId: hikers(world), MsgSeqList: seqs.map(MsgSeq => ({ MsgSeq })), ...more });

const asMe = { as: 'me', only: { door: 'socket', reason: 'it acts for its caller' } } as const;

export const cases: readonly WireCase[] = [
  {
    ...asMe,
    title: 'confirms what asked for it, and tells the sender how many have read',
    given: async world => {
      await logsIn(world, 'ana');
      await inGroup('Public', 'me')(world);
      await says(world, 'ana', 'one', { NeedReadReceipt: 1 });
      await says(world, 'ana', 'two');
    },
    body: of([1, 2, 77]),
    after: async world => {
      expect(await groupNotice(clientOf(world, 'ana'), 'GroupMsgReceiptList')).toMatchObject({
        GroupMsgReceiptList: [{ MsgSeq: 1, ReadNum: 1, UnreadNum: 1 }],
      });
    },
  },
  { title: 'confirms nothing where nothing asked for it', given: inGroup(), body: of([1]) },
  { ...asMe, title: 'refuses who is no member', given: inGroup(), body: of([1]), error: 'GroupNotPermitted' },
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
