import { hikers, inGroup, says } from '../../group-messages.ts';
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
    title: 'brings what was modified in groups since the cookie, and the unread messages that name one',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await inGroup('Public', 'me')(world);
      await says(world, 'ana', 'at one');
      const GroupId = hikers(world);
      await afterSync(world, async () => {
        const change = { GroupId, MsgSeq: 1, MsgBody: textBody('at two') };
        await world.admin('openim.modify_group_msg', change);
        await says(world, 'ana', 'all of you', { GroupAtInfo: [{ GroupAtAllFlag: 1 }] });
      });
    },
    body: goesOn,
    reply: (world, { EventArray }) => {
      const named = { GroupId: hikers(world), AtMsgSeq: 2, AtFlagList: [2] };
      const events = EventArray as readonly { Event: number }[];
      expect(events.toSorted((one, other) => one.Event - other.Event)).toMatchObject([
        { Event: 12, GroupTips: [{ GroupAtTips: named }] },
        { Event: 18, GroupMsgModNotifys: [{ MsgSeq: 1, MsgVersion: 1, MsgBody: textBody('at two') }] },
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
