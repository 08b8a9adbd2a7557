import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import * as fc from 'fast-check';
import { type Presigned, presign } from '../../lib/aws/presign.ts';
import type { AccessKey } from '../../lib/aws/signature-v4.ts';

/** Key and time of the example in the S3 API reference (Authenticating Requests: Using Query Parameters). */
const example: AccessKey = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const exampleTime = Date.parse('2013-05-24T00:00:00Z');

/** The hash that the SDK's signer wants. */
class Sha256 {
  private readonly hash: Hash | Hmac;
  constructor(secret?: string | Uint8Array) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret);
  }
  update(data: string | Uint8Array): void {
    this.hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }
  reset(): void {}
}

/** The same request, signed by the SDK. */
const bySdk = async (request: Presigned, key: AccessKey, now: number): Promise<URL> => {
  const { method, url, region, seconds, headers = {}, query = {} } = request;
  const signer = new SignatureV4({
    service: 's3',
    region,
    credentials: { ...key, sessionToken: key.sessionToken ?? '' },
    sha256: Sha256 as never,
    uriEscapePath: false,
    applyChecksum: false,
  });
  const signed = await signer.presign(
    {
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: { ...query },
      headers: { host: url.host, ...headers, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
    } as never,
    { expiresIn: seconds, signingDate: new Date(now), unhoistableHeaders: new Set(Object.keys(headers)) },
  );
  const found = new URL(`${url.origin}${url.pathname}`);
  for (const [name, value] of Object.entries(signed.query ?? {})) found.searchParams.set(name, String(value));
  return found;
};

const parametersOf = (url: URL | string): Record<string, string> =>
  Object.fromEntries(new URL(url).searchParams);

test('the example of the S3 API reference has the signature that stands there', () => {
  const url = new URL('https://examplebucket.s3.amazonaws.com/test.txt');
  const signed = presign({ method: 'GET', url, region: 'us-east-1', seconds: 86_400 }, example, exampleTime);
  expect(parametersOf(signed)['X-Amz-Signature']).toBe(
    'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  );
});

test("any request is signed as the SDK's signer signs it", async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET' as const, 'PUT' as const, 'DELETE' as const),
      fc.stringMatching(/^[\w./-]{1,60}$/),
      text,
      fc.option(fc.nat()),
      fc.option(fc.stringMatching(/^[\w+/=]{10,40}$/)),
      fc.integer({ min: 1, max: 604_800 }),
      async (method, path, disposition, length, sessionToken, seconds) => {
        const request: Presigned = {
          method,
          url: new URL(`https://bucket.s3.eu-west-1.amazonaws.com/${path}`),
          region: 'eu-west-1',
          seconds,
          // The last one stands in every address of the SDK.
          query: {
            'response-content-disposition': disposition,
            'response-content-type': 'image/png',
            'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
          },
          headers: length === null ? {} : { 'content-length': String(length) },
        };
        const key = { ...example, ...(sessionToken !== null && { sessionToken }) };
        const signed = presign(request, key, exampleTime);
        expect(parametersOf(signed)).toEqual(parametersOf(await bySdk(request, key, exampleTime)));
      },
    ),
  );
});
