import * as z from 'zod';
import { failsWith } from './command.ts';

/** Text (contract: messages.md 2.2). */
const textElement = z.object({
  MsgType: z.literal('TIMTextElem'),
  MsgContent: z.looseObject({ Text: z.string() }),
});

/** App-defined data. */
const customElement = z.object({
  MsgType: z.literal('TIMCustomElem'),
  MsgContent: z.looseObject({
    Data: z.string().optional(),
    Desc: z.string().optional(),
    Ext: z.string().optional(),
    Sound: z.string().optional(),
  }),
});

const element = z.discriminatedUnion('MsgType', [textElement, customElement]);

const atMostOneCustom = (elements: readonly { readonly MsgType: string }[]): boolean =>
  elements.filter(({ MsgType }) => MsgType === 'TIMCustomElem').length <= 1;

/** The elements of a message: at least one, at most one of them custom (contract: messages.md 2.1). */
export const messageBody = z
  .array(element)
  .refine(elements => elements.length > 0, failsWith('MessageFormatNotValid'))
  .refine(atMostOneCustom, failsWith('MessageFormatNotValid'));
export type MessageBody = z.infer<typeof messageBody>;

/** Stands in the place of what was recalled; clients leave out a message without elements. */
export const withheldBody: MessageBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: '' } }];
