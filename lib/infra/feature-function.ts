import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { functionRole } from './function-role.ts';
import { settingsOf } from './function-settings.ts';
import type { Grants } from './grants.ts';
import { acceptWildcard } from './wildcard.ts';

interface FeatureFunctionProps {
  /** Name of its folder in `functions/`. */
  readonly name: string;
  /** Folder of its bundle. */
  readonly code: string;
  readonly grants: Grants;
}

/** One Lambda function with its own role and its own log, kept 7 days. */
export class FeatureFunction extends Construct {
  readonly name: string;
  readonly function: LambdaFunction;
  readonly log: LogGroup;

  constructor(scope: Construct, id: string, props: FeatureFunctionProps) {
    super(scope, id);
    this.name = props.name;
    this.log = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_WEEK,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const { environment, statements, wildcards } = props.grants;
    const role = functionRole(this, this.log, statements);
    for (const wildcard of wildcards) acceptWildcard(role, wildcard);
    const { memoryMegabytes, timeoutSeconds } = settingsOf(props.name);
    this.function = new LambdaFunction(this, 'Function', {
      description: `Kaiwa ${props.name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(props.code),
      memorySize: memoryMegabytes,
      timeout: Duration.seconds(timeoutSeconds),
      environment,
      role,
      logGroup: this.log,
      loggingFormat: LoggingFormat.JSON,
      // START, END and REPORT of every call would cost as much as the call; how long it took is a metric anyway.
      systemLogLevelV2: SystemLogLevel.WARN,
    });
  }

  /** What API Gateway calls to invoke it (API Gateway developer guide: Lambda proxy integrations). */
  get invocationUri(): string {
    const { partition, region } = Stack.of(this);
    return `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${this.function.functionArn}/invocations`;
  }
}
