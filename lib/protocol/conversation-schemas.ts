import * as z from 'zod';
import { byteLength, flag, uint32, userId } from './ids.ts';

export const position = {
  TimeStamp: uint32,
  StartIndex: uint32,
  TopTimeStamp: uint32,
  TopStartIndex: uint32,
} as const;

/** Marks and groups as lists show them; what a conversation does not have is left out. */
export const labelParts = {
  /** One digit for each standard mark, mark 0 last. */
  StandardMark: z.string().optional(),
  CustomMark: z.string().optional(),
  ContactGroupId: z.array(z.int()).optional(),
} as const;

export type LabelParts = z.infer<z.ZodObject<typeof labelParts>>;

/** A conversation as clients need it (contract: client-wire.md 4, conversations-and-login.md A1). */
export const clientConversation = z.object({
  Type: z.literal(1),
  To_Account: z.string(),
  MsgTime: z.int(),
  MsgTimeStamp: z.int(),
  TopFlags: flag,
  /** How the owner is told of messages: 0 with push, 1 not, 2 without push, 3 without push except when named. */
  MsgRecvOption: z.int().min(0).max(3),
  /** The last message; absent in a conversation that was emptied. */
  MsgSeq: z.int().optional(),
  MsgRandom: z.int().optional(),
  LastC2CMsgFrom_Account: z.string().optional(),
  LastMsg: z
    .object({
      MsgBody: z.array(z.unknown()),
      CloudCustomData: z.string(),
      RevokerInfo: z.object({ Revoker_Account: z.string(), Reason: z.string() }).optional(),
    })
    .optional(),
  /** 8: recalled. */
  LastMsgFlags: z.int().optional(),
  C2cPeerReadTime: z.int(),
  C2cNick: z.string(),
  C2cImage: z.string(),
  ...labelParts,
});

/** A conversation with a group as clients need it. */
export const clientGroupConversation = z.object({
  Type: z.literal(2),
  ToAccount: z.string(),
  GroupId: z.string(),
  MsgTime: z.int(),
  MsgTimeStamp: z.int(),
  TopFlags: flag,
  MsgRecvOption: z.int().min(0).max(3),
  /** The last message; absent where there is none to show. */
  MsgSeq: z.int().optional(),
  MsgRandom: z.int().optional(),
  MsgGroupFrom_Account: z.string().optional(),
  MsgGroupFromCardName: z.string().optional(),
  MsgGroupFromNickName: z.string().optional(),
  LastMsg: z.looseObject({ MsgBody: z.array(z.unknown()).optional() }).optional(),
  /** 2: recalled. */
  LastMsgFlags: z.int().optional(),
  UnreadMsgCount: z.int(),
  /** The number up to which the owner has read, and the number that comes next. */
  MsgGroupReadedSeq: z.int(),
  GroupNextMsgSeq: z.int(),
  GroupNick: z.string(),
  GroupImage: z.string(),
  GroupType: z.string(),
  ...labelParts,
});

export type ClientConversation = z.infer<typeof clientConversation>;
export type ClientGroupConversation = z.infer<typeof clientGroupConversation>;

/** A conversation in a list without texts. */
export const plainConversation = z.discriminatedUnion('Type', [
  z.object({
    Type: z.literal(1),
    To_Account: z.string(),
    MsgTime: z.int(),
    TopFlag: flag,
    ...labelParts,
  }),
  z.object({ Type: z.literal(2), GroupId: z.string(), MsgTime: z.int(), TopFlag: flag, ...labelParts }),
]);

/** Groups come in under three names (contract: conversations-and-login.md A). */
export const groupRef = z.object({
  Type: z.literal(2),
  ToGroupId: z.string().optional(),
  ToGroupid: z.string().optional(),
  GroupId: z.string().optional(),
});

/** Conversations of groups in answers. */
const answeredGroup = z.object({ Type: z.literal(2), ToGroupId: z.string() });

export const peerRef = z.object({ Type: z.literal(1), To_Account: userId });

/** Which conversation: with whom, or in which group. */
export const conversationRef = z.discriminatedUnion('Type', [peerRef, groupRef]);

/** Which conversation, as bodies name it. */
export type ConversationRef = z.output<typeof conversationRef>;

const labelled = { ...labelParts, Timestamp: z.int() } as const;

export const labelledConversation = z.discriminatedUnion('Type', [
  z.object({ Type: z.literal(1), To_Account: z.string(), ...labelled }),
  answeredGroup.extend(labelled),
]);

/** Longer names have an error of their own, which the command answers. */
export const groupName = z.string().min(1);
export const groupItem = z.object({ GroupName: z.string(), GroupId: z.int() });
/** 1 add, 2 remove. */
export const joinOrLeave = z.union([z.literal(1), z.literal(2)]);
/** Standard marks by number: backends count the 64 from 1, clients from 0. */
export const marks = z.array(z.int().min(0).max(64)).optional();

export const markItem = z.object({
  /** 1 standard marks, 2 the text, 3 both. */
  OptType: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  ContactItem: conversationRef,
  SetMark: marks,
  ClearMark: marks,
  CustomMark: z
    .string()
    .refine(text => byteLength(text) <= 256, { message: 'a custom mark has 256 bytes at most' })
    .optional(),
});

export type MarkItem = z.output<typeof markItem>;

export const itemResult = z.object({
  ContactItem: conversationRef,
  ResultCode: z.int(),
  ResultInfo: z.string(),
});

export type ItemResult = z.input<typeof itemResult>;

/** Conversations named in one call. Lists of 500 come in five. */
export const refs = z.array(conversationRef).min(1).max(100);

export const deletion = { From_Account: userId, ClearRamble: flag.default(0) } as const;
export const clearing = { From_Account: userId.optional() } as const;

export const resultOfOne = { ResultCode: z.int(), ResultInfo: z.string() } as const;
