import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { functionRole } from './function-role.ts';
import { settingsOf } from './function-settings.ts';

interface FeatureFunctionProps {
  /** Name of its folder in `functions/`. */
  readonly name: string;
  /** Folder of its bundle. */
  readonly code: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Everything its role allows beside its own log. */
  readonly statements: readonly PolicyStatement[];
}

/** One Lambda function with its own role and its own log, kept 7 days. */
export class FeatureFunction extends Construct {
  readonly name: string;
  readonly function: LambdaFunction;
  readonly role: Role;
  readonly log: LogGroup;

  constructor(scope: Construct, id: string, props: FeatureFunctionProps) {
    super(scope, id);
    this.name = props.name;
    this.log = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_WEEK,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = functionRole(this, this.log, props.statements);
    const { memoryMegabytes, timeoutSeconds } = settingsOf(props.name);
    this.function = new LambdaFunction(this, 'Function', {
      description: `Kaiwa ${props.name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(props.code),
      memorySize: memoryMegabytes,
      timeout: Duration.seconds(timeoutSeconds),
      environment: props.environment,
      role: this.role,
      logGroup: this.log,
    });
  }
}
