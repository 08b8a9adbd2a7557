import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Authorizer } from './authorizer.ts';
import { AwsError } from './aws-error.ts';
import { corsHeaders } from './cors.ts';
import type { Credentials, Principal } from './credentials.ts';
import type { EventBuses } from './event-bus.ts';
import type { Meter, Owner } from './meter.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';
import { signerOf } from './presigned.ts';
import { errorXml, S3Error } from './s3-error.ts';

/** What S3 asks, tells and counts to. */
export interface S3Parts {
  readonly credentials: Credentials;
  readonly authorizer: Authorizer;
  readonly meter: Meter;
  readonly buses: EventBuses;
  readonly log: (line: string) => void;
}

interface ObjectRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly store: ObjectStore;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Bytes of an object that comes in one PUT (S3 user guide: uploading objects). */
const largestObject = 5 * 1024 ** 3;

const actions: Readonly<Record<string, string>> = {
  DELETE: 's3:DeleteObject',
  GET: 's3:GetObject',
  PUT: 's3:PutObject',
};

/** `response-content-type` and the like, which a signed address may ask for. */
const overridden = (url: URL): Record<string, string> => {
  const names = ['content-type', 'content-disposition', 'cache-control'];
  const given = names.map((name): [string, string] => [name, url.searchParams.get(`response-${name}`) ?? '']);
  return Object.fromEntries(given.filter(([, value]) => value !== ''));
};

const rangeOf = (header: string | undefined, bytes: number): { start: number; end: number } | undefined => {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const start = from === '' ? Math.max(0, bytes - Number(to)) : Number(from);
  const end = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (start > end) throw new S3Error('InvalidRange', 'The requested range is not satisfiable', 416);
  return { start, end };
};

/** S3 for requests signed by their address, `/{bucket}/{key}` on the gateways' port, where a browser reaches it. */
export class S3Gateway {
  constructor(
    private readonly stores: ReadonlyMap<string, ObjectStore>,
    private readonly parts: S3Parts,
  ) {}

  /** Whether the first segment of a path names a bucket. */
  has(bucket: string): boolean {
    return this.stores.has(bucket);
  }

  /** Deletes expired objects. @returns how many */
  async sweep(now = Date.now()): Promise<number> {
    const counts = await Promise.all([...this.stores.values()].map(store => store.sweep(now)));
    return counts.reduce((total, count) => total + count, 0);
  }

  /** Answers a request. */
  async serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const [, bucket = '', ...segments] = url.pathname.split('/');
    const store = this.stores.get(bucket);
    const headers = store && corsHeaders(store.plan.cors, request);
    try {
      if (!store) throw new S3Error('NoSuchBucket', 'The specified bucket does not exist', 404);
      if (request.method === 'OPTIONS') return this.preflight(response, headers);
      const key = segments.map(decodeURIComponent).join('/');
      await this.answer({ request, response, url, store, key, headers: headers ?? {} });
    } catch (error) {
      this.fail(request, response, error, headers ?? {});
    }
  }

  private preflight(response: ServerResponse, headers: Readonly<Record<string, string>> | undefined): void {
    if (!headers)
      throw new S3Error('AccessForbidden', 'CORSResponse: This CORS request is not allowed.', 403);
    response.writeHead(200, headers).end();
  }

  private async answer(asked: ObjectRequest): Promise<void> {
    const { request, url, store, key } = asked;
    const method = request.method ?? '';
    const action = actions[method];
    if (!action || key === '')
      throw new S3Error('MethodNotAllowed', 'not emulated by lib/local/s3-gateway.ts', 405);
    const principal = signerOf({ method, url, headers: request.headers }, this.parts.credentials, Date.now());
    this.allow(principal, action, `arn:aws:s3:::${store.plan.name}/${key}`);
    const owner: Owner = { command: action, function: principal.function };
    if (method === 'PUT') await this.put(asked, owner);
    else if (method === 'GET') await this.get(asked, owner);
    else {
      await store.remove(key);
      asked.response.writeHead(204, asked.headers).end();
    }
  }

  private allow(principal: Principal, action: string, resource: string): void {
    try {
      this.parts.authorizer.check(principal, action, resource);
    } catch (error) {
      throw error instanceof AwsError ? new S3Error('AccessDenied', error.message, 403) : error;
    }
  }

  private async put({ request, response, store, key, headers }: ObjectRequest, owner: Owner): Promise<void> {
    const length = request.headers['content-length'];
    if (length === undefined)
      throw new S3Error('MissingContentLength', 'You must provide the Content-Length HTTP header.', 411);
    if (Number(length) > largestObject)
      throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', 400);
    const type = request.headers['content-type'] ?? 'binary/octet-stream';
    const stored = await store.put(key, request, type);
    this.parts.meter.count('s3-writes', 1, owner, 'PutObject');
    response.writeHead(200, { ...headers, etag: stored.etag }).end();
    if (store.plan.tellsOfObjects) this.tell(store, key, stored, owner);
  }

  /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
  private tell(store: ObjectStore, key: string, { bytes: size, etag }: StoredObject, owner: Owner): void {
    this.parts.meter.count('event-bus-events', 1, owner);
    const bucket = store.plan.name;
    this.parts.buses.put({
      bus: 'default',
      source: 'aws.s3',
      detailType: 'Object Created',
      resources: [`arn:aws:s3:::${bucket}`],
      detail: {
        version: '0',
        bucket: { name: bucket },
        object: { key, size, etag: etag.replaceAll('"', '') },
        reason: 'PutObject',
      },
    });
  }

  private async get(
    { request, response, url, store, key, headers }: ObjectRequest,
    owner: Owner,
  ): Promise<void> {
    this.parts.meter.count('s3-reads', 1, owner, 'GetObject');
    const stored = await store.get(key);
    // Without s3:ListBucket, S3 does not tell what is not there from what may not be seen.
    if (!stored) throw new S3Error('AccessDenied', 'Access Denied', 403);
    const range = rangeOf(request.headers.range, stored.bytes);
    const length = range ? range.end - range.start + 1 : stored.bytes;
    this.parts.meter.count('bytes-out', length, owner);
    response.writeHead(range ? 206 : 200, {
      'content-type': stored.contentType,
      'content-length': length,
      'last-modified': new Date(stored.modified).toUTCString(),
      'accept-ranges': 'bytes',
      etag: stored.etag,
      ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${stored.bytes}` }),
      ...headers,
      ...overridden(url),
    });
    if (length === 0) return void response.end();
    // A browser that goes away in the middle is no fault.
    await pipeline(createReadStream(stored.file, range ?? {}), response).catch(() => undefined);
  }

  private fail(
    request: IncomingMessage,
    response: ServerResponse,
    error: unknown,
    headers: Readonly<Record<string, string>>,
  ): void {
    if (!(error instanceof S3Error)) this.parts.log(`S3: ${error instanceof Error ? error.stack : error}`);
    const known =
      error instanceof S3Error
        ? error
        : new S3Error('InternalError', 'We encountered an internal error.', 500);
    request.resume();
    if (response.headersSent) return void response.end();
    response.writeHead(known.status, { ...headers, 'content-type': 'application/xml' }).end(errorXml(known));
  }
}
