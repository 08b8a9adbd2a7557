import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import * as fc from 'fast-check';
import { PostSigner } from '../../lib/aws/post-signer.ts';
import { type AccessKey, encode } from '../../lib/aws/signature-v4.ts';

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

const host = 'abc123.execute-api.eu-central-1.amazonaws.com';

/** The authorization of the same post by the SDK's signer. */
const bySdk = async (connection: string, frame: string, key: AccessKey, now: number): Promise<string> => {
  const signer = new SignatureV4({
    service: 'execute-api',
    region: 'eu-central-1',
    credentials: { ...key, sessionToken: key.sessionToken ?? '' },
    sha256: Sha256 as never,
    applyChecksum: false,
  });
  const path = `/info/@connections/${encode(connection)}`;
  const request = {
    method: 'POST',
    protocol: 'https:',
    hostname: host,
    path,
    headers: { host },
    body: frame,
  };
  const { headers } = (await signer.sign(request as never, { signingDate: new Date(now) })) as unknown as {
    readonly headers: Readonly<Record<string, string>>;
  };
  return headers.authorization ?? '';
};

const ours = (signer: PostSigner, connection: string, frame: string, now: number): string | undefined =>
  signer.sign('POST', `/info/%40connections/${encode(encode(connection))}`, frame, now).authorization;

const accessKeys = fc.record({
  accessKeyId: fc.stringMatching(/^AKIA[A-Z0-9]{16}$/),
  secretAccessKey: fc.string({ minLength: 20, maxLength: 40 }),
  sessionToken: fc.stringMatching(/^[A-Za-z0-9]{20,60}$/),
});

test('a post is signed as the SDK’s signer signs it, whatever it signed before', () =>
  fc.assert(
    fc.asyncProperty(
      accessKeys,
      fc.array(
        fc.tuple(
          fc.stringMatching(/^[A-Za-z0-9_=-]{1,20}$/),
          fc.oneof(fc.constant('the same frame'), fc.string({ unit: 'grapheme' })),
          fc.integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 }),
        ),
        { minLength: 1, maxLength: 6 },
      ),
      async (key, posts) => {
        const signer = new PostSigner(host, 'eu-central-1', key);
        for (const [connection, frame, now] of posts)
          expect(ours(signer, connection, frame, now)).toBe(await bySdk(connection, frame, key, now));
      },
    ),
    { numRuns: 60 },
  ));
