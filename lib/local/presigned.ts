import type { IncomingHttpHeaders } from 'node:http';
import type { Credentials, Principal } from './credentials.ts';
import { S3Error } from './s3-error.ts';
import { encode, isSigned, sha256 } from './signature.ts';

/** A request that was signed by its address. */
export interface PresignedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
}

const denied = (message: string): S3Error => new S3Error('AccessDenied', message, 403);
const badQuery = (message: string): S3Error => new S3Error('AuthorizationQueryParametersError', message, 400);

const longest = 604_800;

/** Milliseconds since the epoch of `20261121T140000Z`. */
const timeOf = (date: string): number =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

const canonicalRequest = ({ method, url, headers }: PresignedRequest, signed: readonly string[]): string => {
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const lines = signed.map(name => `${name}:${String(headers[name] ?? '').trim()}\n`).join('');
  return [method, url.pathname, query, lines, signed.join(';'), 'UNSIGNED-PAYLOAD'].join('\n');
};

const checkTime = (date: string, seconds: number, now: number): void => {
  const begin = timeOf(date);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > longest)
    throw badQuery(`X-Amz-Expires must be between 1 and ${longest} seconds`);
  if (Number.isNaN(begin)) throw badQuery('X-Amz-Date must be in the ISO8601 Long Format');
  if (now < begin - 900_000) throw denied('Request is not yet valid');
  if (now > begin + seconds * 1000) throw denied('Request has expired');
};

/**
 * Checks a request that was signed by its address, as S3 does
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html).
 * @param now milliseconds since the epoch
 * @returns who signed it @throws S3Error
 */
export const signerOf = (request: PresignedRequest, credentials: Credentials, now: number): Principal => {
  const value = (name: string): string => request.url.searchParams.get(`X-Amz-${name}`) ?? '';
  if (value('Signature') === '') throw denied('Access Denied');
  const [accessKeyId = '', ...rest] = value('Credential').split('/');
  const scope = rest.join('/');
  const principal = credentials.holder(accessKeyId);
  if (!principal)
    throw new S3Error('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist.', 403);
  if (value('Security-Token') !== (principal.sessionToken ?? ''))
    throw new S3Error('InvalidToken', 'The provided token is malformed or otherwise invalid.', 400);
  checkTime(value('Date'), Number(value('Expires')), now);
  const signed = value('SignedHeaders').split(';');
  if (!signed.includes('host')) throw denied('The host header must be signed');
  const toSign = ['AWS4-HMAC-SHA256', value('Date'), scope, sha256(canonicalRequest(request, signed))];
  if (!isSigned(toSign.join('\n'), principal.secretAccessKey, scope, value('Signature')))
    throw new S3Error('SignatureDoesNotMatch', 'The request signature does not match.', 403);
  return principal;
};
