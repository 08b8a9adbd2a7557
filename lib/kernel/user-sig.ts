import { createHmac, timingSafeEqual } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import * as z from 'zod';
import type { ErrorName } from '../protocol/errors.ts';

/** What a UserSig says (contract: envelope.md 6). */
export interface UserSigClaims {
  readonly identifier: string;
  readonly sdkAppId: number;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  /** Lifetime in seconds. */
  readonly lifetimeSeconds: number;
  /** Raw bytes; present in a PrivateMapKey only. */
  readonly userBuffer?: Buffer | undefined;
}

const tokenJson = z.object({
  'TLS.ver': z.string(),
  'TLS.identifier': z.string(),
  'TLS.sdkappid': z.number(),
  'TLS.time': z.number(),
  'TLS.expire': z.number(),
  'TLS.userbuf': z.string().optional(),
  'TLS.sig': z.string(),
});

/** No honest token comes near this; the bound keeps a small input from inflating without end. */
const maximumInflatedBytes = 64 * 1024;

const digest = (key: string, claims: UserSigClaims): Buffer => {
  const lines = [
    `TLS.identifier:${claims.identifier}`,
    `TLS.sdkappid:${claims.sdkAppId}`,
    `TLS.time:${claims.issuedAt}`,
    `TLS.expire:${claims.lifetimeSeconds}`,
  ];
  if (claims.userBuffer) lines.push(`TLS.userbuf:${claims.userBuffer.toString('base64')}`);
  return createHmac('sha256', key)
    .update(`${lines.join('\n')}\n`)
    .digest();
};

const escapeBase64 = (text: string): string =>
  text.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_');
const unescapeBase64 = (text: string): string =>
  text.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=');

/** Makes a UserSig, or a PrivateMapKey when there is a user buffer (contract: envelope.md 6 and 7). */
export const signUserSig = (key: string, claims: UserSigClaims): string => {
  const json = {
    'TLS.ver': '2.0',
    'TLS.identifier': claims.identifier,
    'TLS.sdkappid': claims.sdkAppId,
    'TLS.time': claims.issuedAt,
    'TLS.expire': claims.lifetimeSeconds,
    ...(claims.userBuffer && { 'TLS.userbuf': claims.userBuffer.toString('base64') }),
    'TLS.sig': digest(key, claims).toString('base64'),
  };
  return escapeBase64(deflateSync(JSON.stringify(json)).toString('base64'));
};

const decode = (token: string): z.infer<typeof tokenJson> | undefined => {
  try {
    const bytes = inflateSync(Buffer.from(unescapeBase64(token), 'base64'), {
      maxOutputLength: maximumInflatedBytes,
    });
    return tokenJson.safeParse(JSON.parse(bytes.toString('utf8'))).data;
  } catch {
    return undefined;
  }
};

const sameSignature = (given: string, expected: Buffer): boolean => {
  const bytes = Buffer.from(given, 'base64');
  return bytes.length === expected.length && timingSafeEqual(bytes, expected);
};

/** What the token must match. */
export interface UserSigExpectation {
  readonly sdkAppId: number;
  readonly identifier: string;
  /** Any of these keys may have signed it. */
  readonly secretKeys: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A PrivateMapKey carries a user buffer, a plain UserSig must not. Default false. */
  readonly withUserBuffer?: boolean;
}

/**
 * Checks a UserSig in the order of contract envelope.md 4: application, account, signature, expiry.
 * @returns the claims, or the name of the documented error
 */
export const verifyUserSig = (token: string, expected: UserSigExpectation): UserSigClaims | ErrorName => {
  if (token === '') return 'UserSigEmpty';
  const json = decode(token);
  if (!json) return 'UserSigUnreadable';
  const buffer = json['TLS.userbuf'];
  if ((buffer !== undefined) !== (expected.withUserBuffer ?? false)) return 'UserSigUnreadable';
  const claims: UserSigClaims = {
    identifier: json['TLS.identifier'],
    sdkAppId: json['TLS.sdkappid'],
    issuedAt: json['TLS.time'],
    lifetimeSeconds: json['TLS.expire'],
    userBuffer: buffer === undefined ? undefined : Buffer.from(buffer, 'base64'),
  };
  if (claims.sdkAppId !== expected.sdkAppId) return 'UserSigOtherApplication';
  if (claims.identifier !== expected.identifier) return 'UserSigOtherAccount';
  const signed = expected.secretKeys.some(key => sameSignature(json['TLS.sig'], digest(key, claims)));
  if (!signed) return 'UserSigMismatch';
  if (expected.now / 1000 > claims.issuedAt + claims.lifetimeSeconds) return 'UserSigExpired';
  return claims;
};
