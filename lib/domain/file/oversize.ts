import type { Files, Log } from '../../kernel/ports.ts';
import { largestUpload } from '../../protocol/files.ts';
import { readFileName } from './file-name.ts';

/**
 * Deletes a file that is larger than its kind may be. A published client does not say how long its file is before it
 * asks where to put it, so no signature could refuse it (docs/files.md).
 */
export const deleteOversize = async (
  path: string,
  bytes: number,
  files: Pick<Files, 'remove'>,
  log: Log,
): Promise<void> => {
  const name = readFileName(path);
  if (name && bytes <= largestUpload[name.kind]) return;
  await files.remove(path);
  log.info('deleted a file over the limit of its kind', { path, bytes });
};
