import * as z from 'zod';
import { failsWith } from './command.ts';
import type { ErrorName } from './errors.ts';

const text = z.string();
const size = z.number().min(0);
/** 2: the file is fetched from its address. */
const flag2 = z.literal(2);

/** Messages inside a merged one, and how deep merged ones may be nested (contract: messages.md 2.2). */
const maximumMerged = 300;
const maximumLevels = 100;

interface Element {
  readonly MsgType: string;
  readonly MsgContent: Readonly<Record<string, unknown>>;
}

/** Inside a merged message stand messages of every kind, merged ones included. */
const mergedMessage = z.looseObject({
  From_Account: text.optional(),
  To_Account: text.optional(),
  GroupId: text.optional(),
  MsgSeq: z.int().optional(),
  MsgRandom: z.int().optional(),
  MsgTimeStamp: z.int().optional(),
  MsgBody: z.lazy((): z.ZodType<readonly Element[]> => z.array(element).min(1)),
  CloudCustomData: text.optional(),
});

/** The messages of a merged message; none where a key stands for them. */
const mergedMessages = z.array(mergedMessage).max(maximumMerged);

const image = z.looseObject({
  Type: z.int().optional(),
  Size: size.optional(),
  Width: size.optional(),
  Height: size.optional(),
  URL: text.optional(),
});

/** What each kind of element holds; members beside these are kept as they are (contract: messages.md 2.2). */
const contents = {
  TIMTextElem: { Text: text },
  TIMLocationElem: { Desc: text.optional(), Latitude: z.number(), Longitude: z.number() },
  TIMFaceElem: { Index: z.int(), Data: text.optional() },
  TIMCustomElem: {
    Data: text.optional(),
    Desc: text.optional(),
    Ext: text.optional(),
    Sound: text.optional(),
  },
  TIMSoundElem: {
    Url: text.optional(),
    UUID: text.optional(),
    Size: size.optional(),
    Second: size.optional(),
    Download_Flag: flag2.optional(),
  },
  TIMImageElem: {
    UUID: text.optional(),
    ImageFormat: z.int().optional(),
    ImageInfoArray: z.array(image).min(1),
  },
  TIMFileElem: {
    Url: text.optional(),
    UUID: text.optional(),
    FileSize: size.optional(),
    FileName: text.optional(),
    Download_Flag: flag2.optional(),
  },
  TIMVideoFileElem: {
    VideoUrl: text.optional(),
    VideoUUID: text.optional(),
    VideoSize: size.optional(),
    VideoSecond: size.optional(),
    VideoFormat: text.optional(),
    VideoDownloadFlag: flag2.optional(),
    ThumbUrl: text.optional(),
    ThumbUUID: text.optional(),
    ThumbSize: size.optional(),
    ThumbWidth: size.optional(),
    ThumbHeight: size.optional(),
    ThumbFormat: text.optional(),
    ThumbDownloadFlag: flag2.optional(),
  },
  TIMRelayElem: {
    Title: text.optional(),
    MsgNum: z.int().min(1).max(maximumMerged).optional(),
    CompatibleText: text,
    AbstractList: z.array(text).optional(),
    MsgList: mergedMessages.optional(),
    JsonMsgKey: text.optional(),
  },
} as const;

type Kind = keyof typeof contents;

const elementOf = <K extends Kind>(kind: K) =>
  z.object({ MsgType: z.literal(kind), MsgContent: z.looseObject(contents[kind]) });

const relay = elementOf('TIMRelayElem').refine(
  ({ MsgContent }) => Boolean(MsgContent.MsgList?.length || MsgContent.JsonMsgKey),
  { message: 'MsgList or JsonMsgKey is needed' },
);

/** One element of a message. */
const element = z.discriminatedUnion('MsgType', [
  elementOf('TIMTextElem'),
  elementOf('TIMLocationElem'),
  elementOf('TIMFaceElem'),
  elementOf('TIMCustomElem'),
  elementOf('TIMSoundElem'),
  elementOf('TIMImageElem'),
  elementOf('TIMFileElem'),
  elementOf('TIMVideoFileElem'),
  relay,
]);

/** What a backend has to say of a file. Clients of old versions leave it out, so it is not asked of clients. */
const neededOverRest: Readonly<Record<string, readonly string[]>> = {
  TIMSoundElem: ['Url', 'UUID', 'Download_Flag'],
  TIMImageElem: ['UUID', 'ImageInfoArray'],
  TIMFileElem: ['Url', 'UUID', 'Download_Flag'],
  TIMVideoFileElem: [
    'VideoUrl',
    'VideoUUID',
    'ThumbUrl',
    'ThumbUUID',
    'ThumbWidth',
    'ThumbHeight',
    'VideoDownloadFlag',
    'ThumbDownloadFlag',
  ],
};
const neededOfImages = ['URL', 'Width', 'Height'];

const lacks = (object: unknown, names: readonly string[]): boolean =>
  names.some(name => (object as Readonly<Record<string, unknown>>)[name] === undefined);

/** Whether elements say everything that is asked of a backend (contract: messages.md 2.2). */
export const isCompleteOverRest = (elements: MessageBody): boolean =>
  elements.every(({ MsgType, MsgContent }) => {
    if (lacks(MsgContent, neededOverRest[MsgType] ?? [])) return false;
    if (MsgType !== 'TIMImageElem') return true;
    return MsgContent.ImageInfoArray.every(one => !lacks(one, neededOfImages));
  });

const atMostOneCustom = (elements: readonly { readonly MsgType: string }[]): boolean =>
  elements.filter(({ MsgType }) => MsgType === 'TIMCustomElem').length <= 1;

/** Whether merged messages are nested at most 100 levels deep; looks no deeper than that. */
const nestedAtMost = (elements: unknown, levels = maximumLevels): boolean => {
  if (!Array.isArray(elements)) return true;
  return elements.every(one => {
    const list: unknown = one?.MsgContent?.MsgList;
    if (!Array.isArray(list)) return true;
    return levels > 0 && list.every(message => nestedAtMost(message?.MsgBody, levels - 1));
  });
};

/** The messages of a merged message that are handed over apart from it (docs/merged-messages.md). */
export const mergedList = mergedMessages
  .min(1)
  .refine(
    list => list.every(({ MsgBody }) => nestedAtMost(MsgBody, maximumLevels - 1)),
    failsWith('MessageElementNotValid'),
  );
export type MergedList = z.infer<typeof mergedList>;

const bodyWith = (formatFault: ErrorName, elementFault: ErrorName) =>
  z
    .array(element)
    .refine(list => list.length > 0, failsWith(formatFault, 'at least one element'))
    .refine(atMostOneCustom, failsWith(formatFault, 'at most one TIMCustomElem'))
    .refine(
      list => nestedAtMost(list),
      failsWith(elementFault, `merged messages at most ${maximumLevels} levels deep`),
    );

/** The elements of a message: at least one, at most one of them custom (contract: messages.md 2.1). */
export const messageBody = bodyWith('MessageFormatNotValid', 'MessageElementNotValid');
export type MessageBody = z.infer<typeof messageBody>;

/** The same with the errors of groups. */
export const groupMessageBody = bodyWith('GroupParameterNotValid', 'GroupParameterNotValid');
