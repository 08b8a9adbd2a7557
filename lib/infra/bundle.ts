import { join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
import { functionFolders, repository } from './function-folders.ts';

/**
 * Parts of the AWS SDK that no function can reach, and what stands in for them; each file says why. Together they take
 * 48 kB gzip off every function with a table. Retries, keep-alive, signing, `AWS_ENDPOINT_URL_*` and error classes are the SDK's own.
 */
const standIns: Readonly<Record<string, string>> = {
  '@aws-sdk/credential-provider-node': 'credentials-from-environment.ts',
  '@aws-sdk/middleware-endpoint-discovery': 'without-endpoint-discovery.ts',
  '@smithy/core/event-streams': 'without-event-streams.ts',
};

const options: BuildOptions = {
  absWorkingDir: repository,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  minify: true,
  legalComments: 'none',
  outExtension: { '.js': '.mjs' },
  // The ES module builds of the AWS SDK can be shaken, its CommonJS builds cannot.
  mainFields: ['module', 'main'],
  alias: Object.fromEntries(
    Object.entries(standIns).map(([name, file]) => [name, join(repository, 'lib/aws', file)]),
  ),
  logLevel: 'warning',
};

/**
 * Bundles every function in one esbuild call, which shares the parsing of the AWS SDK between them.
 * @param outdir receives `{function}/index.mjs`
 */
export const bundleFunctions = (outdir: string): void => {
  const entryPoints = functionFolders().map(name => ({
    in: join(repository, 'functions', name, 'index.ts'),
    out: join(name, 'index'),
  }));
  buildSync({ ...options, entryPoints, outdir });
};
