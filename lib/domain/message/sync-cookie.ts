import * as z from 'zod';

const behind = z.object({ position: z.string().max(100), peer: z.string().max(32) });

const cookieJson = z.object({
  v: z.literal(1),
  /** Seconds since 1970 from which changes are wanted. */
  since: z.int().min(0),
  /** Seconds since 1970 when this sync began; the next one goes on from there. */
  began: z.int().min(0).optional(),
  /** The last thing delivered, while there are more pages. */
  behind: behind.optional(),
});

/** Where a client stands in its sync. */
export type SyncCookie = z.infer<typeof cookieJson>;
/** A place in the merged changes of all conversations. */
export type SyncPlace = z.infer<typeof behind>;

/** The opaque text that a client gives back. */
export const encodeCookie = (cookie: SyncCookie): string =>
  Buffer.from(JSON.stringify(cookie)).toString('base64url');

/** @returns undefined for an empty or damaged cookie: the client starts over */
export const decodeCookie = (text: string): SyncCookie | undefined => {
  try {
    return cookieJson.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
};
