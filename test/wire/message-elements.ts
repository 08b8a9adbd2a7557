import { accounts, clientOf, fromAnaToBen, isMessage, logsIn, textBody } from './messages.ts';
import type { WireCase } from './wire-case.ts';

const both = accounts('ana', 'ben');
const volatile = ['MsgTime', 'MsgKey', 'MsgId'];
/** An element of a kind of its own. */
export const custom = {
  MsgType: 'TIMCustomElem',
  MsgContent: { Data: '{}', Desc: 'a card', Ext: '', Sound: '' },
};

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

/** What elements messages may hold. */
export const elementCases: readonly WireCase[] = [
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
];
