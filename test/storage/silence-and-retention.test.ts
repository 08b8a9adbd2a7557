import type { ApplicationSettings } from '../../lib/protocol/application-settings.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { HandlerClient, type HandlerReply, HandlerWorld } from '../support/handler-world.ts';

const database = databaseOfTests();

const web = 7;
const android = 2;
const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hello' } }];
const numbers = { MsgSeq: 7, MsgRandom: 9 };

/** `me` on a page, and `ana` on another. */
const worldWith = async (settings: Partial<ApplicationSettings> = {}) => {
  const world = await new HandlerWorld(database.table).open(settings);
  const [me, ana] = [new HandlerClient(world, 'me', web), new HandlerClient(world, 'ana', web)];
  for (const client of [me, ana]) await client.logIn();
  return { world, me, ana };
};
type World = Awaited<ReturnType<typeof worldWith>>;

const withMute = { SendMsgControl: ['WithMuteNotifications'] };
const byRest = { From_Account: 'ana', To_Account: 'me', MsgRandom: 9, MsgBody };

/** Ways in which a message comes. */
const ways: Readonly<Record<string, (world: World) => Promise<unknown>>> = {
  'a client': ({ ana }) => ana.request('openim.sendmsg', { ...numbers, To_Account: 'me', MsgBody }),
  'a backend': ({ world }) => world.admin('openim.sendmsg', byRest),
  'a backend that heeds it': ({ world }) => world.admin('openim.sendmsg', { ...byRest, ...withMute }),
  'a backend that writes to many': ({ world }) =>
    world.admin('openim.batchsendmsg', { ...byRest, To_Account: ['me'] }),
  'a backend that writes to many and heeds it': ({ world }) =>
    world.admin('openim.batchsendmsg', { ...byRest, To_Account: ['me'], ...withMute }),
};
const heeding = ['a client', 'a backend that heeds it', 'a backend that writes to many and heeds it'];

describe('do-not-disturb', () => {
  const cases = Object.keys(ways).flatMap(way =>
    [0, 1, 2, 3].flatMap(mute => [false, true].map(noStore => [way, mute, noStore] as const)),
  );

  it.each(cases)(
    'of %s and value %i, no-store %s: told and pushed as documented',
    async (way, mute, noStore) => {
      const all = await worldWith({ noStore });
      const { world, me } = all;
      const phone = new HandlerClient(world, 'me', android);
      await phone.logIn();
      await phone.request('im_open_status.ws_stat_settoken', {
        TokenID: 'token',
        PushMsg: 1,
        BusiID: 31,
        InstType: 2000,
      });
      phone.goAway();
      const mutes = { Peer_Account: ['ana'], Mute_Notifications: mute };
      await me.request('openim.set_c2c_peer_mute_notifications', mutes);
      await ways[way]?.(all);
      const heeded = heeding.includes(way) ? mute : 0;
      const told = me.pushes.filter(({ Event }) => Event === 9);
      expect(told).toHaveLength(heeded === 1 ? 0 : 1);
      const pushed = world.events.filter(({ type }) => type === 'Push.OfflineMessage');
      expect(pushed).toHaveLength(heeded === 0 ? 1 : 0);
      const { AllC2CUnreadMsgNum } = await world.admin('openim.get_c2c_unread_msg_num', { To_Account: 'me' });
      expect(AllC2CUnreadMsgNum).toBe(heeded === 1 || noStore ? 0 : 1);
    },
  );
});

describe('the setting syncDeletion', () => {
  it.each([true, false])(
    '%s: other clients of the account hear of a deletion, or do not',
    async syncDeletion => {
      const { world, me, ana } = await worldWith({ syncDeletion });
      const [phone, away] = [
        new HandlerClient(world, 'me', android),
        new HandlerClient(world, 'me', android),
      ];
      await phone.logIn();
      const { Cookie } = await phone.request('openim.getmsg', {});
      await ana.request('openim.sendmsg', { ...numbers, To_Account: 'me', MsgBody });
      const deletions = (events: unknown) =>
        (JSON.stringify(events).match(/RecentContactDeleteItem/g) ?? []).length;
      await me.request('recentcontact.batch_delete', {
        ContactItem: [{ Type: 1, To_Account: 'ana' }],
        ClearRamble: 0,
      });
      expect(deletions(phone.pushes)).toBe(syncDeletion ? 1 : 0);
      expect(away.pushes).toEqual([]);
      const { EventArray = [] } = await phone.request('openim.getmsg', { Cookie });
      expect(deletions(EventArray)).toBe(syncDeletion ? 1 : 0);
      expect((await phone.request('recentcontact.page_get')).SessionItem).toEqual([]);
    },
  );
});

const pair = { From_Account: 'ana', To_Account: 'me' };
const place = { TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0, AssistFlags: 63 };
const missing = ({ ErrorCode }: HandlerReply) => ErrorCode !== 0;

interface Sent extends World {
  readonly MsgTime: number;
  /** Of a sync before the message. */
  readonly Cookie: string;
}

/** Every way to read a message or what was derived from it, and what it answers when there is none. */
const readPaths: Readonly<Record<string, readonly [(sent: Sent) => Promise<unknown>, unknown]>> = {
  'the own history': [
    async ({ me }) => (await me.request('openim.getroammsg', { Peer_Account: 'ana', MaxCnt: 15 })).MsgList,
    [],
  ],
  'the history that a backend reads': [
    async ({ world }) => {
      const times = { MaxCnt: 15, MinTime: 0, MaxTime: world.second + 10 };
      return (await world.admin('openim.admin_getroammsg', { ...pair, ...times })).MsgList;
    },
    [],
  ],
  'the list': [async ({ me }) => (await me.request('recentcontact.page_get', place)).SessionItem, []],
  'the list without texts': [
    async ({ world }) =>
      (await world.admin('recentcontact.get_list', { From_Account: 'me', ...place })).SessionItem,
    [],
  ],
  'a sync from before': [
    async ({ me, Cookie }) => {
      const { MsgList, C2CPairUnreadCount } = await me.request('openim.getmsg', { Cookie });
      return [MsgList, C2CPairUnreadCount];
    },
    [[], []],
  ],
  'a first sync': [async ({ me }) => (await me.request('openim.getmsg')).C2CPairUnreadCount, []],
  'the total unread count': [
    async ({ world }) =>
      (await world.admin('openim.get_c2c_unread_msg_num', { To_Account: 'me' })).AllC2CUnreadMsgNum,
    0,
  ],
  'one unread count': [
    async ({ world }) => {
      const asked = { To_Account: 'me', Peer_Account: ['ana'] };
      const { C2CUnreadMsgNumList } = await world.admin('openim.get_c2c_unread_msg_num', asked);
      return (C2CUnreadMsgNumList as [{ C2CUnreadMsgNum: number }])[0].C2CUnreadMsgNum;
    },
    0,
  ],
  'how far the peer has read': [
    async ({ ana }) => (await ana.request('openim.get_peer_read_time', { To_Account: ['me'] })).ReadTime,
    [0],
  ],
  'pinning the conversation': [
    async ({ me }) => {
      const body = { OperationType: 1, RecentContactItem: [{ Type: 1, To_Account: 'ana' }] };
      return missing(await me.request('recentcontact.top', body, true));
    },
    true,
  ],
  'recalling it': [
    async ({ ana, MsgTime }) => {
      const MsgInfo = { ...pair, ...numbers, MsgTimeStamp: MsgTime };
      return missing(await ana.request('openim.msgwithdraw', { MsgInfo }, true));
    },
    true,
  ],
  'modifying it': [
    async ({ ana, MsgTime }) =>
      missing(await ana.request('openim.modify_c2c_msg', { ...pair, ...numbers, MsgTime, MsgBody }, true)),
    true,
  ],
};

const sentIn = async (settings: Partial<ApplicationSettings>): Promise<Sent> => {
  const all = await worldWith({ recallWindowSeconds: 604_800, ...settings });
  const { Cookie } = await all.me.request('openim.getmsg');
  all.world.now += 100_000;
  const reply = await all.ana.request('openim.sendmsg', { ...numbers, To_Account: 'me', MsgBody });
  // Read up to just before it, so that there is something to expire and something left to count.
  const item = { To_Account: 'ana', LastedMsgTime: all.world.second - 1, Receipt: 1 };
  await all.me.request('openim.msgreaded', { C2CMsgReaded: { C2CMsgReadedItem: [item] } });
  return { ...all, MsgTime: reply.MsgTime as number, Cookie: Cookie as string };
};

/** Functions remember nothing of it for longer, and clients come back within seven days. */
const pass = async ({ world, me, ana }: World, milliseconds: number): Promise<void> => {
  world.now += milliseconds;
  for (const client of [me, ana]) {
    client.goAway();
    await client.logIn();
  }
};

describe.each(Object.keys(readPaths))('%s', name => {
  const [read, nothing] = readPaths[name] ?? [];

  it('shows a message until its retention is over, and then nothing', async () => {
    const sent = await sentIn({ retentionDays: 1 });
    await pass(sent, 86_400_000 - 1000);
    const before = await read?.(sent);
    expect(before).not.toEqual(nothing);
    const other = await sentIn({ retentionDays: 1 });
    await pass(other, 86_400_000);
    expect(await read?.(other)).toEqual(nothing);
  });

  it('shows nothing in an application that stores nothing, though it was delivered', async () => {
    const sent = await sentIn({ noStore: true });
    expect(sent.me.pushes).toMatchObject([{ Event: 9 }]);
    expect(await read?.(sent)).toEqual(nothing);
  });
});

describe('a sync', () => {
  it.each([
    ['within the retention', 6.9, { retentionDays: 7 }, 0],
    ['older than the retention', 7.1, { retentionDays: 7 }, 1],
    ['within a longer retention', 7.1, { retentionDays: 30 }, 0],
    ['in an application that stores nothing', 0.1, { noStore: true }, 1],
  ] as const)('from a cookie %s says so', async (_, days, settings, Incomplete) => {
    const { world, me } = await worldWith(settings);
    const { Cookie } = await me.request('openim.getmsg');
    world.now += days * 86_400_000;
    const again = new HandlerClient(world, 'me', web);
    await again.logIn();
    const reply = await again.request('openim.getmsg', { Cookie });
    expect(reply).toMatchObject({ SyncFlag: 2, Incomplete });
    expect(await again.request('openim.getmsg', { Cookie: '' })).toMatchObject({ Incomplete: 0 });
  });

  it('brings what is left of what was missed, and says that it is not all', async () => {
    const { world, me, ana } = await worldWith({ retentionDays: 1 });
    const { Cookie } = await me.request('openim.getmsg');
    world.now += 100_000;
    for (const MsgSeq of [1, 2]) {
      await ana.request('openim.sendmsg', { MsgSeq, MsgRandom: 1, To_Account: 'me', MsgBody });
      await pass({ world, me, ana }, 50_000_000);
    }
    const { MsgList, Incomplete } = await me.request('openim.getmsg', { Cookie });
    expect(MsgList).toMatchObject([{ MsgSeq: 2 }]);
    expect(Incomplete).toBe(1);
  });
});
