import * as z from 'zod';
import { byteLength } from './ids.ts';

/** What a change of extensions does (contract: messages.md 5.1). */
export const operateTypes = { set: 1, delete: 2, clear: 3 } as const;

const maximumKeyBytes = 100;
const maximumValueBytes = 1000;
const maximumKeys = 20;

const textUpTo = (bytes: number, lowest: number) =>
  z.string().refine(text => byteLength(text) >= lowest && byteLength(text) <= bytes, {
    message: `${lowest} to ${bytes} bytes`,
  });

const seq = z.int().min(0).default(0);
const key = textUpTo(maximumKeyBytes, 1);

const listOf = <Value extends z.ZodType>(Value: Value) =>
  z
    .array(z.object({ Key: key, Value, Seq: seq }))
    .min(1)
    .max(maximumKeys)
    .refine(list => new Set(list.map(({ Key }) => Key)).size === list.length, {
      message: 'a key is named twice',
    });

/**
 * The body of a change, for any way to name a message.
 * @param named the members that name it
 */
export const extensionChange = <Named extends z.ZodRawShape>(named: Named) =>
  z.discriminatedUnion('OperateType', [
    z.object({
      ...named,
      OperateType: z.literal(operateTypes.set),
      // An empty value is how clients are told that a key was deleted.
      ExtensionList: listOf(textUpTo(maximumValueBytes, 1)),
    }),
    z.object({
      ...named,
      OperateType: z.literal(operateTypes.delete),
      ExtensionList: listOf(
        z
          .unknown()
          .optional()
          .transform(() => ''),
      ),
    }),
    z.object({ ...named, OperateType: z.literal(operateTypes.clear) }),
  ]);

/** Clients say `startSeq`. */
export const fromSequence = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    body => (body instanceof Object && 'startSeq' in body ? { StartSeq: body.startSeq, ...body } : body),
    schema,
  );

const extension = z.object({ Key: z.string(), Value: z.string(), Seq: z.int() });

/** A key and what it holds, as clients get it. */
export type WireExtension = z.infer<typeof extension>;

/** Replies of the commands that change and read extensions. */
export const extensionReplies = {
  change: z.object({
    ExtensionList: z.array(
      z.object({
        /** 0, or 23001: the key was changed since. */
        ErrorCode: z.int(),
        /** As it is now. */
        Extension: extension,
      }),
    ),
  }),
  page: z.object({
    /** Lowest Seq first. */
    ExtensionList: z.array(extension),
    /** 0: ask again from the last Seq plus 1. */
    CompleteFlag: z.union([z.literal(0), z.literal(1)]),
    /** The highest Seq ever given. */
    LatestSeq: z.int(),
    /** Pairs with a Seq up to this one were cleared. */
    ClearSeq: z.int(),
  }),
} as const;
