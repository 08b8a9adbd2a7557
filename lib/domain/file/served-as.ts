import type { FileName } from './file-name.ts';

/** Endings that a browser shows or plays by itself without running anything, and their media types. */
const shown: Readonly<Record<string, string>> = {
  bmp: 'image/bmp',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  aac: 'audio/aac',
  amr: 'audio/amr',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
  mov: 'video/quicktime',
  mp4: 'video/mp4',
  webm: 'video/webm',
};

/** How a file is handed to a browser. */
export interface Served {
  readonly contentType: string;
  readonly contentDisposition: 'inline' | 'attachment';
}

/**
 * What a file is handed out as, whatever its uploader said it was: a page or a script would otherwise run under the
 * store's host name for everyone who follows the link. SVG is such a script.
 */
export const servedAs = ({ kind, ending }: FileName): Served => {
  const contentType = Object.hasOwn(shown, ending) ? shown[ending] : undefined;
  return kind !== 'file' && contentType
    ? { contentType, contentDisposition: 'inline' }
    : { contentType: 'application/octet-stream', contentDisposition: 'attachment' };
};
