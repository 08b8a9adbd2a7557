import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { bundleFunctions } from './bundle.ts';
import { ImStack } from './im-stack.ts';

/** Name of the stack in CloudFormation. */
export const stackName = 'Kaiwa';

/**
 * Bundles the functions and builds the app, with no account, credential or network.
 * @param outdir receives the cloud assembly
 */
export const buildApp = (outdir: string): App => {
  const bundles = resolve(outdir, 'bundles');
  rmSync(bundles, { recursive: true, force: true });
  bundleFunctions(bundles);
  const app = new App({ outdir, analyticsReporting: false, treeMetadata: false });
  new ImStack(app, stackName, { bundles });
  return app;
};

/** Writes the cloud assembly of the app. */
export const synthesize = (outdir: string): { readonly assemblyDirectory: string } => ({
  assemblyDirectory: buildApp(outdir).synth().directory,
});
