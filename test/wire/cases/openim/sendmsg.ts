import { custom, elementCases } from '../../message-elements.ts';
import { messageRefusals } from '../../message-refusals.ts';
import { accounts, clientOf, fromAnaToBen, isMessage, logsIn, sends, textBody } from '../../messages.ts';
import { relationEffects } from '../../relation-effects.ts';
import type { WireCase } from '../../wire-case.ts';

const both = accounts('ana', 'ben');
const volatile = ['MsgTime', 'MsgKey', 'MsgId'];

export const cases: readonly WireCase[] = [
  ...elementCases,
  {
    title: 'tells clients that a message is not counted, not shown in the list, and may be extended',
    given: async world => {
      await world.account('ana');
      await logsIn(world, 'ben');
    },
    body: fromAnaToBen({
      SendMsgControl: ['NoUnread', 'NoLastMsg', 'WithMuteNotifications'],
      SupportMessageExtension: 1,
      ForbidCallbackControl: ['ForbidAfterSendMsgCallback'],
      OfflinePushInfo: { Desc: '', AndroidInfo: { Own: { a: '' } } },
    }),
    volatile,
    after: async world =>
      expect(await clientOf(world, 'ben').push(isMessage)).toMatchObject({
        C2cMsgArray: [{ SendMsgControl: { NoUnread: 1, NoLastMsg: 1 }, SupportMessageExtension: 1 }],
      }),
  },
  {
    title: 'stores a message for both sides',
    given: both,
    body: fromAnaToBen({ CloudCustomData: '{"thread":7}', IsNeedReadReceipt: 1 }),
    volatile,
    reply: (world, reply) => {
      expect(Math.abs(Number(reply.MsgTime) - world.now())).toBeLessThan(60);
      expect(reply.MsgKey).toBe(`71_55_${reply.MsgTime}`);
      expect(reply.MsgId).toMatch(new RegExp(`^1441\\d{14}-${reply.MsgTime}-55$`));
    },
    after: async (world, { MsgKey }) => {
      const range = { MaxCnt: 10, MinTime: 0, MaxTime: world.now() + 5 };
      for (const [Operator_Account, Peer_Account] of [
        [world.name('ana'), world.name('ben')],
        [world.name('ben'), world.name('ana')],
      ]) {
        const history = await world.admin('openim.admin_getroammsg', {
          Operator_Account,
          Peer_Account,
          ...range,
        });
        expect(history.MsgList).toMatchObject([
          {
            MsgKey,
            MsgBody: textBody('lunch at one?'),
            CloudCustomData: '{"thread":7}',
            IsNeedReadReceipt: 1,
          },
        ]);
      }
    },
  },
  {
    title: 'reaches every client of the receiver as it was sent',
    given: async world => {
      await world.account('ana');
      await logsIn(world, 'ben');
    },
    body: fromAnaToBen({ MsgBody: [...textBody('see'), custom], MsgClientTime: 1_700_000_000 }),
    volatile,
    after: async (world, reply) => {
      const event = await clientOf(world, 'ben').push(isMessage);
      expect(event).toMatchObject({
        C2cMsgArray: [
          {
            From_Account: world.name('ana'),
            To_Account: world.name('ben'),
            MsgSeq: 71,
            MsgRandom: 55,
            MsgTimeStamp: reply.MsgTime,
            MsgClientTime: 1_700_000_000,
            MsgFlagBits: 0,
            MsgBody: [...textBody('see'), custom],
          },
        ],
      });
      const [{ TinyId, MsgClientTime, MsgRandom }] = event.C2cMsgArray as [Record<string, unknown>];
      expect(reply.MsgId).toBe(`${TinyId}-${MsgClientTime}-${MsgRandom}`);
    },
  },
  {
    title: 'copies a client’s message to its other clients, and not to itself',
    only: { door: 'rest', reason: 'the clients themselves send, on the socket' },
    given: async world => {
      await both(world);
      const account = world.name('ana');
      world.keep('web', await world.login(account));
      const desktop = await world.connect();
      const { sdkAppId } = world;
      await desktop.login({ sdkAppId, account, userSig: world.userSig(account), platform: 1 });
      world.keep('desktop', desktop);
    },
    body: fromAnaToBen({ SyncOtherMachine: 1 }),
    after: async world => {
      const [web, desktop] = [clientOf(world, 'web'), clientOf(world, 'desktop')];
      for (const client of [web, desktop]) {
        expect(await client.push(isMessage)).toMatchObject({ C2cMsgArray: [{ MsgSeq: 71 }] });
      }
      const own = { To_Account: world.name('ben'), MsgSeq: 72, MsgRandom: 1, MsgBody: textBody('mine') };
      expect(await web.request('openim.sendmsg', own)).toMatchObject({ ErrorCode: 0 });
      await desktop.push(event => isMessage(event) && JSON.stringify(event).includes('mine'));
      expect(web.pushes.filter(isMessage)).toHaveLength(1);
    },
  },
  {
    title: 'answers a repeat like the first time, and posts it again for who missed it',
    given: async world => {
      await world.account('ana');
      await logsIn(world, 'ben');
      await sends(world, 'ana', 'ben', 'lunch at one?', { MsgSeq: 71 });
    },
    body: fromAnaToBen(),
    volatile,
    reply: (world, { MsgTime, MsgKey, MsgId }) =>
      expect({ MsgTime, MsgKey, MsgId }).toMatchObject({
        MsgKey: world.kept<{ MsgKey: string }>('lunch at one?').MsgKey,
        MsgTime: world.kept<{ MsgTime: number }>('lunch at one?').MsgTime,
        MsgId: world.kept<{ MsgId: string }>('lunch at one?').MsgId,
      }),
    after: async world => {
      await sends(world, 'ana', 'ben', 'last', { MsgSeq: 72 });
      const ben = clientOf(world, 'ben');
      await ben.push(event => JSON.stringify(event).includes('last'));
      const keys = ben.pushes
        .filter(isMessage)
        .map(({ C2cMsgArray }) => (C2cMsgArray as [{ MsgKey: string }])[0].MsgKey);
      const { MsgKey } = world.kept<{ MsgKey: string }>('lunch at one?');
      expect(keys.slice(0, 2)).toEqual([MsgKey, MsgKey]);
      expect(keys).toHaveLength(3);
    },
  },
  {
    title: 'ignores what clients send beside the documented members',
    as: 'me',
    given: both,
    body: world => ({
      From_Account: world.name('me'),
      To_Account: world.name('ben'),
      MsgSeq: 1,
      MsgRandom: 2,
      MsgBody: textBody('hi'),
      CloudCustomData: '',
      From_AccountNick: 'somebody else',
      From_AccountHeadurl: '',
      OfflinePushInfo: {
        PushFlag: 0,
        Title: '',
        Desc: '',
        Ext: '',
        ApnsInfo: { BadgeMode: 0 },
        AndroidInfo: { OPPOChannelID: '' },
      },
      SendMsgControl: [],
      MsgClientTime: 1_700_000_000,
      IsNeedReadReceipt: 0,
      SupportMessageExtension: 0,
      IsRelayMsg: 0,
    }),
    volatile,
  },
  {
    title: 'delivers a passing message to who is there, and keeps nothing',
    given: async world => {
      await world.account('ana');
      await logsIn(world, 'ben');
    },
    body: fromAnaToBen({ MsgLifeTime: 0 }),
    volatile,
    after: async world => {
      expect(await clientOf(world, 'ben').push(isMessage)).toMatchObject({
        C2cMsgArray: [{ MsgLifeTime: 0 }],
      });
      const history = await world.admin('openim.admin_getroammsg', {
        Operator_Account: world.name('ben'),
        Peer_Account: world.name('ana'),
        MaxCnt: 10,
        MinTime: 0,
        MaxTime: world.now() + 5,
      });
      expect(history).toMatchObject({ MsgList: [], Complete: 1 });
    },
  },
  ...messageRefusals,
  ...relationEffects,
];
