import * as fc from 'fast-check';
import { S3Files } from '../../lib/aws/s3-files.ts';
import { followLink } from '../../lib/domain/file/download.ts';
import { isGivenOut, newFileName, readFileName } from '../../lib/domain/file/file-name.ts';
import { deleteOversize } from '../../lib/domain/file/oversize.ts';
import { servedAs } from '../../lib/domain/file/served-as.ts';
import { offerUpload } from '../../lib/domain/file/upload.ts';
import { noApplication } from '../../lib/kernel/authenticate.ts';
import { type FileKind, fileTypes, keepingTimes, largestUpload } from '../../lib/protocol/files.ts';
import type { SdkAppId } from '../../lib/protocol/ids.ts';
import { holds } from '../support/property.ts';

const app = 1_400_000_001 as SdkAppId;
const now = Date.parse('2026-11-21T14:00:00Z');
const kinds = Object.keys(fileTypes) as FileKind[];
const files = new S3Files({ now: () => now, until: async () => undefined }, 'https://b.example', 'https://l');
const nameOf = (kind: FileKind, uploaded: string, days = 7) =>
  newFileName(app, { kind, uploaded, days }, now);

describe('the name of a file', () => {
  it('says again what it was made of', () => {
    const any = fc.tuple(
      fc.constantFrom(...kinds),
      fc.string({ unit: 'grapheme' }),
      fc.integer({ min: 1, max: 3650 }),
    );
    holds(
      fc.property(any, ([kind, uploaded, days]) => {
        const name = nameOf(kind, uploaded, days);
        expect(readFileName(name.path)).toEqual(name);
      }),
    );
  });

  it('needs no encoding in an address, whatever the file is called', () => {
    holds(
      fc.property(fc.string({ unit: 'binary' }), uploaded => {
        expect(nameOf('file', uploaded).path).toMatch(/^[\w./-]+$/);
      }),
    );
  });

  it('begins with the first keeping time that is not shorter', () => {
    const begins = (days: number) => nameOf('file', 'a', days).path.split('/')[0];
    expect([1, 2, 7, 8, 30, 90, 91, 366, 3650].map(begins)).toEqual([
      '1d',
      '7d',
      '7d',
      '30d',
      '30d',
      '90d',
      '365d',
      '3650d',
      '3650d',
    ]);
  });

  it('is never made twice', () => {
    expect(new Set(Array.from({ length: 1000 }, () => nameOf('image', 'a.png').path)).size).toBe(1000);
  });

  it.each([
    '',
    '7d/1400000001/2026-11-28/image-0123.png',
    '7d/1400000001/2026-11-28/other-0123456789012345678901234567890123456789.png',
    '7d/1400000001/2026-11-28/image-0123456789012345678901234567890123456789.png/..',
    '../7d/1400000001/2026-11-28/image-0123456789012345678901234567890123456789.png',
    '7d/1400000001/2026-11-28/image-0123456789012345678901234567890123456789.PNG',
    '7d/1400000001/2026-11-28/constructor-0123456789012345678901234567890123456789.png',
  ])('%j is none', path => {
    expect(readFileName(path)).toBeUndefined();
  });
});

describe('a file is given out', () => {
  const name = nameOf('image', 'a.png', 7);
  const at = (time: string) => isGivenOut(name, Date.parse(time));

  it('until the end of its last day, and not a millisecond longer', () => {
    expect(at('2026-11-28T23:59:59.999Z')).toBe(true);
    expect(at('2026-11-29T00:00:00.000Z')).toBe(false);
  });

  it('under a fresh address each time the link is followed', () => {
    const { link, path } = offerUpload(
      { kind: 'image', uploaded: 'a.png' },
      { ...noApplication, id: app },
      files,
      now,
    );
    expect(link).toBe(`https://l/${path}`);
    const found = followLink(path, files, now);
    expect(found?.rememberSeconds).toBe(240);
    const query = new URL(found?.url ?? '').searchParams;
    expect(query.get('X-Amz-Expires')).toBe('300');
    expect(query.get('response-content-type')).toBe('image/png');
  });

  it('for one day when the application keeps no messages', () => {
    const settings = { ...noApplication.settings, noStore: true };
    const application = { ...noApplication, id: app, settings };
    expect(offerUpload({ kind: 'file', uploaded: 'a' }, application, files, now).path).toMatch(
      /^1d\/1400000001\/2026-11-22\//,
    );
  });
});

describe('a browser gets', () => {
  const served = (kind: FileKind, uploaded: string) => servedAs(nameOf(kind, uploaded));
  const saved = { contentType: 'application/octet-stream', contentDisposition: 'attachment' };

  it.each([
    ['image', 'a.JPG', 'image/jpeg'],
    ['sound', 'a.m4a', 'audio/mp4'],
    ['video', 'a.webm', 'video/webm'],
  ] as const)('a %s %s to show', (kind, uploaded, contentType) => {
    expect(served(kind, uploaded)).toEqual({ contentType, contentDisposition: 'inline' });
  });

  it.each(['a.html', 'a.svg', 'a.js', 'a.xml', 'a.pdf', 'a', 'a.constructor'])(
    'nothing that runs: %s',
    uploaded => {
      for (const kind of kinds) expect(served(kind, uploaded)).toEqual(saved);
    },
  );

  it('what was sent as a file to save, also when it is a picture', () => {
    expect(served('file', 'a.png')).toEqual(saved);
  });
});

describe('an upload over its limit', () => {
  const removed: string[] = [];
  const store = { remove: async (path: string) => void removed.push(path) };
  const log = { info: () => undefined, error: () => undefined };
  const isDeleted = async (path: string, bytes: number) => {
    removed.length = 0;
    await deleteOversize(path, bytes, store, log);
    return removed.includes(path);
  };

  it.each(kinds)('is deleted, one at the limit is kept: %s', async kind => {
    const { path } = nameOf(kind, 'a.png');
    expect(await isDeleted(path, largestUpload[kind])).toBe(false);
    expect(await isDeleted(path, largestUpload[kind] + 1)).toBe(true);
  });

  it('is deleted when nobody knows what it is', async () => {
    expect(await isDeleted('something', 30_000_000)).toBe(true);
  });
});

test('keeping times are in order, so that the first that fits is the shortest', () => {
  expect([...keepingTimes].sort((a, b) => a - b)).toEqual([...keepingTimes]);
});
