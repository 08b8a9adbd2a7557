import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Principal } from './credentials.ts';

/** A request as it came over the wire. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Hash in hex digits. */
export const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();

/** Keys of the day by secret and scope: making one takes longer than everything else about a signature. */
const signingKeys = new Map<string, Buffer>();
const keysKept = 500;

const signingKey = (secret: string, scope: string): Buffer => {
  const name = `${secret}\n${scope}`;
  const known = signingKeys.get(name);
  if (known) return known;
  const made = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secret}`) as Buffer;
  if (signingKeys.size >= keysKept) signingKeys.clear();
  signingKeys.set(name, made);
  return made;
};

/** Whether a text was signed with a secret key. @param scope `{date}/{region}/{service}/aws4_request` */
export const isSigned = (text: string, secret: string, scope: string, signature: string): boolean => {
  const wanted = hmac(signingKey(secret, scope), text);
  const given = Buffer.from(signature, 'hex');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};
/** RFC 3986. */
export const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const canonicalQuery = (query: string): string =>
  [...new URLSearchParams(query)]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');

/** Path segments are encoded once more than they were sent, as for every service but S3. */
const canonicalPath = (path: string): string => path.split('/').map(encode).join('/') || '/';

const canonicalRequest = (request: SignedRequest, signedHeaders: readonly string[]): string => {
  const [path = '/', query = ''] = request.url.split('?');
  const headers = signedHeaders.map(
    name =>
      `${name}:${String(request.headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`,
  );
  const parts = [
    request.method,
    canonicalPath(path),
    canonicalQuery(query),
    headers.join(''),
    signedHeaders.join(';'),
  ];
  return [...parts, sha256(request.body)].join('\n');
};

/** The access key of a request; undefined for one that is not signed. */
export const accessKeyOf = (headers: IncomingHttpHeaders): string | undefined =>
  /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1];

/**
 * Checks a signature of version 4 (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
 * @returns what is wrong, or undefined when it holds
 */
export const signatureFault = (request: SignedRequest, principal: Principal): string | undefined => {
  const authorization = request.headers.authorization ?? '';
  const [, date = '', region = '', service = ''] =
    /Credential=[^/]+\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request/.exec(authorization) ?? [];
  const signedHeaders = /SignedHeaders=([^,\s]+)/.exec(authorization)?.[1]?.split(';') ?? [];
  const signature = /Signature=([0-9a-f]+)/.exec(authorization)?.[1] ?? '';
  if (!signedHeaders.includes('host')) return 'the host header is not signed';
  if (
    principal.sessionToken !== undefined &&
    request.headers['x-amz-security-token'] !== principal.sessionToken
  ) {
    return 'the session token is missing or not the one of the access key';
  }
  const scope = `${date}/${region}/${service}/aws4_request`;
  const hashed = sha256(canonicalRequest(request, signedHeaders));
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, hashed].join('\n');
  return isSigned(toSign, principal.secretAccessKey, scope, signature)
    ? undefined
    : 'the signature does not match';
};
