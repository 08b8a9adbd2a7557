import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { bundleFunctions } from './bundle.ts';
import { ImStack } from './im-stack.ts';

/** Name of the stack in CloudFormation. */
export const stackName = 'Kaiwa';

interface AppProps {
  /** Receives the cloud assembly. */
  readonly outdir: string;
  /** Checks the templates against the schemas of CloudFormation, which takes 1.8 s. */
  readonly validate: boolean;
  /** Context values beside those of the CLI. */
  readonly context?: Readonly<Record<string, string>>;
}

/** Bundles the functions and builds the app, with no account, credential or network. */
export const buildApp = ({ outdir, validate, context = {} }: AppProps): App => {
  const bundles = resolve(outdir, 'bundles');
  rmSync(bundles, { recursive: true, force: true });
  bundleFunctions(bundles);
  const app = new App({
    outdir,
    context,
    analyticsReporting: false,
    treeMetadata: false,
    builtinCloudFormationValidation: validate,
  });
  new ImStack(app, stackName, { bundles });
  return app;
};

/**
 * Writes the cloud assembly of the app, unchecked: for those who run it at once.
 * @param outdir receives the cloud assembly
 */
export const synthesize = (outdir: string): { readonly assemblyDirectory: string } => ({
  assemblyDirectory: buildApp({ outdir, validate: false }).synth().directory,
});
