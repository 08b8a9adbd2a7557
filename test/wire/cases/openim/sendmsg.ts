import { accounts, clientOf, fromAnaToBen, logsIn, sends, textBody } from '../../messages.ts';
import { relationEffects } from '../../relation-effects.ts';
import type { WireCase } from '../../wire-case.ts';

const both = accounts('ana', 'ben');
const volatile = ['MsgTime', 'MsgKey', 'MsgId'];
const isMessage = ({ Event }: { readonly Event: number }): boolean => Event === 9;
const custom = { MsgType: 'TIMCustomElem', MsgContent: { Data: '{}', Desc: 'a card', Ext: '', Sound: '' } };

const image = { Type: 1, Size: 9, Width: 3, Height: 2, URL: 'https://files.example/i' };
const video = {
  VideoUrl: 'https://files.example/v',
  VideoUUID: 'v',
  VideoSize: 9,
  VideoSecond: 0,
  VideoFormat: 'mp4',
  VideoDownloadFlag: 2,
  ThumbUrl: 'https://files.example/t',
  ThumbUUID: 't',
  ThumbSize: 1,
  ThumbWidth: 3,
  ThumbHeight: 2,
  ThumbFormat: 'JPG',
  ThumbDownloadFlag: 2,
};
const merged = { From_Account: 'eve', MsgSeq: 1, MsgRandom: 2, MsgTimeStamp: 3, MsgBody: textBody('inner') };
const relay = (more: object = {}) => ({
  MsgType: 'TIMRelayElem',
  MsgContent: {
    Title: 'a talk',
    MsgNum: 1,
    CompatibleText: 'update',
    AbstractList: ['eve: inner'],
    MsgList: [merged],
    ...more,
  },
});
const everyKind = [
  ...textBody(''),
  { MsgType: 'TIMLocationElem', MsgContent: { Desc: '', Latitude: 29.34, Longitude: 116.57 } },
  { MsgType: 'TIMFaceElem', MsgContent: { Index: 1, Data: '' } },
  custom,
  {
    MsgType: 'TIMSoundElem',
    MsgContent: { Url: 'https://files.example/s', UUID: 's', Size: 9, Second: 2, Download_Flag: 2 },
  },
  { MsgType: 'TIMImageElem', MsgContent: { UUID: 'i', ImageFormat: 1, ImageInfoArray: [image] } },
  {
    MsgType: 'TIMFileElem',
    MsgContent: {
      Url: 'https://files.example/f',
      UUID: 'f',
      FileSize: 9,
      FileName: 'a',
      Download_Flag: 2,
      Own: '',
    },
  },
  { MsgType: 'TIMVideoFileElem', MsgContent: video },
  relay(),
];
const bare = [
  { MsgType: 'TIMSoundElem', MsgContent: { UUID: 's' } },
  { MsgType: 'TIMFileElem', MsgContent: { FileName: 'a' } },
  { MsgType: 'TIMVideoFileElem', MsgContent: { VideoUUID: 'v' } },
  {
    MsgType: 'TIMImageElem',
    MsgContent: { UUID: 'i', ImageInfoArray: [{ URL: 'https://files.example/i' }] },
  },
];
const nested = (levels: number): object =>
  levels === 0 ? (textBody('deep')[0] ?? {}) : relay({ MsgList: [{ MsgBody: [nested(levels - 1)] }] });
const refusedElement = (title: string, element: object): WireCase => ({
  title,
  given: both,
  body: fromAnaToBen({ MsgBody: [element] }),
  error: 'MessageElementNotValid',
});

export const cases: readonly WireCase[] = [
  {
    title: 'carries every kind of element as it is, members of its own and empty texts included',
    given: async world => {
      await world.account('ana');
      await logsIn(world, 'ben');
    },
    body: fromAnaToBen({ MsgBody: everyKind }),
    volatile,
    after: async world => {
      const event = await clientOf(world, 'ben').push(isMessage);
      expect(event).toMatchObject({ C2cMsgArray: [{ MsgBody: everyKind }] });
      const history = await world.admin('openim.admin_getroammsg', {
        Operator_Account: world.name('ben'),
        Peer_Account: world.name('ana'),
        MaxCnt: 10,
        MinTime: 0,
        MaxTime: world.now() + 5,
      });
      expect(history.MsgList).toMatchObject([{ MsgBody: everyKind }]);
    },
  },
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
    title: 'lets clients leave out what backends must say of a file',
    as: 'me',
    given: accounts('ben'),
    body: world => ({ To_Account: world.name('ben'), MsgSeq: 1, MsgRandom: 2, MsgBody: bare }),
    only: { door: 'socket', reason: 'a backend must say it' },
  },
  ...bare.map(
    (element): WireCase => ({
      ...refusedElement(`asks a backend for all of a ${element.MsgType}`, element),
      only: { door: 'rest', reason: 'clients may leave it out' },
    }),
  ),
  {
    title: 'refuses merged messages nested more than 100 levels deep',
    given: both,
    body: fromAnaToBen({ MsgBody: [nested(102)] }),
    error: 'MessageElementNotValid',
  },
  refusedElement(
    'refuses a merged message of 301',
    relay({ MsgList: Array(301).fill({ MsgBody: [{ MsgType: 'TIMFaceElem', MsgContent: { Index: 1 } }] }) }),
  ),
  refusedElement('refuses a merged message without messages', relay({ MsgList: undefined })),
  refusedElement('refuses a merged message of none', relay({ MsgList: [], JsonMsgKey: '' })),
  {
    title: 'forwards a merged message whose messages its sender has not fetched',
    given: both,
    body: fromAnaToBen({ MsgBody: [relay({ MsgList: [], JsonMsgKey: 'k', PbMsgKey: '' })] }),
    volatile,
  },
  refusedElement('refuses a place without longitude', {
    MsgType: 'TIMLocationElem',
    MsgContent: { Latitude: 1 },
  }),
  refusedElement('refuses a face without index', { MsgType: 'TIMFaceElem', MsgContent: { Data: 'x' } }),
  refusedElement('refuses a group tip', { MsgType: 'TIMGroupTipElem', MsgContent: {} }),
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
  {
    title: 'needs a receiver',
    given: both,
    body: fromAnaToBen({ To_Account: undefined }),
    error: 'ReceiverNotValid',
  },
  {
    title: 'needs a sender that is text',
    given: both,
    body: fromAnaToBen({ From_Account: 1 }),
    error: 'SenderNotValid',
  },
  {
    title: 'needs a number',
    given: both,
    body: fromAnaToBen({ MsgRandom: 2 ** 32 }),
    error: 'MessageRandomNotValid',
  },
  {
    title: 'refuses a MsgSeq that is none',
    given: both,
    body: fromAnaToBen({ MsgSeq: -1 }),
    error: 'MessageFormatNotValid',
  },
  {
    title: 'needs a list of elements',
    given: both,
    body: fromAnaToBen({ MsgBody: 'hi' }),
    error: 'MessageBodyNotArray',
  },
  {
    title: 'refuses an element of an unknown kind',
    given: both,
    body: fromAnaToBen({ MsgBody: [{ MsgType: 'TIMNoSuchElem', MsgContent: {} }] }),
    error: 'MessageElementNotValid',
  },
  {
    title: 'refuses a text without text',
    given: both,
    body: fromAnaToBen({ MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: {} }] }),
    error: 'MessageElementNotValid',
  },
  {
    title: 'refuses no elements',
    given: both,
    body: fromAnaToBen({ MsgBody: [] }),
    error: 'MessageFormatNotValid',
  },
  {
    title: 'refuses two custom elements',
    given: both,
    body: fromAnaToBen({ MsgBody: [custom, custom] }),
    error: 'MessageFormatNotValid',
  },
  {
    title: 'refuses a life that is no number',
    given: both,
    body: fromAnaToBen({ MsgLifeTime: '60' }),
    error: 'MessageLifeTimeNotValid',
  },
  {
    title: 'refuses a life of more than 7 days',
    given: both,
    body: fromAnaToBen({ MsgLifeTime: 604_801 }),
    error: 'MessageLifeTimeTooLong',
  },
  {
    title: 'refuses another way of copying',
    given: both,
    body: fromAnaToBen({ SyncOtherMachine: 3 }),
    error: 'SyncOtherMachineNotValid',
  },
  {
    title: 'refuses push texts that are none',
    given: both,
    body: fromAnaToBen({ OfflinePushInfo: { Desc: 1 } }),
    error: 'OfflinePushInfoNotValid',
  },
  {
    title: 'refuses what is not valid for one vendor of phones',
    body: fromAnaToBen({ OfflinePushInfo: { ApnsInfo: { BadgeMode: 'off' } } }),
    error: 'OfflinePushInfoNotValid',
  },
  {
    title: 'refuses more than 12 KB',
    given: both,
    body: fromAnaToBen({ MsgBody: textBody('x'.repeat(12_288)) }),
    error: 'MessageTooLong',
  },
  {
    title: 'refuses a receiver that is not registered',
    given: accounts('ana'),
    body: fromAnaToBen(),
    error: 'ReceiverNotFound',
  },
  {
    title: 'refuses a sender that is not registered',
    given: accounts('ben'),
    body: fromAnaToBen(),
    error: 'MessageSenderNotFound',
  },
  {
    title: 'tells a client that the receiver is not valid',
    as: 'me',
    body: fromAnaToBen({ From_Account: undefined }),
    only: { door: 'socket', reason: 'over REST it is an administrator who sends' },
    error: 'MessageAccountNotValid',
  },
  {
    title: 'lets nobody but an administrator send for another',
    as: 'me',
    given: both,
    body: fromAnaToBen(),
    only: { door: 'socket', reason: 'over REST it is an administrator who sends' },
    error: 'MessageAdminRequired',
  },
  ...relationEffects,
];
