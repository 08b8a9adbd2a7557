import { synthesize } from '../lib/infra/synthesize.ts';

/** The CDK app (`cdk.json`); the CLI says where the assembly goes. */
synthesize(process.env.CDK_OUTDIR ?? 'cdk.out');
