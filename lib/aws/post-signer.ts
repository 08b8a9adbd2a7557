import { type AccessKey, hmac, sha256, signatureDate, signingKey } from './signature-v4.ts';

/** Headers of a signed request, to which the caller may add others. */
export type SignedHeaders = Record<string, string>;

/** What stays the same for every request to one address within a second. */
interface Moment {
  readonly second: number;
  readonly date: string;
}

/**
 * Signs posts to API Gateway's `@connections`, version 4
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). The key of the day, the date of
 * the second and the hash of a frame that goes to many connections are computed once; a request then costs two hashes. The
 * SDK signs each request from scratch, which is most of what a post costs (`npm run bench`).
 */
export class PostSigner {
  private readonly signedHeaders: string;
  private readonly token: string;
  private moment: Moment = { second: -1, date: '' };
  private scope = '';
  private key: Buffer = Buffer.alloc(0);
  private hashed = { frame: '', hash: sha256('') };

  constructor(
    private readonly host: string,
    private readonly region: string,
    private readonly access: AccessKey,
  ) {
    const { sessionToken } = access;
    this.signedHeaders = sessionToken ? 'host;x-amz-date;x-amz-security-token' : 'host;x-amz-date';
    this.token = sessionToken ? `x-amz-security-token:${sessionToken}\n` : '';
  }

  /**
   * @param canonicalPath the path as sent, each segment encoded once more
   * @param frame body
   * @param now milliseconds since 1970
   */
  sign(method: 'POST' | 'DELETE', canonicalPath: string, frame: string, now: number): SignedHeaders {
    const { date } = this.at(now);
    const { sessionToken, accessKeyId } = this.access;
    const head = `${method}\n${canonicalPath}\n\nhost:${this.host}\nx-amz-date:${date}\n`;
    const canonical = `${head}${this.token}\n${this.signedHeaders}\n${this.hashOf(frame)}`;
    const toSign = `AWS4-HMAC-SHA256\n${date}\n${this.scope}\n${sha256(canonical)}`;
    const signature = hmac(this.key, toSign).toString('hex');
    const credential = `Credential=${accessKeyId}/${this.scope}`;
    const headers: SignedHeaders = {
      host: this.host,
      'x-amz-date': date,
      authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${this.signedHeaders}, Signature=${signature}`,
    };
    if (sessionToken) headers['x-amz-security-token'] = sessionToken;
    return headers;
  }

  private at(now: number): Moment {
    const second = Math.floor(now / 1000);
    if (second !== this.moment.second) {
      this.moment = { second, date: signatureDate(now) };
      const scope = `${this.moment.date.slice(0, 8)}/${this.region}/execute-api/aws4_request`;
      if (scope !== this.scope) this.key = signingKey(this.access.secretAccessKey, scope);
      this.scope = scope;
    }
    return this.moment;
  }

  private hashOf(frame: string): string {
    if (this.hashed.frame !== frame) this.hashed = { frame, hash: sha256(frame) };
    return this.hashed.hash;
  }
}
