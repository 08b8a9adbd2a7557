import * as z from 'zod';

/**
 * Head of a request frame on the socket (contract: client-wire.md 2). Before login a frame carries `identifier` and
 * `usersig`, afterwards `a2` and `tinyid`. Unknown members are ignored.
 */
export const requestHead = z.object({
  servcmd: z.string().min(3).max(100),
  seq: z.int().min(0),
  sdkappid: z
    .union([
      z.int(),
      z
        .string()
        .regex(/^\d{1,10}$/)
        .transform(Number),
    ])
    .optional(),
  identifier: z.string().max(64).optional(),
  usersig: z.string().max(8192).optional(),
  a2: z.string().max(4096).optional(),
  platform: z.int().optional(),
});

/** A request frame: head and any JSON object as body. */
export const requestFrame = z.object({ head: requestHead, body: z.unknown().optional() });
export type RequestFrame = z.infer<typeof requestFrame>;

/**
 * The text of a reply frame. Correlation is `servcmd` + `seq`.
 * @param body the reply body with its envelope
 */
export const replyFrame = (servcmd: string, seq: number, body: object): string =>
  JSON.stringify({ head: { servcmd, seq }, body });
