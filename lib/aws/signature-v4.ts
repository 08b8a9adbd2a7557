import { createHash, createHmac } from 'node:crypto';

/** Whoever signs: an access key, temporary in Lambda. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/** Hash in hex digits. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** RFC 3986, which leaves fewer characters alone than `encodeURIComponent`. */
export const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** A moment as signatures write it: `20260131T120000Z`. @param now milliseconds since 1970 */
export const signatureDate = (now: number): string =>
  new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, '');

/** The key that signs within a scope. @param scope `{date}/{region}/{service}/aws4_request` */
export const signingKey = (secret: string, scope: string): Buffer =>
  scope.split('/').reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`AWS4${secret}`));
