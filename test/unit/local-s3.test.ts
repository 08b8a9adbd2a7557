import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { presign } from '../../lib/aws/presign.ts';
import { type BucketPlan, readBucket } from '../../lib/local/bucket-plan.ts';
import { corsHeaders } from '../../lib/local/cors.ts';
import { Credentials, type Principal } from '../../lib/local/credentials.ts';
import { ObjectStore } from '../../lib/local/object-store.ts';
import { signerOf } from '../../lib/local/presigned.ts';
import type { S3Error } from '../../lib/local/s3-error.ts';

const now = Date.parse('2026-11-21T14:00:00Z');
const credentials = new Credentials();
const lambda = credentials.issue({ function: 'files', roleArn: 'arn', call: () => undefined });

interface Attempt {
  readonly key?: Principal;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly at?: number;
  readonly change?: (url: string) => string;
}

/** Signs a PUT for 900 s and tries it. @returns who signed, or the error's code */
const attempt = ({
  key = lambda,
  method = 'PUT',
  headers = {},
  at = now,
  change = url => url,
}: Attempt = {}) => {
  const url = new URL('http://127.0.0.1:3000/bucket/7d/a.png');
  const signed = presign(
    { method: 'PUT', url, region: 'local-1', seconds: 900, headers: { 'content-length': '9' } },
    key,
    now,
  );
  try {
    const given = { host: url.host, 'content-length': '9', ...headers };
    return signerOf({ method, url: new URL(change(signed)), headers: given }, credentials, at).accessKeyId;
  } catch (error) {
    return (error as S3Error).code;
  }
};

describe('an address that was signed', () => {
  it('is good for what was signed, until it expires', () => {
    expect(attempt()).toBe(lambda.accessKeyId);
    expect(attempt({ key: credentials.operator })).toBe(credentials.operator.accessKeyId);
    expect(attempt({ at: now + 900_000 })).toBe(lambda.accessKeyId);
  });

  it('is refused a millisecond after it expired', () => {
    expect(attempt({ at: now + 900_001 })).toBe('AccessDenied');
  });

  it.each([
    ['another method', { method: 'GET' }, 'SignatureDoesNotMatch'],
    ['another length', { headers: { 'content-length': '10' } }, 'SignatureDoesNotMatch'],
    ['another host', { headers: { host: 'elsewhere' } }, 'SignatureDoesNotMatch'],
    ['another name', { change: (url: string) => url.replace('a.png', 'b.png') }, 'SignatureDoesNotMatch'],
    ['a longer time', { change: (url: string) => url.replace('=900', '=901') }, 'SignatureDoesNotMatch'],
    ['one more parameter', { change: (url: string) => `${url}&versionId=1` }, 'SignatureDoesNotMatch'],
    [
      'no session token',
      { change: (url: string) => url.replace(/X-Amz-Security-Token=[^&]+&/, '') },
      'InvalidToken',
    ],
    ['no signature', { change: (url: string) => url.replace(/&X-Amz-Signature=.*/, '') }, 'AccessDenied'],
    [
      'no date',
      { change: (url: string) => url.replace(/X-Amz-Date=[^&]+&/, '') },
      'AuthorizationQueryParametersError',
    ],
    [
      'eight days',
      { change: (url: string) => url.replace('=900', '=691200') },
      'AuthorizationQueryParametersError',
    ],
  ] as const)('is refused with %s', (_what, change, code) => {
    expect(attempt(change)).toBe(code);
  });

  it('is refused when the key was taken back', () => {
    const gone = credentials.issue({ function: 'files', roleArn: 'arn', call: () => undefined });
    credentials.revoke(gone);
    expect(attempt({ key: gone })).toBe('InvalidAccessKeyId');
  });
});

describe('pages of other origins', () => {
  const rule = {
    AllowedOrigins: ['https://*.example.com'],
    AllowedMethods: ['PUT'],
    AllowedHeaders: ['content-*'],
    ExposedHeaders: ['ETag'],
    MaxAge: 60,
  };
  const ask = (method: string, headers: Record<string, string>) =>
    corsHeaders([rule], { method, headers } as unknown as IncomingMessage);
  const preflight = (origin: string, method: string, headers: string) =>
    ask('OPTIONS', {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': headers,
    });

  it('may do what a rule allows', () => {
    expect(preflight('https://a.example.com', 'PUT', 'content-type')).toMatchObject({
      'access-control-allow-origin': 'https://a.example.com',
      'access-control-allow-headers': 'content-type',
      'access-control-max-age': '60',
    });
    expect(ask('PUT', { origin: 'https://a.example.com' })).toMatchObject({
      'access-control-expose-headers': 'ETag',
    });
  });

  it('may do nothing else', () => {
    expect(preflight('https://example.org', 'PUT', 'content-type')).toBeUndefined();
    expect(preflight('https://a.example.com', 'DELETE', 'content-type')).toBeUndefined();
    expect(preflight('https://a.example.com', 'PUT', 'x-other')).toBeUndefined();
  });

  it('are no matter to a request without an origin', () => {
    expect(ask('GET', {})).toEqual({});
  });
});

describe('stored objects', () => {
  const folder = mkdtempSync(join(tmpdir(), 'objects-'));
  const plan: BucketPlan = readBucket({
    type: 'AWS::S3::Bucket',
    logicalId: 'Files',
    ref: 'files',
    attributes: {},
    properties: {
      LifecycleConfiguration: {
        Rules: [
          { Status: 'Enabled', Prefix: '1d/', ExpirationInDays: 2 },
          { Status: 'Disabled', Prefix: '2d/', ExpirationInDays: 1 },
        ],
      },
    },
  });
  const store = new ObjectStore(plan, folder);
  const put = (key: string, text: string) => store.put(key, Readable.from([text]), 'text/plain');
  const textOf = async (key: string) => readFile((await store.get(key))?.file ?? '', 'utf8');
  const days = (count: number) => Date.now() + count * 86_400_000;

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are there until they are deleted', async () => {
    expect(await store.get('1d/a')).toBeUndefined();
    expect(await put('1d/a', 'bytes')).toMatchObject({ bytes: 5, contentType: 'text/plain' });
    await put('1d/a', 'others');
    expect(await textOf('1d/a')).toBe('others');
    await store.remove('1d/a');
    await store.remove('1d/a');
    expect(await store.get('1d/a')).toBeUndefined();
  });

  it('are not there when the upload broke off', async () => {
    const broken = Readable.from(
      (async function* () {
        yield 'half';
        throw new Error('gone');
      })(),
    );
    await expect(store.put('1d/b', broken, 'text/plain')).rejects.toThrow('gone');
    expect(await store.get('1d/b')).toBeUndefined();
  });

  it('expire by the rule for the beginning of their key', async () => {
    for (const key of ['1d/c', '2d/c', 'c']) await put(key, 'bytes');
    expect(await store.sweep(days(2))).toBe(0);
    expect(await store.sweep(days(3))).toBe(1);
    expect(await store.get('1d/c')).toBeUndefined();
    expect(await textOf('2d/c')).toBe('bytes');
  });
});
