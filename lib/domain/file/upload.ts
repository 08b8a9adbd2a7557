import type { Application } from '../../kernel/application.ts';
import type { Files } from '../../kernel/ports.ts';
import type { FileKind } from '../../protocol/files.ts';
import { newFileName } from './file-name.ts';

/** Seconds in which an upload has to begin; clients ask for as many. */
const uploadSeconds = 900;

/** A file that somebody is about to upload. */
export interface NewFile {
  readonly kind: FileKind;
  /** Its name on the uploader's side. */
  readonly uploaded: string;
  /** Its length, when the uploader knows it. */
  readonly bytes?: number | undefined;
}

/** Where a file goes and where it will be found. */
export interface Offer {
  readonly path: string;
  readonly uploadUrl: string;
  readonly link: string;
  /** Seconds since 1970. */
  readonly expires: number;
}

/** Days a file is given out: as long as the messages that link to it (contract: conversations-and-login.md C1). */
const daysOf = ({ settings }: Application): number => (settings.noStore ? 1 : settings.retentionDays);

/**
 * Offers a place for a file. Nothing is called and nothing is stored: the addresses are signed.
 * @param now milliseconds since 1970
 */
export const offerUpload = (
  { kind, uploaded, bytes }: NewFile,
  application: Application,
  files: Files,
  now: number,
): Offer => {
  const { path } = newFileName(application.id, { kind, uploaded, days: daysOf(application) }, now);
  return {
    path,
    uploadUrl: files.uploadUrl(path, { seconds: uploadSeconds, bytes }),
    link: files.link(path),
    expires: Math.floor(now / 1000) + uploadSeconds,
  };
};
