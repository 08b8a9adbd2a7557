import { hikers, inGroup, says } from '../../group-messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const asked =
  (more: object = {}) =>
  (world: World) => ({
    NotifyReqList: [
      {
        NotifyType: 1,
        Limit: 20,
        GroupId: hikers(world),
        BeginTime: 0,
        EndTime: Date.now() + 60_000,
        ...more,
      },
    ],
  });

const recalled = async (world: World): Promise<void> => {
  await inGroup()(world);
  for (const text of ['one', 'two', 'three']) await says(world, 'ana', text);
  await world.admin('group_open_http_svc.group_msg_recall', {
    GroupId: hikers(world),
    MsgSeqList: [{ MsgSeq: 1 }, { MsgSeq: 3 }],
    Reason: 'typo',
  });
};

export const cases: readonly WireCase[] = [
  {
    title: 'tells what was recalled, and by whom',
    given: recalled,
    body: asked(),
    reply: (world, reply) =>
      expect(reply.NotifyRspList).toMatchObject([
        {
          GroupId: hikers(world),
          NextMsgTime: 0,
          NotifyMsgList: [
            { MsgSeq: 1, RevokerInfo: { Revoker_Account: world.administrator, Reason: 'typo' } },
            { MsgSeq: 3 },
          ],
        },
      ]),
    volatile: ['MsgRandom'],
  },
  {
    title: 'keeps together what was recalled together, and says from when on there may be more',
    given: recalled,
    body: asked({ Limit: 1 }),
    reply: (_, { NotifyRspList }) => {
      const [answer] = NotifyRspList as { NextMsgTime: number; NotifyMsgList: object[] }[];
      expect(answer?.NotifyMsgList).toMatchObject([{ MsgSeq: 1 }, { MsgSeq: 3 }]);
      expect(answer?.NextMsgTime).toBeGreaterThan(0);
    },
    volatile: ['MsgRandom', 'NextMsgTime'],
  },
  {
    title: 'tells nothing of what was before, but for a minute',
    given: recalled,
    body: world => asked({ BeginTime: Date.now() + 300_000, EndTime: Date.now() + 600_000 })(world),
    reply: { NotifyRspList: [{ NotifyMsgList: [] }] },
  },
  {
    title: 'tells nothing of groups that the caller is not in, or that are not there',
    as: 'me',
    only: { door: 'socket', reason: 'over REST every caller is an administrator' },
    given: recalled,
    body: world => ({
      NotifyReqList: [
        ...asked()(world).NotifyReqList,
        ...asked({ GroupId: world.name('elsewhere') })(world).NotifyReqList,
      ],
    }),
    reply: { NotifyRspList: [] },
  },
  {
    title: 'knows one kind of notice',
    given: inGroup(),
    body: asked({ NotifyType: 2 }),
    error: 'GroupParameterNotValid',
  },
];
