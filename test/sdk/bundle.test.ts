import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';

/** What a web page loads: no zod, nothing of Node. Types of the contract cost nothing. */
test('the client core is at most 12 KB gzip in a browser', () => {
  const { outputFiles } = buildSync({
    entryPoints: ['lib/sdk/client.ts'],
    bundle: true,
    platform: 'browser',
    format: 'esm',
    minify: true,
    write: false,
  });
  const [bundle] = outputFiles;
  expect(gzipSync(bundle?.contents ?? '').length).toBeLessThanOrEqual(12 * 1024);
});
