import { randomBytes } from 'node:crypto';
import { type FileKind, fileTypes, type KeepingTime, keepingTimes } from '../../protocol/files.ts';
import type { SdkAppId } from '../../protocol/ids.ts';

const dayMilliseconds = 86_400_000;

/** What a file's name in the store says. */
export interface FileName {
  /** The name itself: `30d/1400000001/2026-12-01/image-{40 hex digits}.png`. */
  readonly path: string;
  readonly app: SdkAppId;
  /** The last day (UTC) on which the file is given out, as in `2026-12-01`. */
  readonly lastDay: string;
  readonly kind: FileKind;
  /** Of the uploaded file, in small letters, without the dot; empty when it has none. */
  readonly ending: string;
}

const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

const keepingTimeFor = (days: number): KeepingTime => keepingTimes.find(time => time >= days) ?? 3650;

/** The ending of a file's name; empty for one that is unusual. */
export const endingOf = (uploaded: string): string =>
  /\.([a-z0-9]{1,8})$/.exec(uploaded.toLowerCase())?.[1] ?? '';

/**
 * Makes a name that nobody can guess: 160 random bits. Whoever knows it may fetch the file, so it is the key to it.
 * @param uploaded the name that the client gives, of which only the ending is kept
 * @param days how long the file is given out
 * @param now milliseconds since 1970
 */
export const newFileName = (
  app: SdkAppId,
  { kind, uploaded, days }: { readonly kind: FileKind; readonly uploaded: string; readonly days: number },
  now: number,
): FileName => {
  const lastDay = dayOf(now + days * dayMilliseconds);
  const ending = endingOf(uploaded);
  const random = randomBytes(20).toString('hex');
  const file = `${kind}-${random}${ending && `.${ending}`}`;
  return { path: `${keepingTimeFor(days)}d/${app}/${lastDay}/${file}`, app, lastDay, kind, ending };
};

const form = /^\d+d\/(\d{1,10})\/(\d{4}-\d\d-\d\d)\/([a-z]+)-[0-9a-f]{40}(?:\.([a-z0-9]{1,8}))?$/;

/** Reads a name back. @returns undefined for what `newFileName` cannot have made */
export const readFileName = (path: string): FileName | undefined => {
  const [, app, lastDay, kind, ending = ''] = form.exec(path) ?? [];
  if (app === undefined || lastDay === undefined || kind === undefined || !Object.hasOwn(fileTypes, kind))
    return undefined;
  return { path, app: Number(app) as SdkAppId, lastDay, kind: kind as FileKind, ending };
};

/** Whether a file may still be given out; the store itself deletes it some days later. */
export const isGivenOut = ({ lastDay }: FileName, now: number): boolean => dayOf(now) <= lastDay;
