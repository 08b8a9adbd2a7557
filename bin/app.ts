import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { buildApp } from '../lib/infra/synthesize.ts';

/** The CDK app (`cdk.json`); the CLI says where the assembly goes. A finding of cdk-nag ends the synthesis. */
const app = buildApp({ outdir: process.env.CDK_OUTDIR ?? 'cdk.out', validate: true });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
