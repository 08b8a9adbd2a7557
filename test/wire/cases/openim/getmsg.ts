import { accounts, actsForItsCaller, sends, textBody } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const first = {
  Cookie: '',
  SyncFlag: 0,
  NeedAbstract: 1,
  IsOnlineSync: 0,
  NeedSignaling: 1,
  NeedCachedMsg: 1,
};

/** Syncs once, then lets things happen, and keeps the cookie. */
const afterSync = async (world: World, happens: () => Promise<unknown>): Promise<void> => {
  const client = await world.connect();
  const account = world.name('me');
  // Another kind of client, as a second web page would end the login of the first.
  await client.login({ sdkAppId: world.sdkAppId, account, userSig: world.userSig(account), platform: 1 });
  const { Cookie } = await client.request('openim.getmsg', first);
  world.keep('cookie', Cookie);
  await happens();
};
const goesOn = (world: World): object => ({ ...first, Cookie: world.kept<string>('cookie') });

export const cases: readonly WireCase[] = [
  {
    title: 'begins with unread counts and no messages',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await accounts('ana', 'ben')(world);
      for (const text of ['one', 'two']) await sends(world, 'ana', 'me', text);
      await sends(world, 'ben', 'me', 'quiet', { SendMsgControl: ['NoUnread'] });
    },
    body: first,
    reply: (world, reply) => {
      expect(reply).toMatchObject({ SyncFlag: 2, MsgList: [], Incomplete: 0 });
      expect(reply.Cookie).not.toBe('');
      expect(reply.C2CPairUnreadCount).toEqual([{ From_Account: world.name('ana'), UnreadCount: 2 }]);
    },
  },
  {
    title: 'brings messages that were sent since the cookie',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await accounts('ana')(world);
      await afterSync(world, () => sends(world, 'ana', 'me', 'missed', { MsgSeq: 3 }));
    },
    body: goesOn,
    reply: (world, reply) => {
      expect(reply).toMatchObject({
        SyncFlag: 2,
        MsgList: [
          { From_Account: world.name('ana'), MsgSeq: 3, MsgFlagBits: 0, MsgBody: textBody('missed') },
        ],
        C2CPairUnreadCount: [{ From_Account: world.name('ana'), UnreadCount: 1 }],
      });
    },
  },
  {
    title: 'brings recalls that happened since the cookie',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await accounts('ana')(world);
      const { MsgKey } = await sends(world, 'ana', 'me', 'oops', { MsgSeq: 3 });
      const pair = { From_Account: world.name('ana'), To_Account: world.name('me') };
      await afterSync(world, () => world.admin('openim.admin_msgwithdraw', { ...pair, MsgKey }));
    },
    body: goesOn,
    reply: (world, { MsgList }) => {
      const recall = { From_Account: world.name('ana'), MsgSeq: 3, MsgRandom: 55 };
      const notice = { WithdrawC2cMsgNotify: { C2cWithdrawInfoArray: [recall] } };
      expect(MsgList).toMatchObject([
        { MsgSeq: 3, MsgFlagBits: 8, MsgBody: textBody('') },
        { EventArray: [{ Event: 10, C2cNotifyMsgArray: [notice] }] },
      ]);
    },
  },
  {
    title: 'starts over with a cookie that is damaged',
    as: 'me',
    only: actsForItsCaller,
    body: { ...first, Cookie: 'n0' },
    // The client believes that it goes on from somewhere.
    reply: { SyncFlag: 2, MsgList: [], C2CPairUnreadCount: [], Incomplete: 1 },
  },
  { title: 'refuses a cookie that is no text', body: { Cookie: 1 }, error: 'MessageJsonNotValid' },
];
