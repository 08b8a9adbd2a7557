import * as z from 'zod';
import { failsWith } from './command.ts';
import { messageBody } from './elements.ts';
import type { ErrorName } from './errors.ts';
import { flag, uint32, userId } from './ids.ts';

const text = z.string().optional();
const switched = flag.optional();

const androidInfo = z.looseObject({
  Sound: text,
  PushStyle: switched,
  HuaWeiChannelID: text,
  XiaoMiChannelID: text,
  OPPOChannelID: text,
  GoogleChannelID: text,
  VIVOClassification: switched,
  VIVOCategory: text,
  HuaWeiImportance: text,
  ExtAsHuaweiIntentParam: switched,
  HuaWeiCategory: text,
  HuaWeiImage: text,
  HonorImage: text,
  HonorImportance: text,
  GoogleImage: text,
});

const apnsInfo = z.looseObject({
  Sound: text,
  BadgeMode: switched,
  Title: text,
  SubTitle: text,
  Image: text,
  MutableContent: switched,
  InterruptionLevel: text,
  ContentAvailable: switched,
});

/** Accepted as documented, unknown members included, because every vendor of phones has its own (contract: messages.md 3). */
export const offlinePushInfo = z.looseObject({
  PushFlag: switched,
  Title: text,
  Desc: text,
  Ext: text,
  AndroidInfo: androidInfo.optional(),
  ApnsInfo: apnsInfo.optional(),
});

const maximumLifeSeconds = 604_800;

/** A message to send (contract: messages.md 4.1); clients send further members, which are ignored. */
export const sendBody = z.object({
  From_Account: userId.optional(),
  To_Account: userId,
  MsgSeq: uint32.optional(),
  MsgRandom: uint32,
  MsgBody: messageBody,
  MsgLifeTime: z
    .int()
    .min(0)
    .refine(value => value <= maximumLifeSeconds, failsWith('MessageLifeTimeTooLong'))
    .optional(),
  OnlineOnlyFlag: flag.optional(),
  SyncOtherMachine: z.union([z.literal(1), z.literal(2)]).optional(),
  ForbidCallbackControl: z.array(z.string()).optional(),
  SendMsgControl: z.array(z.string()).optional(),
  CloudCustomData: z.string().optional(),
  SupportMessageExtension: flag.optional(),
  OfflinePushInfo: offlinePushInfo.optional(),
  IsNeedReadReceipt: flag.optional(),
  MsgClientTime: uint32.optional(),
});
export type SendBody = z.infer<typeof sendBody>;

/** What a member of such a body answers that is wrong. */
export const sendFaults = {
  From_Account: 'SenderNotValid',
  To_Account: 'ReceiverNotValid',
  MsgSeq: 'MessageFormatNotValid',
  MsgRandom: 'MessageRandomNotValid',
  MsgBody: 'MessageBodyNotArray',
  'MsgBody.*': 'MessageElementNotValid',
  MsgLifeTime: 'MessageLifeTimeNotValid',
  SyncOtherMachine: 'SyncOtherMachineNotValid',
  OfflinePushInfo: 'OfflinePushInfoNotValid',
  OnlineOnlyFlag: 'MessageFormatNotValid',
  ForbidCallbackControl: 'MessageFormatNotValid',
  SendMsgControl: 'MessageFormatNotValid',
  CloudCustomData: 'MessageFormatNotValid',
  SupportMessageExtension: 'MessageFormatNotValid',
  IsNeedReadReceipt: 'MessageFormatNotValid',
  MsgClientTime: 'MessageFormatNotValid',
} as const satisfies Readonly<Record<string, ErrorName>>;
