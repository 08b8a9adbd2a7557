import * as z from 'zod';

/** What a MsgKey says: `{MsgSeq}_{MsgRandom}_{MsgTime}` (contract: messages.md 4.0). */
export interface MessageKey {
  readonly seq: number;
  readonly random: number;
  /** Seconds since 1970. */
  readonly time: number;
}

/**
 * Where a page of history ended. Two messages of one second may carry the same numbers, one from each side or with
 * different content; where a page ends between such twins, `twin` says after which of them.
 */
export interface HistoryCursor extends MessageKey {
  readonly twin?: { readonly checksum: string; readonly side: string };
}

/** The MsgKey of a message. */
export const messageKeyOf = ({ seq, random, time }: MessageKey): string => `${seq}_${random}_${time}`;

const uint32Digits = /^\d{1,10}$/;
const asUint32 = (text: string | undefined): number | undefined => {
  if (text === undefined || !uint32Digits.test(text)) return undefined;
  const value = Number(text);
  return value <= 0xffff_ffff ? value : undefined;
};

const parts = (text: string): { key: MessageKey; rest: readonly string[] } | undefined => {
  const [seq, random, time, ...rest] = text.split('_');
  const numbers = { seq: asUint32(seq), random: asUint32(random), time: asUint32(time) };
  if (numbers.seq === undefined || numbers.random === undefined || numbers.time === undefined)
    return undefined;
  return { key: { seq: numbers.seq, random: numbers.random, time: numbers.time }, rest };
};

const parseMessageKey = (text: string): MessageKey | undefined => {
  const parsed = parts(text);
  return parsed?.rest.length === 0 ? parsed.key : undefined;
};

const parseCursor = (text: string): HistoryCursor | undefined => {
  const parsed = parts(text);
  if (!parsed) return undefined;
  const [checksum, side, ...tooMuch] = parsed.rest;
  if (checksum === undefined) return parsed.key;
  const valid = /^[0-9a-f]{8}$/.test(checksum) && (side === '0' || side === '1') && tooMuch.length === 0;
  return valid ? { ...parsed.key, twin: { checksum, side } } : undefined;
};

/** The text that names a cursor, at most 50 characters; where no twins are parted it is a MsgKey. */
export const cursorText = ({ twin, ...key }: HistoryCursor): string =>
  twin ? `${messageKeyOf(key)}_${twin.checksum}_${twin.side}` : messageKeyOf(key);

const parsed = <T>(parse: (text: string) => T | undefined) =>
  z
    .string()
    .max(50)
    .transform((text, context) => {
      const value = parse(text);
      if (value !== undefined) return value;
      context.issues.push({ code: 'custom', message: 'not a MsgKey', input: text });
      return z.NEVER;
    });

/** A MsgKey in a body. */
export const messageKey = parsed(parseMessageKey);

/** Where the next page of history begins, as the last reply named it; empty at the beginning. */
export const historyCursor = z.union([z.literal('').transform(() => undefined), parsed(parseCursor)]);
