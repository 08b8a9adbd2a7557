import * as z from 'zod';

const peer = z.string().max(32);
const behind = z.object({ position: z.string().max(100), peer });
const group = z.object({ first: peer, last: peer, behind: behind.optional() });

const cookieJson = z.object({
  v: z.literal(1),
  /** Seconds since 1970 from which changes are wanted. */
  since: z.int().min(0),
  /** Seconds since 1970 when this sync began; the next one goes on from there. */
  began: z.int().min(0).optional(),
  /** While there are more pages: the conversations whose changes come next, and the last one that has come. */
  group: group.optional(),
});

/** Where a client stands in its sync. */
export type SyncCookie = z.infer<typeof cookieJson>;
/** A place in the merged changes of some conversations. */
export type SyncPlace = z.infer<typeof behind>;
/** Neighbouring conversations, by peer, whose changes are merged by time. */
export type SyncGroup = z.infer<typeof group>;

/** The opaque text that a client gives back. */
export const encodeCookie = (cookie: SyncCookie): string =>
  Buffer.from(JSON.stringify(cookie)).toString('base64url');

/** @returns undefined for an empty or damaged cookie */
export const decodeCookie = (text: string): SyncCookie | undefined => {
  try {
    return cookieJson.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
};
