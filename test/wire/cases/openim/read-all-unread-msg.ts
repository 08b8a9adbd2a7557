import { groupsOf, hikers, inGroup, says } from '../../group-messages.ts';
import { actsForItsCaller, clientOf, logsIn, sends } from '../../messages.ts';
import type { Reply, WireCase } from '../../wire-case.ts';

const everything = { C2CReadAllMsg: 1, GroupReadInfo: [] };
const pairs = { C2CReadAllMsg: 1, GroupReadInfoArray: [] };

export const cases: readonly WireCase[] = [
  {
    title: 'takes every unread count away, and tells the peers and the reader’s other clients',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await logsIn(world, 'ana');
      await world.account('ben');
      const other = await world.connect();
      const account = world.name('me');
      await other.login({ sdkAppId: world.sdkAppId, account, userSig: world.userSig(account), platform: 1 });
      world.keep('other', other);
      await sends(world, 'ana', 'me', 'hello');
      await sends(world, 'ben', 'me', 'lunch?');
    },
    body: everything,
    reply: pairs,
    after: async world => {
      const { MsgTime: LastReadTime } = world.kept<Reply>('hello');
      const receipt = { To_Account: world.name('me'), UinPairReadArray: [{ LastReadTime }] };
      expect(await clientOf(world, 'ana').push(({ Event }) => Event === 10)).toMatchObject({
        C2cNotifyMsgArray: [{ C2cReadedReceipt: receipt }],
      });
      const other = clientOf(world, 'other');
      expect(await other.push(({ Event }) => Event === 14)).toEqual({ Event: 14, C2CReadAllMsg: 1 });
      expect((await other.request('openim.getmsg', { Cookie: '' })).C2CPairUnreadCount).toEqual([]);
    },
  },
  {
    title: 'marks groups as read up to a message, and says in which the caller is not',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await inGroup('Public', 'me')(world);
      for (const text of ['one', 'two', 'three']) await says(world, 'ana', text);
    },
    body: world => ({
      GroupReadInfo: [
        { GroupId: hikers(world), MsgSeq: 2 },
        { GroupId: world.name('elsewhere'), MsgSeq: 1 },
      ],
    }),
    reply: {
      C2CReadAllMsg: 0,
      GroupReadInfoArray: [
        { GroupId: 'hikers', MsgSeq: 2, RetCode: 0 },
        { GroupId: 'elsewhere', MsgSeq: 1, RetCode: 10010 },
      ],
    },
    after: async world => expect(await groupsOf(world, 'me')).toMatchObject([{ UnreadMsgCount: 1 }]),
  },
  { title: 'is fine where nothing is unread', body: everything, reply: pairs },
  {
    title: 'leaves one-to-one conversations alone unless asked',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await world.account('ana');
      await sends(world, 'ana', 'me', 'hello');
    },
    body: { GroupReadInfo: [] },
    reply: { C2CReadAllMsg: 0 },
    after: async world => {
      const client = await world.login(world.name('me'));
      const reply = await client.request('openim.getmsg', { Cookie: '' });
      expect(reply.C2CPairUnreadCount).toEqual([{ From_Account: world.name('ana'), UnreadCount: 1 }]);
    },
  },
];
