import { presign } from '../../lib/aws/presign.ts';
import { largestUpload } from '../../lib/protocol/files.ts';
import { eventually } from '../support/eventually.ts';
import { linkAnswer, upload } from '../support/files.ts';
import { callRest } from '../support/rest-client.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

interface Place {
  readonly upload_url: string;
  readonly download_url: string;
}

/** Uploads and links against the synthesized stack, without a client. */
describe('the store of files', () => {
  let runtime: Runtime;

  beforeAll(async () => {
    runtime = await startRuntime();
  });

  afterAll(async () => {
    await runtime?.stop();
  });

  const place = async (file_type: number, file_name: string): Promise<Place> => {
    const body = { file_type, file_name };
    return (await callRest(runtime.administrator, 'im_cos_msg.pre_sig', body)) as unknown as Place;
  };

  const statusOf = async (link: string): Promise<number> => (await fetch(link)).status;

  /** Waits for what happens after an upload was answered. */
  const becomes = async (link: string, status: number): Promise<void> => {
    await eventually(
      () => statusOf(link),
      seen => seen === status,
    );
  };

  it('keeps a picture at its limit and deletes a larger one, although its length was not announced', async () => {
    const [fits, large, film] = await Promise.all([place(1, 'a.png'), place(1, 'b.png'), place(2, 'c.mp4')]);
    expect(await upload(fits.upload_url, Buffer.alloc(largestUpload.image))).toEqual({ status: 200 });
    expect(await upload(large.upload_url, Buffer.alloc(largestUpload.image + 1))).toEqual({ status: 200 });
    expect(await upload(film.upload_url, Buffer.alloc(largestUpload.image + 1))).toEqual({ status: 200 });
    await becomes(large.download_url, 403);
    expect(await statusOf(fits.download_url)).toBe(200);
    expect(await statusOf(film.download_url)).toBe(200);
  });

  it('keeps a file of 100 MB and deletes a larger one', async () => {
    const [fits, large] = await Promise.all([place(255, 'a.zip'), place(255, 'b.zip')]);
    expect(await upload(large.upload_url, Buffer.alloc(largestUpload.file + 1))).toEqual({ status: 200 });
    expect(await upload(fits.upload_url, Buffer.alloc(largestUpload.file))).toEqual({ status: 200 });
    await becomes(large.download_url, 403);
    expect(await statusOf(fits.download_url)).toBe(200);
  });

  it('gives parts out, as players ask for them', async () => {
    const { upload_url, download_url } = await place(3, 'a.mp3');
    await upload(upload_url, 'abcdefghij');
    const part = await fetch(download_url, { headers: { range: 'bytes=2-4' } });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      'bytes 2-4/10',
      'cde',
    ]);
  });

  it('lets pages of any origin upload, follow links and read what they lead to', async () => {
    const { upload_url, download_url } = await place(1, 'a.png');
    const origin = 'https://app.example.com';
    const preflight = await fetch(upload_url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-type',
      },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    await upload(upload_url, 'x');
    const { headers, location } = await linkAnswer(download_url);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    // A browser that follows a redirect to a third origin says that its own is null.
    const file = await fetch(location ?? '', { headers: { origin: 'null' } });
    expect(file.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('takes and gives nothing without a signature, nor with one that has expired', async () => {
    const { upload_url, download_url } = await place(1, 'a.png');
    await upload(upload_url, 'x');
    const { location } = await linkAnswer(download_url);
    const bare = (url: string) => url.split('?')[0] ?? '';
    expect(await upload(bare(upload_url), 'x')).toEqual({ status: 403, code: 'AccessDenied' });
    expect(await statusOf(bare(location ?? ''))).toBe(403);
    const request = { method: 'PUT', url: new URL(bare(upload_url)), region: 'local-1', seconds: 1 } as const;
    const expired = presign(request, runtime.aws.operator, Date.now() - 2000);
    expect(await upload(expired, 'x')).toEqual({ status: 403, code: 'AccessDenied' });
    const valid = presign({ ...request, seconds: 60 }, runtime.aws.operator, Date.now());
    expect(await upload(valid, 'x')).toEqual({ status: 200 });
  });

  it('lets an address do what it was signed for only', async () => {
    const { upload_url, download_url } = await place(1, 'a.png');
    await upload(upload_url, 'x');
    expect((await fetch(upload_url)).status).toBe(403);
    expect((await fetch(upload_url, { method: 'DELETE' })).status).toBe(403);
    const { location } = await linkAnswer(download_url);
    expect(await upload(location ?? '', 'y')).toEqual({ status: 403, code: 'SignatureDoesNotMatch' });
    expect(await (await fetch(download_url)).text()).toBe('x');
  });

  it('counts what it costs', async () => {
    const counted = () =>
      Object.fromEntries(runtime.aws.bill().lines.map(({ name, quantity }) => [name, quantity]));
    const { upload_url, download_url } = await place(1, 'a.png');
    const before = counted();
    await upload(upload_url, Buffer.alloc(1000));
    await fetch(download_url).then(response => response.arrayBuffer());
    const after = counted();
    const spent = (name: string) => (after[name] ?? 0) - (before[name] ?? 0);
    expect(spent('s3-writes PutObject')).toBe(1);
    expect(spent('s3-reads GetObject')).toBe(1);
    expect(spent('event-bus-events')).toBe(1);
    expect(spent('rest-requests')).toBe(1);
    expect(spent('lambda-invocations')).toBe(1);
    expect(spent('dynamodb-read-units') + spent('dynamodb-write-units')).toBe(0);
    expect(spent('bytes-out')).toBe(1000);
  });

  it('nothing went wrong behind it', () => {
    expect(runtime.complaints()).toEqual([]);
  });
});
