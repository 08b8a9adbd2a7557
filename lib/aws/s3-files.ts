import type { Clock, Files } from '../kernel/ports.ts';
import { type Presigned, presign } from './presign.ts';
import type { AccessKey } from './signature-v4.ts';

/** Lambda hands a function its key in the environment (Lambda developer guide: environment variables). */
const ownKey = (): AccessKey => ({
  accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? '',
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? '',
  sessionToken: process.env.AWS_SESSION_TOKEN,
});

const deleteSeconds = 60;

/** The files port over S3. */
export class S3Files implements Files {
  /**
   * @param endpoint address of the bucket, `https://{bucket}.s3.{region}.amazonaws.com`
   * @param linkBase what every link begins with
   */
  constructor(
    private readonly clock: Clock,
    private readonly endpoint: string,
    private readonly linkBase = '',
  ) {}

  uploadUrl(path: string, { seconds, bytes }: { seconds: number; bytes?: number | undefined }): string {
    const headers = bytes === undefined ? {} : { 'content-length': String(bytes) };
    return this.sign(path, { method: 'PUT', seconds, headers });
  }

  downloadUrl(
    path: string,
    offer: { seconds: number; contentType: string; contentDisposition: string },
  ): string {
    const query = {
      'response-content-type': offer.contentType,
      'response-content-disposition': offer.contentDisposition,
    };
    return this.sign(path, { method: 'GET', seconds: offer.seconds, query });
  }

  link(path: string): string {
    return `${this.linkBase}/${path}`;
  }

  async remove(path: string): Promise<void> {
    const answer = await fetch(this.sign(path, { method: 'DELETE', seconds: deleteSeconds }), {
      method: 'DELETE',
    });
    if (!answer.ok) throw new Error(`S3 answered ${answer.status} to a delete: ${await answer.text()}`);
  }

  private sign(path: string, request: Omit<Presigned, 'url' | 'region'>): string {
    const url = new URL(`${this.endpoint}/${path}`);
    const region = process.env.AWS_REGION ?? '';
    return presign({ ...request, url, region }, ownKey(), this.clock.now());
  }
}
