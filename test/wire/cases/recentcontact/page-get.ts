import { hikers, hikersTalk, inGroup, says } from '../../group-messages.ts';
import { accounts, actsForItsCaller, sends, textBody } from '../../messages.ts';
import type { Reply, WireCase, World } from '../../wire-case.ts';

const listOf =
  (short: string, more: object = {}) =>
  (world: World): object => ({
    From_Account: world.name(short),
    TimeStamp: 0,
    StartIndex: 0,
    TopTimeStamp: 0,
    TopStartIndex: 0,
    OrderType: 1,
    MsgAssistFlags: 15,
    AssistFlags: 31,
    ...more,
  });
const volatile = ['MsgTime', 'MsgTimeStamp', 'MsgSeq', 'TimeStamp', 'TopTimeStamp'];
const peersOf = ({ SessionItem }: Reply): readonly string[] =>
  (SessionItem as { To_Account: string }[]).map(item => item.To_Account);
const manyPeers = Array.from({ length: 12 }, (_, i) => `peer${i}`);

export const cases: readonly WireCase[] = [
  {
    title: 'lists groups with their last message and how much of them is unread',
    given: async world => {
      await hikersTalk(world);
      await says(world, 'ana', 'one');
      await says(world, 'ben', 'mine');
      await says(world, 'ana', 'two');
    },
    body: listOf('ben'),
    volatile: [...volatile, 'MsgRandom'],
    reply: {
      CompleteFlag: 1,
      SessionItem: [
        {
          Type: 2,
          ToAccount: 'hikers',
          GroupType: 'Public',
          GroupNick: 'Hikers',
          MsgSeq: 3,
          MsgGroupFrom_Account: 'ana',
          LastMsg: { MsgBody: textBody('two') },
          LastMsgFlags: 0,
          UnreadMsgCount: 2,
          MsgGroupReadedSeq: 0,
          GroupNextMsgSeq: 4,
          TopFlags: 0,
          MsgRecvOption: 0,
        },
      ],
    },
  },
  {
    title: 'lists no group in which nothing was said',
    given: inGroup(),
    body: listOf('ben'),
    volatile,
    reply: { SessionItem: [] },
  },
  {
    title: 'withholds what was recalled in a group',
    given: async world => {
      await hikersTalk(world);
      await says(world, 'ana', 'oops');
      const body = { GroupId: hikers(world), MsgSeqList: [{ MsgSeq: 1 }] };
      await world.admin('group_open_http_svc.group_msg_recall', body);
    },
    body: listOf('ben'),
    volatile: [...volatile, 'MsgRandom', 'Revoker_Account'],
    reply: {
      SessionItem: [{ LastMsgFlags: 2, LastMsg: { MsgBody: textBody('') }, UnreadMsgCount: 0 }],
    },
  },
  {
    title: 'lists conversations with their last message and the peer’s name',
    given: async world => {
      await accounts('ana')(world);
      await world.admin('im_open_login_svc.account_import', {
        UserID: world.name('ben'),
        Nick: 'Ben',
        FaceUrl: 'b.png',
      });
      await sends(world, 'ana', 'ben', 'one', { MsgSeq: 1 });
      await sends(world, 'ben', 'ana', 'two', { MsgSeq: 2 });
    },
    body: listOf('ana'),
    volatile,
    reply: (world, reply) =>
      expect(reply).toMatchObject({
        CompleteFlag: 1,
        SessionItem: [
          {
            Type: 1,
            To_Account: world.name('ben'),
            MsgTime: world.kept<Reply>('two').MsgTime,
            MsgTimeStamp: world.kept<Reply>('two').MsgTime,
            MsgSeq: 2,
            LastC2CMsgFrom_Account: world.name('ben'),
            LastMsg: { MsgBody: textBody('two'), CloudCustomData: '' },
            LastMsgFlags: 0,
            C2cPeerReadTime: 0,
            C2cNick: 'Ben',
            C2cImage: 'b.png',
          },
        ],
      }),
  },
  {
    title: 'marks a recalled last message and no longer shows what it said',
    given: async world => {
      await accounts('ana', 'ben')(world);
      const { MsgKey } = await sends(world, 'ben', 'ana', 'oops');
      const pair = { From_Account: world.name('ben'), To_Account: world.name('ana') };
      await world.admin('openim.admin_msgwithdraw', { ...pair, MsgKey });
    },
    body: listOf('ana'),
    volatile: [...volatile, 'Revoker_Account'],
    reply: { SessionItem: [{ LastMsgFlags: 8, LastMsg: { MsgBody: textBody('') } }] },
  },
  {
    title: 'comes in pages that fit a frame, each conversation on one',
    given: async world => {
      await accounts('ana', ...manyPeers)(world);
      await Promise.all(
        manyPeers.map((peer, i) => sends(world, peer, 'ana', `${i}`.padEnd(12_000, '.'), { MsgSeq: i })),
      );
    },
    body: listOf('ana'),
    volatile: ['SessionItem', 'TimeStamp', 'StartIndex', 'TopTimeStamp'],
    after: async (world, reply) => {
      expect(reply.CompleteFlag).toBe(0);
      expect(JSON.stringify(reply).length).toBeLessThan(128_000);
      const { TimeStamp, StartIndex } = reply;
      const rest = await world.admin(
        'recentcontact.page_get',
        listOf('ana', { TimeStamp, StartIndex })(world),
      );
      expect(rest).toMatchObject({ CompleteFlag: 1, StartIndex: 0 });
      const all = manyPeers.map(peer => world.name(peer)).sort();
      expect([...peersOf(reply), ...peersOf(rest)].sort()).toEqual(all);
    },
  },
  {
    title: 'is refused for an account that is not registered',
    body: listOf('nobody'),
    error: 'ConversationAccountNotFound',
  },
  {
    title: 'needs times that are numbers',
    body: listOf('ana', { TimeStamp: 'x' }),
    error: 'ConversationParameterNotValid',
  },
  {
    title: 'shows nobody another’s list',
    as: 'me',
    given: accounts('ana'),
    body: listOf('ana'),
    only: actsForItsCaller,
    error: 'ConversationAdminRequired',
  },
];
