/** What is uploaded, by the number that clients give it (`file_type`, seen on the wire). */
export const fileTypes = { image: 1, video: 2, sound: 3, file: 255 } as const;
export type FileKind = keyof typeof fileTypes;

const megabyte = 1024 * 1024;

/** Most bytes of one upload (contract: messages.md 2.4). */
export const largestUpload: Readonly<Record<FileKind, number>> = {
  image: 28 * megabyte,
  sound: 28 * megabyte,
  video: 100 * megabyte,
  file: 100 * megabyte,
};

/**
 * How long files can be kept, in days. A file is kept for the first of them that is not shorter than the retention of its
 * application: object stores expire by the beginning of a name, so there cannot be one for each number of days.
 */
export const keepingTimes = [1, 7, 30, 90, 365, 3650] as const;
export type KeepingTime = (typeof keepingTimes)[number];
