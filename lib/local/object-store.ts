import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import type { BucketPlan } from './bucket-plan.ts';

const metaSchema = z.object({ contentType: z.string(), etag: z.string() });

/** A stored object. */
export interface StoredObject extends z.infer<typeof metaSchema> {
  /** The file that holds its bytes. */
  readonly file: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
}

const day = 86_400_000;

/** An object expires at the midnight (UTC) after its days are over (S3 user guide: lifecycle configuration elements). */
const expiresAt = (modified: number, days: number): number => (Math.floor(modified / day) + 1 + days) * day;

/** The objects of one bucket, in two files each: the bytes, and what is known of them. */
export class ObjectStore {
  private uploads = 0;

  /** @param folder made when the first object comes */
  constructor(
    readonly plan: BucketPlan,
    private readonly folder: string,
  ) {}

  /** Takes the bytes in; what was there before is replaced at once, when all have come. @returns the object */
  async put(key: string, body: Readable, contentType: string): Promise<StoredObject> {
    await mkdir(this.folder, { recursive: true });
    const { file, meta } = this.filesOf(key);
    this.uploads += 1;
    const part = `${file}.part${this.uploads}`;
    try {
      await pipeline(body, createWriteStream(part));
      const etag = `"${Date.now().toString(16)}-${this.uploads}"`;
      await writeFile(meta, JSON.stringify({ contentType, etag }));
      await rename(part, file);
    } finally {
      await rm(part, { force: true });
    }
    const stored = await this.get(key);
    if (!stored) throw new Error(`the object ${key} was not stored`);
    return stored;
  }

  async get(key: string): Promise<StoredObject | undefined> {
    const { file, meta } = this.filesOf(key);
    try {
      const { size: bytes, mtimeMs: modified } = await stat(file);
      return { ...metaSchema.parse(JSON.parse(await readFile(meta, 'utf8'))), file, bytes, modified };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    const { file, meta } = this.filesOf(key);
    await Promise.all([rm(file, { force: true }), rm(meta, { force: true })]);
  }

  /** Deletes what has expired. @param now milliseconds since the epoch @returns how many objects */
  async sweep(now: number): Promise<number> {
    let deleted = 0;
    for (const key of await this.keys()) {
      const rule = this.plan.expiry.find(({ prefix }) => key.startsWith(prefix));
      const stored = rule && (await this.get(key));
      if (!rule || !stored || expiresAt(stored.modified, rule.days) > now) continue;
      await this.remove(key);
      deleted += 1;
    }
    return deleted;
  }

  private async keys(): Promise<readonly string[]> {
    const names = await readdir(this.folder).catch(() => []);
    return names.filter(name => name.endsWith('.object')).map(name => decodeURIComponent(name.slice(0, -7)));
  }

  private filesOf(key: string): { readonly file: string; readonly meta: string } {
    const path = join(this.folder, encodeURIComponent(key));
    return { file: `${path}.object`, meta: `${path}.json` };
  }
}
