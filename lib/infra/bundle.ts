import { join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
import { functionFolders, repository } from './function-folders.ts';

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
  // CommonJS packages inside an ES module still call require for Node's own modules.
  banner: {
    js: "import{createRequire as kaiwaRequire}from'node:module';const require=kaiwaRequire(import.meta.url);",
  },
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
