import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';

const tokenJson = z.object({
  app: z.int(),
  account: z.string(),
  instance: z.int(),
  platform: z.int(),
  connection: z.string(),
  expires: z.int(),
});

/**
 * What a session token (A2Key) says. It names the connection it was issued on: there it is enough by itself, so that a
 * frame costs no read; on any other connection the session is looked up, so that the token of a kicked client, whose
 * connection was closed, is worth nothing (docs/sessions.md).
 */
export type SessionClaims = z.infer<typeof tokenJson>;

const digest = (key: string, payload: string): Buffer =>
  createHmac('sha256', key).update(`kaiwa session token\n${payload}`).digest();

/** Makes a token, signed with the application's current key. */
export const signSessionToken = (key: string, claims: SessionClaims): string => {
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${payload}.${digest(key, payload).toString('base64url')}`;
};

/**
 * Reads a token back.
 * @param now milliseconds since 1970
 * @returns undefined when it is not ours, not this application's, or expired
 */
export const verifySessionToken = (
  token: string,
  app: { readonly id: number; readonly secretKeys: readonly string[] },
  now: number,
): SessionClaims | undefined => {
  const [payload = '', signature = ''] = token.split('.');
  const given = Buffer.from(signature, 'base64url');
  const signed = app.secretKeys.some(key => {
    const expected = digest(key, payload);
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  if (!signed) return undefined;
  const claims = tokenJson.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  return claims.app === app.id && claims.expires * 1000 > now ? claims : undefined;
};
