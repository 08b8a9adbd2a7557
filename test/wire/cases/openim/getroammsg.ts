import { accounts, actsForItsCaller, clientOf, logsIn, sends, textBody } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const withAna =
  (more: object = {}) =>
  (world: World): object => ({
    Peer_Account: world.name('ana'),
    MaxCnt: 15,
    LastMsgTime: 0,
    MsgKey: '',
    WithRecalledMsg: 1,
    GetDirection: 0,
    ...more,
  });
const texts = (list: unknown): unknown[] =>
  (list as { MsgBody: { MsgContent: { Text: string } }[] }[]).map(
    ({ MsgBody }) => MsgBody[0]?.MsgContent.Text,
  );

export const cases: readonly WireCase[] = [
  {
    title: 'brings nothing where nothing was said',
    given: accounts('ana'),
    body: withAna(),
    reply: { Complete: 1, MsgCnt: 0, LastMsgTime: 0, MsgKey: '', MsgList: [] },
  },
  {
    title: 'pages back by what the last reply named',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await accounts('ana')(world);
      for (const text of ['one', 'two', 'three']) await sends(world, 'ana', 'me', text);
    },
    body: withAna({ MaxCnt: 2 }),
    after: async (world, { MsgList, MsgKey, LastMsgTime, Complete }) => {
      const client = await world.login(world.name('me'));
      const rest = await client.request('openim.getroammsg', withAna({ MsgKey, LastMsgTime })(world));
      expect(Complete).toBe(0);
      expect(rest.Complete).toBe(1);
      expect([...texts(rest.MsgList), ...texts(MsgList)].sort()).toEqual(['one', 'three', 'two']);
    },
  },
  {
    title: 'no longer shows what the other side recalled',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await accounts('ana')(world);
      const { MsgKey } = await sends(world, 'ana', 'me', 'oops');
      const pair = { From_Account: world.name('ana'), To_Account: world.name('me') };
      await world.admin('openim.admin_msgwithdraw', { ...pair, MsgKey });
    },
    body: withAna(),
    reply: (_, { MsgList }) => expect(MsgList).toMatchObject([{ MsgFlagBits: 8, MsgBody: textBody('') }]),
    after: async world => {
      const client = await world.login(world.name('me'));
      const without = await client.request('openim.getroammsg', withAna({ WithRecalledMsg: 0 })(world));
      expect(without.MsgList).toEqual([]);
    },
  },
  {
    title: 'says who has read',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await logsIn(world, 'ana');
      const { MsgTime } = await sends(world, 'me', 'ana', 'hello');
      const item = { To_Account: world.name('me'), LastedMsgTime: MsgTime };
      await clientOf(world, 'ana').request('openim.msgreaded', {
        C2CMsgReaded: { C2CMsgReadedItem: [item] },
      });
    },
    body: withAna(),
    reply: (_, { MsgList }) => expect(MsgList).toMatchObject([{ IsPeerRead: 1 }]),
  },
  {
    title: 'leaves the recovery of a reconnecting client to getmsg',
    given: accounts('ana'),
    body: withAna({ GetDirection: 1, MaxCnt: 16, LastMsgTime: 1 }),
    reply: (_, reply) => {
      expect(reply).toMatchObject({ Complete: 1 });
      expect(reply.MsgList).toBeUndefined();
    },
  },
  { title: 'needs the other party', body: withAna({ Peer_Account: undefined }), error: 'ReceiverNotValid' },
  { title: 'refuses a key that is none', body: withAna({ MsgKey: 'x' }), error: 'MessageKeyNotValid' },
];
