import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Size of one function's bundle. */
export interface BundleSize {
  readonly name: string;
  readonly bytes: number;
  readonly gzipBytes: number;
}

/**
 * Measures bundles.
 * @param directory holds `{function}/index.mjs`
 */
export const bundleSizes = (directory: string): readonly BundleSize[] =>
  readdirSync(directory)
    .sort()
    .map(name => {
      const code = readFileSync(join(directory, name, 'index.mjs'));
      return { name, bytes: code.length, gzipBytes: gzipSync(code, { level: 9 }).length };
    });
